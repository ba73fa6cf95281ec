import { useRef } from 'react'
import type { InfiniteQuery } from './infinite'

/** Keeps showing the previous list while the answer to a new filter or search is loading, so that the list does not blink. */
export function usePreviousList<T>(list: InfiniteQuery<T>): InfiniteQuery<T> {
  const held = useRef(list.data)
  if (list.data) held.current = list.data
  return list.loading && held.current ? { ...list, data: held.current } : list
}

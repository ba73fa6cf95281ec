import { useRef } from 'react'
import type { InfiniteQuery } from './infinite'

/** While the answer to another filter or search is on its way the former list stays: one that blinks cannot be read. */
export function usePreviousList<T>(list: InfiniteQuery<T>): InfiniteQuery<T> {
  const held = useRef(list.data)
  if (list.data) held.current = list.data
  return list.loading && held.current ? { ...list, data: held.current } : list
}

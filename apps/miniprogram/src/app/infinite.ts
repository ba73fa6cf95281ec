import { useCallback, useRef, useState } from 'react'
import { entryOf, put, type QueryKey } from './query-store'
import { useQuery, type Page, type Query, type QueryOptions } from './query'

/** The most pages that are fetched again when a list comes back to the front after an edit. */
const DEEPEST = 5

interface Loaded<T, C> extends Page<T, C> {
  readonly pages: number
}

export interface InfiniteQuery<T> extends Omit<Query<readonly T[]>, 'refetch'> {
  /** Pull to refresh: back to the first page. */
  readonly refetch: () => Promise<unknown>
  readonly loadMore: () => void
  readonly more: boolean
  /** How many have been read. */
  readonly pages: number
  readonly loadingMore: boolean
  /** Why the next page did not come; loadMore tries again. */
  readonly moreError: unknown
}

export function useInfinite<T, C>(
  key: QueryKey,
  fetchPage: (cursor: C | undefined) => Promise<Page<T, C>>,
  options: QueryOptions = {},
): InfiniteQuery<T> {
  const entry = entryOf<Loaded<T, C>>(key, options.persist)
  const latest = useRef(fetchPage)
  latest.current = fetchPage

  const fetchDeep = async (): Promise<Loaded<T, C>> => {
    const depth = Math.min(entry.snap.data?.pages ?? 1, DEEPEST)
    let { items, next } = await latest.current(undefined)
    let pages = 1
    const first = { items, next, pages }
    entry.toPersist = () => first
    while (pages < depth && next !== undefined) {
      const page = await latest.current(next)
      items = [...items, ...page.items]
      next = page.next
      pages += 1
    }
    return { items, next, pages }
  }
  const query = useQuery(key, fetchDeep, options)
  const fetchAgain = query.refetch
  const [tail, setTail] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: undefined })
  const busy = useRef(false)

  const loadMore = useCallback(() => {
    const before = entry.snap.data
    if (busy.current || entry.snap.fetching || before?.next === undefined) return
    busy.current = true
    setTail({ busy: true, error: undefined })
    const settle = (error: unknown) => {
      busy.current = false
      setTail({ busy: false, error })
    }
    latest.current(before.next).then((page) => {
      // The list was refreshed meanwhile, so this page no longer follows it.
      if (entry.snap.data === before) {
        put(entry, { data: { items: [...before.items, ...page.items], next: page.next, pages: before.pages + 1 } })
      }
      settle(undefined)
    }, settle)
  }, [entry])

  const refetch = useCallback(async () => {
    const { data } = entry.snap
    if (data) entry.snap = { ...entry.snap, data: { ...data, pages: 1 } }
    setTail({ busy: false, error: undefined })
    return fetchAgain()
  }, [entry, fetchAgain])

  return {
    ...query,
    data: query.data?.items,
    refetch,
    loadMore,
    more: query.data?.next !== undefined,
    pages: query.data?.pages ?? 0,
    loadingMore: tail.busy,
    moreError: tail.error,
  }
}

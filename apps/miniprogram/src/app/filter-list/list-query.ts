import { windowHeight } from '@/platform/device'
import { useInfinite, type InfiniteQuery } from '../infinite'
import { useQuery, type QueryKey } from '../query'
import type { Json } from '../query-store'
import { usePreviousList } from '../use-previous-list'

/** About the height of a row in a list of people, in CSS px. */
const ROW = 110
const PAGE = 20

/**
 * The page size of a list: first a little more than the window shows, so that it scrolls, because the first rows are
 * sent to the screen of a phone in one piece; then 20.
 */
const pageSize = (cursor: string | undefined): number =>
  cursor === undefined ? Math.min(PAGE, Math.max(6, Math.ceil(windowHeight() / ROW))) : PAGE

/** One page of an answer; the number of all matches comes with each. */
export interface ListPage<R> {
  readonly cards: readonly R[]
  readonly total: number
}

interface PageRequest {
  readonly pageSize: number
  readonly cursor?: string | undefined
}

/** How a filtered list is fetched, under the query key that its writes invalidate. */
export interface ListSource<Q, P> {
  readonly key: QueryKey
  readonly fetch: (query: Q & PageRequest) => Promise<readonly [page: P, nextCursor: string | null | undefined]>
}

export type Query = Readonly<Record<string, Json>>

/** The pages; those that a day begins with, unfiltered, are persisted for when there is no network. */
export function useListPages<Q extends Query, P>(
  { key, fetch }: ListSource<Q, P>,
  query: Q,
  persist: boolean,
): InfiniteQuery<P> {
  const fetchPage = async (cursor: string | undefined) => {
    const [page, next] = await fetch({ ...query, pageSize: pageSize(cursor), cursor })
    return { items: [page], next: next ?? undefined }
  }
  return usePreviousList(useInfinite<P, string>([...key, { ...query }], fetchPage, { persist }))
}

/** The number of matches of a filter that is being chosen. */
export function useListCount<Q extends Query>(
  { key, fetch }: ListSource<Q, ListPage<unknown>>,
  query: Q,
  enabled: boolean,
): number | undefined {
  const fetchCount = async () => (await fetch({ ...query, pageSize: 1 }))[0].total
  return useQuery([...key, 'count', { ...query }], fetchCount, { enabled, staleMs: 10_000, dropMs: 10_000 }).data
}

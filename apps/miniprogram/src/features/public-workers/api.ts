import type { ContractMap } from '@qingpin/contract/contract'
import type { Options, ReplyOf } from '@qingpin/contract/core/define'
import { api } from '@/app/api'
import { useInfinite, type InfiniteQuery } from '@/app/infinite'
import { pageSize } from '@/app/page-size'
import { useQuery } from '@/app/query'
import { usePreviousList } from '@/app/use-previous-list'

export type PublicCard = ReplyOf<ContractMap['GET /api/resumes/public/list']>['items'][number]
export type PublicResume = ReplyOf<ContractMap['GET /api/resumes/public/{id}']>
/** A resume as staff reads it. The cards show of it what their caller has. */
export type FullResume = ReplyOf<ContractMap['GET /api/resumes/miniprogram/{id}']>
export type PublicQuery = NonNullable<Options<ContractMap['GET /api/resumes/public/list']>['query']>

const LIST_KEY = ['workers']

/** One answer of the API; the number of all matches comes with each. */
export interface WorkerPage {
  readonly cards: readonly PublicCard[]
  readonly total: number
}

/** The workers whom everybody may see; the whole list is also kept for when there is no network. */
export function useWorkers(query: PublicQuery): InfiniteQuery<WorkerPage> {
  const fetchPage = async (cursor: string | undefined) => {
    const { items, total, nextCursor } = await api('GET /api/resumes/public/list', {
      query: { ...query, pageSize: pageSize(cursor), cursor },
    })
    return { items: [{ cards: items, total }], next: nextCursor ?? undefined }
  }
  const persist = Object.keys(query).length === 0
  return usePreviousList(useInfinite<WorkerPage, string>([...LIST_KEY, { ...query }], fetchPage, { persist }))
}

/** Who could come now, for the home tab. */
export const useFirstWorkers = () =>
  useQuery(
    [...LIST_KEY, 'first'],
    () => api('GET /api/resumes/public/list', { query: { orderStatus: 'accepting', pageSize: 3 } }),
    { persist: true, staleMs: 300_000 },
  )

/** How many a filter would find, while it is still being chosen. */
export const useWorkerCount = (query: PublicQuery, enabled: boolean): number | undefined => {
  const fetchCount = async () => (await api('GET /api/resumes/public/list', { query: { ...query, pageSize: 1 } })).total
  return useQuery([...LIST_KEY, 'count', { ...query }], fetchCount, { enabled, staleMs: 10_000, dropMs: 10_000 }).data
}

export const useWorker = (id: string) =>
  useQuery(['worker', id], () => api('GET /api/resumes/public/{id}', { params: { id } }), { retries: 0 })

export const useShared = (token: string) =>
  useQuery(['shared-worker', token], () => api('GET /api/resumes/shared/{token}', { params: { token } }), {
    retries: 0,
    enabled: token !== '',
  })

import type { ContractMap } from '@qingpin/contract/contract'
import type { Options, ReplyOf } from '@qingpin/contract/core/define'
import { api } from '@/app/api'
import type { ListPage, ListSource } from '@/app/filter-list/list-query'
import { useQuery } from '@/app/query'

export type PublicCard = ReplyOf<ContractMap['GET /api/resumes/public/list']>['items'][number]
export type PublicResume = ReplyOf<ContractMap['GET /api/resumes/public/{id}']>
/** A resume as staff reads it; the cards take the part that their caller has. */
export type FullResume = ReplyOf<ContractMap['GET /api/resumes/miniprogram/{id}']>
export type PublicQuery = NonNullable<Options<ContractMap['GET /api/resumes/public/list']>['query']>

const LIST_KEY = ['workers']

/** The public workers. */
export const publicWorkers: ListSource<PublicQuery, ListPage<PublicCard>> = {
  key: LIST_KEY,
  fetch: async (query) => {
    const { items: cards, total, nextCursor } = await api('GET /api/resumes/public/list', { query })
    return [{ cards, total }, nextCursor]
  },
}

/** The first available workers, for the home tab. */
export const useFirstWorkers = () =>
  useQuery(
    [...LIST_KEY, 'first'],
    () => api('GET /api/resumes/public/list', { query: { orderStatus: 'accepting', pageSize: 3 } }),
    { persist: true, staleMs: 300_000 },
  )

export const useWorker = (id: string) =>
  useQuery(['worker', id], () => api('GET /api/resumes/public/{id}', { params: { id } }), { retries: 0 })

export const useShared = (token: string) =>
  useQuery(['shared-worker', token], () => api('GET /api/resumes/shared/{token}', { params: { token } }), {
    retries: 0,
    enabled: token !== '',
  })

import { api } from '@/app/api'
import { useInfinite, type InfiniteQuery } from '@/app/infinite'
import { pageSize } from '@/app/page-size'
import { useQuery } from '@/app/query'
import { usePreviousList } from '@/app/use-previous-list'
import { LIST_KEY, type ResumeCard } from '../api'
import { isFiltered, queryOf, type Filter } from './filter'
import type { SortName } from './sorts'

/** One answer of the API; the number of all matches comes with each. */
export interface ResumePage {
  readonly cards: readonly ResumeCard[]
  readonly total: number
}

export interface ResumeQuery {
  readonly filter: Filter
  readonly search: string
  readonly sort: SortName
}

/** The list; the one that a day begins with, unfiltered, is also kept for when there is no network. */
export function useResumePages({ filter, search, sort }: ResumeQuery): InfiniteQuery<ResumePage> {
  const query = queryOf(filter, search, sort)
  const persist = !isFiltered(filter) && search === '' && sort === 'newest'
  const fetchPage = async (cursor: string | undefined) => {
    const { items, total, nextCursor } = await api('GET /api/resumes', {
      query: { ...query, pageSize: pageSize(cursor), cursor },
    })
    return { items: [{ cards: items, total }], next: nextCursor ?? undefined }
  }
  return usePreviousList(useInfinite<ResumePage, string>([...LIST_KEY, { ...query }], fetchPage, { persist }))
}

/** How many the filter would find, while it is still being chosen. */
export const useResumeCount = ({ filter, search }: Omit<ResumeQuery, 'sort'>, enabled: boolean): number | undefined => {
  const query = queryOf(filter, search, 'newest')
  const fetchCount = async () => (await api('GET /api/resumes', { query: { ...query, pageSize: 1 } })).total
  return useQuery([...LIST_KEY, 'count', { ...query }], fetchCount, { enabled, staleMs: 10_000, dropMs: 10_000 }).data
}

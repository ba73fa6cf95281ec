import { api } from '@/app/api'
import { useInfinite, type InfiniteQuery } from '@/app/infinite'
import { pageSize } from '@/app/page-size'
import { useQuery } from '@/app/query'
import { usePreviousList } from '@/app/use-previous-list'
import { LIST_KEY, type CustomerCard, type CustomerCounts } from '../api'
import { queryOf, type CustomerQuery } from './filter'

/** One answer of the API; the numbers come with each. */
export interface CustomerPart {
  readonly cards: readonly CustomerCard[]
  readonly total: number
  readonly counts: CustomerCounts
}

/** The list; the one that a day begins with is also kept for when there is no network. */
export function useCustomerPages(criteria: CustomerQuery): InfiniteQuery<CustomerPart> {
  const query = queryOf(criteria)
  const persist = Object.keys(query).length === 2 && criteria.sort === 'plan'
  const fetchPage = async (cursor: string | undefined) => {
    const reply = await api('GET /api/customers/miniprogram/list', {
      query: { ...query, pageSize: pageSize(cursor), cursor },
    })
    const { customers: cards, total, counts, nextCursor } = reply
    return { items: [{ cards, total, counts }], next: nextCursor ?? undefined }
  }
  return usePreviousList(useInfinite<CustomerPart, string>([...LIST_KEY, { ...query }], fetchPage, { persist }))
}

/** How many the filter would find, while it is still being chosen. */
export const useCustomerCount = (criteria: CustomerQuery, enabled: boolean): number | undefined => {
  const query = queryOf(criteria)
  const fetchCount = async () =>
    (await api('GET /api/customers/miniprogram/list', { query: { ...query, pageSize: 1 } })).total
  return useQuery([...LIST_KEY, 'count', { ...query }], fetchCount, { enabled, staleMs: 10_000, dropMs: 10_000 }).data
}

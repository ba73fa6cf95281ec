import type { ContractMap } from '@qingpin/contract/contract'
import type { ReplyOf } from '@qingpin/contract/core/define'
import { api } from '@/app/api'
import { useInfinite } from '@/app/infinite'
import { useQuery } from '@/app/query'
import { matchKey } from '../api'

export type MatchPage = ReplyOf<ContractMap['GET /api/shortlists/matches/{id}']>
export type Match = MatchPage['items'][number]
export type Demand = MatchPage['demand']

export interface MatchFilter {
  readonly gaps?: number | undefined
  readonly withinBudget?: boolean | undefined
}

const PAGE = 20

/** Pages of workers, each with the counts that hold for all. */
export const useMatches = (id: string, { gaps, withinBudget }: MatchFilter) =>
  useInfinite<MatchPage, number>(
    [...matchKey(id), gaps ?? 'all', withinBudget ? 'budget' : 'any'],
    async (page = 1) => {
      const query = {
        page,
        pageSize: PAGE,
        ...(gaps === undefined ? {} : { gaps }),
        ...(withinBudget ? { withinBudget: 'true' as const } : {}),
      }
      const found = await api('GET /api/shortlists/matches/{id}', { params: { id }, query })
      return { items: [found], next: page < found.totalPages ? page + 1 : undefined }
    },
  )

/** Under the key that the pages of lists invalidate. */
export const useCustomerLists = (customerId: string) =>
  useQuery(['shortlists', 'customer', customerId], () =>
    api('GET /api/shortlists', { query: { customerId, limit: 5 } }),
  )

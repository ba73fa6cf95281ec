import type { ContractMap } from '@qingpin/contract/contract'
import type { ReplyOf } from '@qingpin/contract/core/define'
import type { Period } from '@qingpin/contract/customers/customers.enums'
import { api } from '@/app/api'
import { useQuery } from '@/app/query'
import { LIST_KEY } from '../api'

export type TeamNumbers = ReplyOf<ContractMap['GET /api/customers/team-numbers']>

/** Under the key of the lists: what changes a list changes its numbers. */
export const useTeamNumbers = (period: Period) =>
  useQuery([...LIST_KEY, 'team', period], () => api('GET /api/customers/team-numbers', { query: { period } }))

import type { ReplyOf } from '@qingpin/contract/core/define'
import type { ContractMap } from '@qingpin/contract/contract'
import { payPlatform } from '@/platform/payment'
import { api } from './api'
import { useClientConfig } from './client-config'
import { useQuery } from './query'

export type Credits = ReplyOf<ContractMap['GET /api/credits']>

/** The key prefix of all queries that a payment or a spent credit makes outdated. */
export const CREDITS_KEY = ['credits']

/** What the person can spend, and what things cost. */
export const useCredits = (enabled = true) =>
  useQuery<Credits>([...CREDITS_KEY, 'balance'], () => api('GET /api/credits'), { enabled, staleMs: 5000 })

/** Whether this platform sells credits; false until it is known, so that no price is shown where none may be. */
export const useSells = (): boolean => {
  const payment = useClientConfig().data?.payment
  return payment !== undefined && payment[payPlatform] !== 'hidden'
}

import type { ContractMap } from '@qingpin/contract/contract'
import type { ReplyOf } from '@qingpin/contract/core/define'
import { api } from '@/app/api'
import { useQuery } from '@/app/query'
import { useAccount } from '@/app/session'

export const MY_RESUME = ['my-resume']

export type MyResume = NonNullable<ReplyOf<ContractMap['GET /api/resumes/mine']>['resume']>

/** The resume of the account. Fetched only with a session. */
export function useMyResume() {
  const enabled = useAccount() !== undefined
  return useQuery(MY_RESUME, () => api('GET /api/resumes/mine'), { enabled, persist: true })
}

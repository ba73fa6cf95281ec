import type { ContractMap } from '@qingpin/contract/contract'
import type { ReplyOf } from '@qingpin/contract/core/define'
import { api } from '@/app/api'
import { invalidate, useQuery } from '@/app/query'
import { useAccount } from '@/app/session'

export type CvDetail = ReplyOf<ContractMap['GET /api/cvs/{id}']>
export type CvCard = ReplyOf<ContractMap['GET /api/cvs']>['items'][number]

const MY_CVS = ['my-cvs']

/** Fetched only with a session; the last answer is stored on the phone. */
export function useMyCvs() {
  const enabled = useAccount() !== undefined
  return useQuery(MY_CVS, () => api('GET /api/cvs'), { enabled, persist: true })
}

export const cvsChanged = (): void => invalidate(MY_CVS)

import type { ContractMap } from '@qingpin/contract/contract'
import type { ReplyOf } from '@qingpin/contract/core/define'
import type { ConsentField } from '@qingpin/contract/sharing/sharing.enums'
import { api } from '@/app/api'
import { useInfinite } from '@/app/infinite'
import { mutate, setData, useQuery, type QueryKey } from '@/app/query'
import { useAccount } from '@/app/session'

export type Visibility = ReplyOf<ContractMap['GET /api/resumes/miniprogram/{id}/visibility']>
export type Consent = Visibility['consents'][number]
export type Share = ReplyOf<ContractMap['GET /api/resumes/shares']>['items'][number]
export type NewShare = ReplyOf<ContractMap['POST /api/resumes/{id}/share']>
export type ConsentChanges = Partial<Record<ConsentField, boolean>>

const MINE: QueryKey = ['my-visibility']
const SHARES: QueryKey = ['shares']
const keyOf = (id: string): QueryKey => ['visibility', id]
/** Queries of public pages, which are invalidated after each change. */
const PUBLIC: readonly QueryKey[] = [['workers'], ['worker'], ['shared-worker'], ['home']]

export function useMyVisibility() {
  const enabled = useAccount() !== undefined
  return useQuery(MINE, () => api('GET /api/resumes/mine/visibility'), { enabled })
}

export async function setMyVisibility(body: { readonly hidden?: boolean; readonly consents?: ConsentChanges }) {
  const visibility = await mutate(() => api('PATCH /api/resumes/mine/visibility', { body }), { touch: PUBLIC })
  setData(MINE, () => ({ visibility }))
}

export const useVisibility = (id: string) =>
  useQuery(keyOf(id), () => api('GET /api/resumes/miniprogram/{id}/visibility', { params: { id } }))

interface StaffWord {
  readonly listed?: boolean
  readonly reviewed?: true
  readonly consents?: ConsentChanges
  readonly note?: string
}
export async function setVisibility(id: string, body: StaffWord) {
  const change = () => api('PATCH /api/resumes/miniprogram/{id}/visibility', { params: { id }, body })
  // Listing a draft changes its status.
  const touch: readonly QueryKey[] = [...PUBLIC, ['resume', id], ['resumes']]
  const visibility = await mutate(change, { touch })
  setData(keyOf(id), () => visibility)
}

export const makeShare = (id: string, expiresInHours: number, idempotencyKey: string): Promise<NewShare> =>
  mutate(() => api('POST /api/resumes/{id}/share', { params: { id }, body: { expiresInHours }, idempotencyKey }), {
    touch: [SHARES],
  })

/** Fetched only with a session. */
export const useShares = (resumeId: string | undefined, enabled: boolean) =>
  useInfinite<Share, string>(
    [...SHARES, resumeId],
    async (cursor) => {
      const { items, nextCursor } = await api('GET /api/resumes/shares', { query: { resumeId, cursor } })
      return { items, next: nextCursor ?? undefined }
    },
    { enabled },
  )

export const revokeShare = (id: string): Promise<Share> =>
  mutate(() => api('POST /api/resumes/shares/{id}/revoke', { params: { id } }), { touch: [SHARES] })

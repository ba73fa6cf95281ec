import type { ContractMap } from '@qingpin/contract/contract'
import type { Options, ReplyOf } from '@qingpin/contract/core/define'
import { api } from '@/app/api'
import { useInfinite } from '@/app/infinite'
import { invalidate, useQuery, type QueryKey } from '@/app/query'
import { customerChanged } from '../api'

export type Removed = ReplyOf<ContractMap['GET /api/customers/removed']>['items'][number]
export type Kind = Removed['kind']
export type MergeBody = NonNullable<Options<ContractMap['POST /api/customers/merge']>['body']>

const REMOVED_KEY: QueryKey = ['customers-removed']

export const useRemoved = (kind: Kind | 'all') =>
  useInfinite<Removed, string>([...REMOVED_KEY, kind], async (cursor) => {
    const query = { ...(kind === 'all' ? {} : { kind }), ...(cursor ? { cursor } : {}) }
    const { items, nextCursor } = await api('GET /api/customers/removed', { query })
    return { items, next: nextCursor ?? undefined }
  })

export const useMergedInto = (keptId: string) =>
  useQuery([...REMOVED_KEY, 'into', keptId], () => api('GET /api/customers/removed', { query: { keptId } }))

/** What goes over with a customer, or ends with it. */
const ROWS: readonly QueryKey[] = [['placements'], ['transfers'], ['shortlists'], ['rooms'], ['follow-ups']]

function changed(...ids: readonly string[]): void {
  for (const id of ids) customerChanged(id)
  for (const key of [REMOVED_KEY, ...ROWS]) invalidate(key)
}

/** The newest follow-ups, as they will stand together after a merge. */
export const useNotes = (id: string) =>
  useQuery(['follow-ups', id], () =>
    api('GET /api/customers/miniprogram/{id}/follow-ups', { params: { id }, query: {} }),
  )

export async function mergeCustomers(body: MergeBody, idempotencyKey: string): Promise<void> {
  await api('POST /api/customers/merge', { body, idempotencyKey })
  changed(body.keptId, body.mergedId)
}

export async function deleteCustomer(id: string, reason: string, idempotencyKey: string): Promise<void> {
  await api('POST /api/customers/miniprogram/{id}/delete', { params: { id }, body: { reason }, idempotencyKey })
  changed(id)
}

export async function restoreCustomer({ id, mergedInto }: Removed, idempotencyKey: string): Promise<void> {
  await api('POST /api/customers/removed/{id}/restore', { params: { id }, idempotencyKey })
  changed(id, ...(mergedInto ? [mergedInto.id] : []))
}

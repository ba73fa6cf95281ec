import type { ContractMap } from '@qingpin/contract/contract'
import type { Options, ReplyOf } from '@qingpin/contract/core/define'
import { api } from '@/app/api'
import { onItemSent } from '@/app/outbox/sender'
import { go } from '@/app/pages'
import { invalidate, useQuery, type QueryKey } from '@/app/query'

type CustomerPage = ReplyOf<ContractMap['GET /api/customers/miniprogram/list']>
export type CustomerCard = CustomerPage['customers'][number]
export type CustomerCounts = CustomerPage['counts']
export type CustomerDetail = ReplyOf<ContractMap['GET /api/customers/miniprogram/{id}']>
export type FollowUp = ReplyOf<ContractMap['GET /api/customers/miniprogram/{id}/follow-ups']>[number]
export type ListQuery = NonNullable<Options<ContractMap['GET /api/customers/miniprogram/list']>['query']>
export type NumberName = 'phone' | 'wechatId' | 'idCardNumber'

export const LIST_KEY: QueryKey = ['customers']
const customerKey = (id: string): QueryKey => ['customer', id]
/** @param kind which kinds of entries */
export const timelineKey = (id: string, kind: string): QueryKey => ['timeline', id, kind]
/** The statistics are counted from the lists. */
const STATISTICS_KEY: QueryKey = ['customer-statistics']

export const useCustomer = (id: string) =>
  useQuery(customerKey(id), () => api('GET /api/customers/miniprogram/{id}', { params: { id } }), { persist: true })

/** As it was read last, for an edit without network. */
export const useKnownCustomer = (id: string) =>
  useQuery(customerKey(id), () => api('GET /api/customers/miniprogram/{id}', { params: { id } }), {
    persist: true,
    staleMs: Infinity,
  })

/** Fetched anew and not cached, because an edit begins from the present version. */
export const useFreshCustomer = (id: string) =>
  useQuery(['customer-to-edit', id], () => api('GET /api/customers/miniprogram/{id}', { params: { id } }), {
    staleMs: Infinity,
    dropMs: 0,
  })

export type Assignment = ReplyOf<ContractMap['GET /api/customers/miniprogram/{id}/assignment-logs']>[number]
export type Reminder = ReplyOf<ContractMap['GET /api/customers/miniprogram/{id}/reminders']>[number]
export const useEmployees = (enabled: boolean) =>
  useQuery(['employees'], () => api('GET /api/customers/miniprogram/employees/list'), { enabled })

export type UpdateBody = NonNullable<Options<ContractMap['PATCH /api/customers/miniprogram/{id}']>['body']>

export type AssignBody = NonNullable<Options<ContractMap['PATCH /api/customers/miniprogram/{id}/assign']>['body']>

export const assignCustomer = (id: string, body: AssignBody, idempotencyKey: string) =>
  api('PATCH /api/customers/miniprogram/{id}/assign', { params: { id }, body, idempotencyKey })

export async function assignMany(
  ids: readonly string[],
  body: Omit<AssignBody, 'reason'>,
  idempotencyKey: string,
): Promise<ReplyOf<ContractMap['POST /api/customers/assign-many']>> {
  const reply = await api('POST /api/customers/assign-many', { body: { ...body, ids: [...ids] }, idempotencyKey })
  for (const id of ids) customerChanged(id)
  return reply
}

export type Statistics = ReplyOf<ContractMap['GET /api/customers/miniprogram/statistics']>
export const useStatistics = (assignedTo: string | undefined) =>
  useQuery([...STATISTICS_KEY, assignedTo ?? 'all'], () =>
    api('GET /api/customers/miniprogram/statistics', { query: assignedTo ? { assignedTo } : {} }),
  )

export type PoolPage = ReplyOf<ContractMap['GET /api/customers/pool']>
export type PoolCard = PoolPage['items'][number]
export type PoolQuery = NonNullable<Options<ContractMap['GET /api/customers/pool']>['query']>
export const POOL_KEY: QueryKey = ['customer-pool']

export const usePoolCustomer = (id: string) =>
  useQuery([...POOL_KEY, 'customer', id], () => api('GET /api/customers/pool/{id}', { params: { id } }))

export const claimCustomer = (id: string, idempotencyKey: string) =>
  api('POST /api/customers/pool/{id}/claim', { params: { id }, idempotencyKey })

export const releaseCustomer = (id: string, body: { reason: string | null }, idempotencyKey: string) =>
  api('POST /api/customers/miniprogram/{id}/release-to-pool', { params: { id }, body, idempotencyKey })

const RULES_KEY: QueryKey = ['assignment-rules']
export type Rules = ReplyOf<ContractMap['GET /api/customers/assignment-rules']>
export const useRules = () => useQuery(RULES_KEY, () => api('GET /api/customers/assignment-rules'), { dropMs: 0 })

export type RulesBody = NonNullable<Options<ContractMap['PUT /api/customers/assignment-rules']>['body']>
export const tryRules = (body: Omit<RulesBody, 'version'>) =>
  api('POST /api/customers/assignment-rules/dry-run', { body })
export async function setRules(body: RulesBody, idempotencyKey: string): Promise<void> {
  await api('PUT /api/customers/assignment-rules', { body, idempotencyKey })
  for (const key of [RULES_KEY, POOL_KEY]) invalidate(key)
}

export type NumberHit = NonNullable<ReplyOf<ContractMap['POST /api/customers/check-numbers']>['phone']>
type CheckBody = NonNullable<Options<ContractMap['POST /api/customers/check-numbers']>['body']>
/** Saving checks again, so a check that fails shows nothing. */
export const useNumberCheck = (body: CheckBody, enabled: boolean) =>
  useQuery(['number-check', { ...body }], () => api('POST /api/customers/check-numbers', { body }), {
    enabled,
    retries: 0,
    staleMs: 60_000,
    dropMs: 60_000,
  })

const seen = new Map<string, CustomerCard>()
/** Opens a customer from its row, and remembers the row, so that a follow-up can be noted where the customer cannot be fetched. */
export function openCustomer(card: CustomerCard): void {
  seen.set(card.id, card)
  go('customerDetail', { id: card.id })
}
export const seenCard = (id: string): CustomerCard | undefined => seen.get(id)

/** Workers that are compared with what a customer looks for. */
export const matchKey = (id: string): QueryKey => ['matches', id]

/** After a write: invalidates the lists, the numbers of the day, this customer and the workers for it. */
export function customerChanged(id: string): void {
  const lists = [LIST_KEY, STATISTICS_KEY, POOL_KEY, ['today']]
  for (const key of [...lists, customerKey(id), ['timeline', id], matchKey(id)]) invalidate(key)
}

/** The number in full; each call is audited. */
export async function revealNumber(id: string, field: NumberName): Promise<string> {
  const { value } = await api('POST /api/customers/miniprogram/{id}/reveal', { params: { id }, body: { field } })
  return value ?? ''
}

/** What waited for the network has arrived. */
onItemSent(customerChanged)

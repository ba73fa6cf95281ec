import type { ReplyOf } from '@qingpin/contract/core/define'
import type { ContractMap } from '@qingpin/contract/contract'
import type { HandoverWay, StaffState } from '@qingpin/contract/staff/staff.enums'
import { api } from '@/app/api'
import { useInfinite } from '@/app/infinite'
import { mutate, useQuery } from '@/app/query'

const PAGE = 20

export type StaffMember = ReplyOf<ContractMap['GET /api/users']>['items'][number]
export type StaffDetail = ReplyOf<ContractMap['GET /api/users/{id}']>

export const STAFF_KEY = ['staff']

export const useStaff = (search: string, status: StaffState | undefined) =>
  useInfinite<StaffMember, number>([...STAFF_KEY, 'list', search, status ?? ''], async (cursor = 1) => {
    const query = { page: cursor, pageSize: PAGE, search, ...(status && { status }) }
    const { items, page, totalPages } = await api('GET /api/users', { query })
    return { items, next: page < totalPages ? page + 1 : undefined }
  })

export const useMember = (id: string) =>
  useQuery<StaffDetail>([...STAFF_KEY, 'one', id], () => api('GET /api/users/{id}', { params: { id } }))

type Changes = NonNullable<Parameters<typeof api<'PATCH /api/users/{id}'>>[1]['body']>

/** Changes one account; what lists and the page show is fetched again. */
export const changeMember = ({ id, version }: StaffDetail, changes: Changes) =>
  mutate(() => api('PATCH /api/users/{id}', { params: { id }, body: { ...changes, version } }), { touch: [STAFF_KEY] })

export const makePassword = (id: string) =>
  mutate(() => api('POST /api/users/{id}/one-time-password', { params: { id } }), { touch: [STAFF_KEY] })

export type Handover = NonNullable<ReplyOf<ContractMap['GET /api/users/{id}/handover']>['last']>
export type Holdings = ReplyOf<ContractMap['GET /api/users/{id}/handover']>['holdings']
type PlanBody = NonNullable<Parameters<typeof api<'POST /api/users/{id}/handover/dry-run'>>[1]['body']>
export interface Plan extends PlanBody {
  readonly way: HandoverWay
}

const HANDOVER_KEY = [...STAFF_KEY, 'handover']

export const useHoldings = (id: string) =>
  useQuery([...HANDOVER_KEY, id], () => api('GET /api/users/{id}/handover', { params: { id } }), { dropMs: 0 })

/** Who would get how much. */
export const useHandoverTry = (id: string, plan: Plan, enabled: boolean) =>
  useQuery(
    [...HANDOVER_KEY, 'try', id, JSON.stringify(plan)],
    () => api('POST /api/users/{id}/handover/dry-run', { params: { id }, body: plan }),
    { enabled, dropMs: 0 },
  )

export const useHandoverResults = (id: string) =>
  useInfinite([...HANDOVER_KEY, 'results', id], async (cursor: number = 1) => {
    const query = { page: cursor, pageSize: PAGE }
    const { items, page, hasMore } = await api('GET /api/users/{id}/handover/results', { params: { id }, query })
    return { items, next: hasMore ? page + 1 : undefined }
  })

/** Suspends the account and hands over what it owns; lists of customers and interviews change with it. */
export const handOver = (id: string, body: Plan & { reason: string }, idempotencyKey: string) =>
  mutate(() => api('POST /api/users/{id}/handover', { params: { id }, body, idempotencyKey }), {
    touch: [STAFF_KEY, ['customers'], ['interviews'], ['today']],
  })

export const useColleagues = (enabled: boolean) =>
  useQuery(['employees'], () => api('GET /api/customers/miniprogram/employees/list'), { enabled })

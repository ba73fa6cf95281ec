import type { ReplyOf } from '@qingpin/contract/core/define'
import type { ContractMap } from '@qingpin/contract/contract'
import type { StaffState } from '@qingpin/contract/staff/staff.enums'
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

import type { ReplyOf } from '@qingpin/contract/core'
import type { ContractMap } from '@qingpin/contract/contract'
import { api } from '@/app/api'
import { useInfinite } from '@/app/infinite'

const PAGE = 20

export type StaffMember = ReplyOf<ContractMap['GET /api/users']>['items'][number]

export const STAFF_KEY = ['staff']

export const useStaff = (search: string) =>
  useInfinite<StaffMember, number>([...STAFF_KEY, search], async (cursor = 1) => {
    const { items, page, totalPages } = await api('GET /api/users', { query: { page: cursor, pageSize: PAGE, search } })
    return { items, next: page < totalPages ? page + 1 : undefined }
  })

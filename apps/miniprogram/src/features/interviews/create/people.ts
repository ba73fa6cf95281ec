import { JOB_TYPES } from '@qingpin/contract/resumes/resumes.enums'
import { labelOf } from '@qingpin/contract/core/choices'
import { api } from '@/app/api'
import { titleWith } from '../format-room'

export type Kind = 'worker' | 'customer'

export interface Found {
  readonly id: string
  readonly name: string
  /** Distinguishes two people of one name. */
  readonly note: string
  /** The title that an interview with this person gets; empty for a customer. */
  readonly title: string
}

/** Characters from which a search begins: one character finds half of all names. */
export const SEARCH_FROM = 2
const MOST = 12

const workers = async (search: string): Promise<readonly Found[]> => {
  const { items } = await api('GET /api/resumes', { query: { search, pageSize: MOST } })
  return items.map(({ id, name, gender, age, nativePlace, jobType }) => ({
    id,
    name,
    note: [`${age}岁`, nativePlace, labelOf(JOB_TYPES, jobType)].filter(Boolean).join('，'),
    title: titleWith(name, gender),
  }))
}

const customers = async (search: string): Promise<readonly Found[]> => {
  const reply = await api('GET /api/customers/miniprogram/list', { query: { search, pageSize: MOST } })
  return reply.customers.map(({ id, name, phone, serviceCategory }) => ({
    id,
    name,
    note: [serviceCategory, phone].filter(Boolean).join('，'),
    title: '',
  }))
}

export const PEOPLE = {
  worker: { title: '选阿姨', none: '没有找到这位阿姨', find: workers },
  customer: { title: '选客户', none: '没有找到这位客户', find: customers },
} as const satisfies Record<Kind, { title: string; none: string; find: (search: string) => Promise<readonly Found[]> }>

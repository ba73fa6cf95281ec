import { JOB_TYPES, ORDER_STATUSES } from '@qingpin/contract/resumes/resumes.enums'
import { type Choice } from '@qingpin/contract/core/choices'
import { defineFilter, type Filter, type FilterGroup } from '@/app/filter-list/filter'
import type { PublicQuery } from '../api'

type GroupName = 'trade' | 'orderStatus' | 'maxAge' | 'place'

/** What a family looks for; nothing chosen means that it does not matter. */
export type WorkerFilter = Filter<GroupName>

const AGES: readonly Choice[] = [
  { value: '35', label: '35岁以内' },
  { value: '40', label: '40岁以内' },
  { value: '45', label: '45岁以内' },
  { value: '50', label: '50岁以内' },
  { value: '55', label: '55岁以内' },
]

/** The most frequent native places; others are found by the search box. */
const PLACES: readonly Choice[] = [
  '河南',
  '安徽',
  '四川',
  '湖北',
  '江西',
  '山东',
  '河北',
  '湖南',
  '江苏',
  '浙江',
  '甘肃',
].map((place) => ({ value: place, label: place }))

/** Customers do not filter by contract states. */
const STATUSES = ORDER_STATUSES.filter(({ value }) => value === 'accepting' || value === 'on-service')

const TRADES: FilterGroup<'trade'> = { name: 'trade', title: '工种', options: JOB_TYPES, pick: 'one' }

export const workerFilter = defineFilter<GroupName>(
  [
    { name: 'orderStatus', title: '现在能不能来', options: STATUSES, pick: 'one' },
    { name: 'maxAge', title: '年龄', options: AGES, pick: 'one' },
    { name: 'place', title: '老家', options: PLACES, pick: 'one' },
  ],
  TRADES,
)

/** The query of the API; what is not chosen is left out. */
export function queryOf(filter: WorkerFilter, keyword: string): PublicQuery {
  const [trade, orderStatus, maxAge, place] = [
    filter.trade[0],
    filter.orderStatus[0],
    filter.maxAge[0],
    filter.place[0],
  ]
  return {
    ...(keyword && { keyword }),
    ...(trade && { jobType: trade }),
    ...(orderStatus && { orderStatus }),
    ...(maxAge && { maxAge }),
    ...(place && { nativePlace: place }),
  }
}

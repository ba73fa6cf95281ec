import { ORDER_STATUSES } from '@qingpin/contract/resumes/resumes.enums'
import { type Choice } from '@qingpin/contract/core/choices'
import type { PublicQuery } from '../api'

/** What a family looks for; an empty value means that it does not matter. */
export interface Filter {
  readonly trade: string
  readonly orderStatus: string
  readonly maxAge: string
  readonly place: string
}
export type GroupName = Exclude<keyof Filter, 'trade'>

export const NO_FILTER: Filter = { trade: '', orderStatus: '', maxAge: '', place: '' }

const AGES: readonly Choice[] = [
  { value: '35', label: '35岁以内' },
  { value: '40', label: '40岁以内' },
  { value: '45', label: '45岁以内' },
  { value: '50', label: '50岁以内' },
  { value: '55', label: '55岁以内' },
]

/** Where most workers come from; any other place is typed into the search box. */
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

/** A family does not ask who is under contract with whom. */
const STATUSES = ORDER_STATUSES.filter(({ value }) => value === 'accepting' || value === 'on-service')

export const GROUPS: readonly {
  readonly name: GroupName
  readonly title: string
  readonly options: readonly Choice[]
}[] = [
  { name: 'orderStatus', title: '现在能不能来', options: STATUSES },
  { name: 'maxAge', title: '年龄', options: AGES },
  { name: 'place', title: '老家', options: PLACES },
]

/** The second tap on a chip takes it back. */
export const toggled = (filter: Filter, name: GroupName, value: string): Filter => ({
  ...filter,
  [name]: filter[name] === value ? '' : value,
})

export const withTrade = (filter: Filter, trade: string): Filter => ({
  ...filter,
  trade: filter.trade === trade ? '' : trade,
})

/** What holds besides the trade, in words. */
export const wordsOf = (filter: Filter): readonly string[] =>
  GROUPS.flatMap(({ name, options }) => options.find(({ value }) => value === filter[name])?.label ?? [])

export const isFiltered = (filter: Filter): boolean => Object.values(filter).some((value) => value !== '')

/** What the API is asked; nothing that does not matter stands in it. */
export const queryOf = ({ trade, orderStatus, maxAge, place }: Filter, keyword: string): PublicQuery => ({
  ...(keyword && { keyword }),
  ...(trade && { jobType: trade }),
  ...(orderStatus && { orderStatus }),
  ...(maxAge && { maxAge }),
  ...(place && { nativePlace: place }),
})

import {
  EDUCATIONS,
  JOB_TYPES,
  LEAD_SOURCES,
  ORDER_STATUSES,
  RESUME_STATUSES,
  SKILLS,
} from '@qingpin/contract/resumes/resumes.enums'
import { labelOf, type Choice } from '@qingpin/contract/core/choices'
import type { ContractMap } from '@qingpin/contract/contract'
import type { Options } from '@qingpin/contract/core/define'
import { AGE_BANDS, EXPERIENCES, PAY_BANDS, formatBands, spanOf } from './bands'
import { SORTS, type SortName } from './sorts'

/** What is chosen in each group, as the values of its chips. */
export interface Filter {
  readonly jobType: readonly string[]
  readonly orderStatus: readonly string[]
  readonly age: readonly string[]
  readonly pay: readonly string[]
  readonly experience: readonly string[]
  readonly education: readonly string[]
  readonly skills: readonly string[]
  readonly leadSource: readonly string[]
  readonly status: readonly string[]
}

export type GroupName = keyof Filter

export const NO_FILTER: Filter = {
  jobType: [],
  orderStatus: [],
  age: [],
  pay: [],
  experience: [],
  education: [],
  skills: [],
  leadSource: [],
  status: [],
}

interface Group {
  readonly name: GroupName
  readonly title: string
  readonly options: readonly Choice[]
  /** many: any of them; span: neighbours of a scale; one: a second tap takes it back. */
  readonly pick: 'many' | 'span' | 'one'
}

export const GROUPS: readonly Group[] = [
  { name: 'jobType', title: '工种', options: JOB_TYPES, pick: 'many' },
  { name: 'orderStatus', title: '接单状态', options: ORDER_STATUSES, pick: 'many' },
  { name: 'age', title: '年龄', options: AGE_BANDS, pick: 'span' },
  { name: 'pay', title: '期望月薪', options: PAY_BANDS, pick: 'span' },
  { name: 'experience', title: '经验', options: EXPERIENCES, pick: 'one' },
  { name: 'education', title: '学历', options: EDUCATIONS, pick: 'many' },
  { name: 'skills', title: '技能，选中的都要会', options: SKILLS, pick: 'many' },
  { name: 'leadSource', title: '来源', options: LEAD_SOURCES, pick: 'many' },
  { name: 'status', title: '状态', options: RESUME_STATUSES, pick: 'many' },
]

/** A scale is asked for from–to, so what lies between two chosen bands is chosen with them. */
function stretched(options: readonly Choice[], chosen: readonly string[], tapped: string): readonly string[] {
  const at = (value: string) => options.findIndex((option) => option.value === value)
  const places = chosen.map(at)
  const [low, high, here] = [Math.min(...places), Math.max(...places), at(tapped)]
  if (places.length === 0) return [tapped]
  if (chosen.includes(tapped)) {
    return here === low || here === high ? chosen.filter((value) => value !== tapped) : [tapped]
  }
  return options.slice(Math.min(low, here), Math.max(high, here) + 1).map((option) => option.value)
}

/** The filter after a tap on one chip. */
export function toggled(filter: Filter, name: GroupName, value: string): Filter {
  const group = GROUPS.find((one) => one.name === name)
  const chosen = filter[name]
  const has = chosen.includes(value)
  if (group?.pick === 'one') return { ...filter, [name]: has ? [] : [value] }
  if (group?.pick === 'span') return { ...filter, [name]: stretched(group.options, chosen, value) }
  return { ...filter, [name]: has ? chosen.filter((other) => other !== value) : [...chosen, value] }
}

/** The line of trades above the list shows one at a time; a second tap shows all again. */
export const withTrade = (filter: Filter, trade: string): Filter => {
  const only = filter.jobType.length === 1 && filter.jobType[0] === trade
  return { ...filter, jobType: only || trade === '' ? [] : [trade] }
}

/** Everything but the trade, which its own line shows. */
export const withoutExtras = (filter: Filter): Filter => ({ ...NO_FILTER, jobType: filter.jobType })

/** What is applied besides the trade, in words. */
export const appliedWords = (filter: Filter): readonly string[] =>
  GROUPS.filter((group) => group.name !== 'jobType' && filter[group.name].length > 0).flatMap((group) =>
    group.pick === 'span'
      ? [formatBands(group.options, filter[group.name])]
      : filter[group.name].map((value) => labelOf(group.options, value)),
  )

export const isFiltered = (filter: Filter): boolean => GROUPS.some((group) => filter[group.name].length > 0)

export type ListQuery = NonNullable<Options<ContractMap['GET /api/resumes']>['query']>

const some = (values: readonly string[]) => (values.length > 0 ? { of: values.join(',') } : undefined)

/** What the API is asked; nothing that is not chosen stands in it. */
export function queryOf(filter: Filter, search: string, sort: SortName): ListQuery {
  const age = spanOf(AGE_BANDS, filter.age)
  const pay = spanOf(PAY_BANDS, filter.pay)
  const years = spanOf(EXPERIENCES, filter.experience)
  const { sortBy, sortOrder } = SORTS[sort]
  const lists = { ...filter, age: [], pay: [], experience: [] }
  return {
    ...(search.trim() && { search: search.trim() }),
    ...Object.fromEntries(
      Object.entries(lists).flatMap(([name, values]) => {
        const list = some(values)
        return list ? [[name, list.of]] : []
      }),
    ),
    ...(age.min === undefined ? {} : { minAge: age.min }),
    ...(age.max === undefined ? {} : { maxAge: age.max }),
    ...(pay.min === undefined ? {} : { minSalary: pay.min }),
    ...(pay.max === undefined ? {} : { maxSalary: pay.max }),
    ...(years.min === undefined ? {} : { minExperience: years.min }),
    sortBy,
    sortOrder,
  }
}

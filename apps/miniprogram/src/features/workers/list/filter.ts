import { storedText } from '@qingpin/contract/core/text'
import {
  EDUCATIONS,
  JOB_TYPES,
  LEAD_SOURCES,
  LISTING_STATES,
  ORDER_STATUSES,
  RESUME_STATUSES,
  SKILLS,
} from '@qingpin/contract/resumes/resumes.enums'
import type { ContractMap } from '@qingpin/contract/contract'
import type { Options } from '@qingpin/contract/core/define'
import { defineFilter, joined, type Filter, type FilterGroup } from '@/app/filter-list/filter'
import { AGE_BANDS, EXPERIENCES, PAY_BANDS, formatBands, spanOf } from './bands'
import { SORTS, type SortName } from './sorts'

const TRADES: FilterGroup<'jobType'> = { name: 'jobType', title: '工种', options: JOB_TYPES, pick: 'many' }

type GroupName =
  | 'jobType'
  | 'orderStatus'
  | 'age'
  | 'pay'
  | 'experience'
  | 'education'
  | 'skills'
  | 'leadSource'
  | 'status'
  | 'listing'

export type ResumeFilter = Filter<GroupName>

const groups: readonly FilterGroup<GroupName>[] = [
  TRADES,
  { name: 'orderStatus', title: '接单状态', options: ORDER_STATUSES, pick: 'many' },
  { name: 'age', title: '年龄', options: AGE_BANDS, pick: 'span', words: (on) => formatBands(AGE_BANDS, on) },
  { name: 'pay', title: '期望月薪', options: PAY_BANDS, pick: 'span', words: (on) => formatBands(PAY_BANDS, on) },
  { name: 'experience', title: '经验', options: EXPERIENCES, pick: 'one' },
  { name: 'education', title: '学历', options: EDUCATIONS, pick: 'many' },
  { name: 'skills', title: '技能，选中的都要会', options: SKILLS, pick: 'many' },
  { name: 'leadSource', title: '来源', options: LEAD_SOURCES, pick: 'many' },
  { name: 'status', title: '状态', options: RESUME_STATUSES, pick: 'many' },
  { name: 'listing', title: '上架', options: LISTING_STATES, pick: 'one' },
]

/** The trades stand in the sheet, and in a line above the list. */
export const resumeFilter = defineFilter<GroupName>(groups, TRADES)

/** The resumes that are not listed for want of her consent. */
export const WITHOUT_CONSENT: ResumeFilter = { ...resumeFilter.none, listing: ['no-consent'] }

const LISTS = ['jobType', 'orderStatus', 'education', 'skills', 'leadSource', 'status'] as const

export type ListQuery = NonNullable<Options<ContractMap['GET /api/resumes']>['query']>

/** The query of the API; what is not chosen is left out. */
export function queryOf(filter: ResumeFilter, search: string, sort: SortName): ListQuery {
  const age = spanOf(AGE_BANDS, filter.age)
  const pay = spanOf(PAY_BANDS, filter.pay)
  const years = spanOf(EXPERIENCES, filter.experience)
  const { sortBy, sortOrder } = SORTS[sort]
  return {
    ...(storedText(search) && { search: storedText(search) }),
    ...joined(filter, LISTS),
    ...(filter.listing[0] === undefined ? {} : { listing: filter.listing[0] }),
    ...(age.min === undefined ? {} : { minAge: age.min }),
    ...(age.max === undefined ? {} : { maxAge: age.max }),
    ...(pay.min === undefined ? {} : { minSalary: pay.min }),
    ...(pay.max === undefined ? {} : { maxSalary: pay.max }),
    ...(years.min === undefined ? {} : { minExperience: years.min }),
    ...(years.max === undefined ? {} : { maxExperience: years.max }),
    sortBy,
    sortOrder,
  }
}

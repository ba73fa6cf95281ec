import { CUSTOMER_MAX } from '@qingpin/contract/customers/customers.rules'
import { storedText } from '@qingpin/contract/core/text'
import type { Problems } from '@/app/form/form'
import type { UpdateBody } from '../api'

/** What matching compares; the rest of a customer is changed on its own page. */
export interface WishOf {
  readonly id: string
  readonly name: string
  readonly version: number
  readonly serviceCategory: string | null
  readonly stayIn: string | null
  readonly salaryBudgetMin: number | null
  readonly salaryBudget: number | null
  readonly expectedStartDate: string | null
  readonly originRequirement: string | null
  readonly ageRequirement: string | null
  readonly likes: readonly string[]
}

export interface WishForm {
  serviceCategory: string
  stayIn: string
  salaryBudgetMin: string
  salaryBudget: string
  expectedStartDate: string
  originRequirement: string
  ageRequirement: string
  likes: string
}

export const formOf = (demand: WishOf): WishForm => ({
  serviceCategory: demand.serviceCategory ?? '',
  stayIn: demand.stayIn ?? '',
  salaryBudgetMin: String(demand.salaryBudgetMin ?? ''),
  salaryBudget: String(demand.salaryBudget ?? ''),
  expectedStartDate: demand.expectedStartDate ?? '',
  originRequirement: demand.originRequirement ?? '',
  ageRequirement: demand.ageRequirement ?? '',
  likes: demand.likes.join('、'),
})

/** What people often look for, by the service. */
const OFTEN: Readonly<Record<string, readonly string[]>> = {
  月嫂: ['带过早产儿', '带过双胞胎', '会做月子餐', '会催乳', '产后修复'],
  住家育儿嫂: ['会做辅食', '懂早教', '会小儿推拿', '会做饭', '带过双胞胎'],
  白班育儿: ['会做辅食', '懂早教', '会小儿推拿', '会做饭'],
  住家护老: ['照顾过卧床老人', '会做饭', '懂康复'],
}
const USUAL = ['会做饭', '会收纳', '会做面食', '会开车'] as const
export const suggestedLikes = (service: string): readonly string[] => OFTEN[service] ?? USUAL

export const likesIn = (text: string): readonly string[] =>
  text
    .split(/[、,，;；\n]/)
    .map(storedText)
    .filter(Boolean)

export function withLike(text: string, like: string): string {
  const likes = likesIn(text)
  return (likes.includes(like) ? likes.filter((one) => one !== like) : [...likes, like]).join('、')
}

const isAmount = (text: string) => text === '' || (/^\d+$/.test(text) && Number(text) <= CUSTOMER_MAX.salaryBudget)

export function problemsOf(form: WishForm): Problems {
  const [least, most] = [storedText(form.salaryBudgetMin), storedText(form.salaryBudget)]
  const amount = `写每月多少元的数字，最多${CUSTOMER_MAX.salaryBudget}。`
  const day = storedText(form.expectedStartDate)
  const likes = likesIn(form.likes)
  return {
    ...(isAmount(least) ? {} : { salaryBudgetMin: amount }),
    ...(isAmount(most) ? {} : { salaryBudget: amount }),
    ...(least !== '' && most !== '' && Number(least) > Number(most)
      ? { salaryBudgetMin: '最少的不能比最多的还高。' }
      : {}),
    ...(day === '' || /^\d{4}\D\d{1,2}\D\d{1,2}\D?$/.test(day)
      ? {}
      : { expectedStartDate: '日期要写成2026-12-18的样子。' }),
    ...(likes.length > CUSTOMER_MAX.likes ? { likes: `最多写${CUSTOMER_MAX.likes}样，挑最要紧的。` } : {}),
    ...(likes.some((like) => [...like].length > CUSTOMER_MAX.like)
      ? { likes: `一样最多${CUSTOMER_MAX.like}个字，用、隔开。` }
      : {}),
  }
}

const orNull = (text: string) => storedText(text) || null
const amountOf = (text: string) => (storedText(text) === '' ? null : Number(storedText(text)))

/** The fields that differ from what was read. */
export function changesOf(demand: WishOf, form: WishForm): UpdateBody {
  const [before, now] = [wire(formOf(demand)), wire(form)]
  const changed = Object.entries(now).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof typeof before]),
  )
  return Object.fromEntries(changed) as UpdateBody
}

const wire = (form: WishForm) => ({
  serviceCategory: orNull(form.serviceCategory),
  stayIn: orNull(form.stayIn),
  salaryBudgetMin: amountOf(form.salaryBudgetMin),
  salaryBudget: amountOf(form.salaryBudget),
  expectedStartDate: orNull(form.expectedStartDate),
  originRequirement: orNull(form.originRequirement),
  ageRequirement: orNull(form.ageRequirement),
  likes: [...likesIn(form.likes)],
})

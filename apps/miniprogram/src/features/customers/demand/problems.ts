import { storedText } from '@qingpin/contract/core/text'
import { CUSTOMER_MAX } from '@qingpin/contract/customers/customers.rules'
import type { Problems } from '@/app/form/form'
import type { FieldName, Values } from '../edit/form'
import { likesIn } from './likes'

const DAYS = ['expectedStartDate', 'expectedDeliveryDate'] as const
const AMOUNTS = ['salaryBudgetMin', 'salaryBudget'] as const

const isAmount = (text: string) => text === '' || (/^\d+$/.test(text) && Number(text) <= CUSTOMER_MAX.salaryBudget)
const isDay = (text: string) => text === '' || /^\d{4}\D\d{1,2}\D\d{1,2}\D?$/.test(text)

/** What the server would refuse of a demand, known before it is sent: without a network it would be refused much later. */
export function demandProblems(values: Values, names: readonly FieldName[]): Problems {
  const text = (name: keyof Values) => storedText(values[name])
  const amount = `写每月多少元的数字，最多${CUSTOMER_MAX.salaryBudget}。`
  const amounts = AMOUNTS.filter((name) => !isAmount(text(name))).map((name) => [name, amount] as const)
  const days = DAYS.filter((name) => !isDay(text(name))).map((name) => [name, '日期要写成2026-12-18的样子。'] as const)
  const [least, most] = AMOUNTS.map(text)
  const likes = likesIn(values.likes)
  const problems: Problems = {
    ...(least && most && Number(least) > Number(most) ? { salaryBudgetMin: '最少的不能比最多的还高。' } : {}),
    ...Object.fromEntries([...amounts, ...days]),
    ...(likes.length > CUSTOMER_MAX.likes ? { likes: `最多写${CUSTOMER_MAX.likes}样，挑最要紧的。` } : {}),
    ...(likes.some((like) => [...like].length > CUSTOMER_MAX.like)
      ? { likes: `一样最多${CUSTOMER_MAX.like}个字，用、隔开。` }
      : {}),
  }
  return Object.fromEntries(Object.entries(problems).filter(([name]) => names.some((one) => one === name)))
}

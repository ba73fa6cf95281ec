import { SIGNED } from '@qingpin/contract/customers/customers.enums'
import { DEMAND_LABELS } from './labels'
import type { CustomerDetail } from '../api'
import type { MergeBody } from '../removal/api'

const SIDES = ['left', 'right'] as const
export type Side = (typeof SIDES)[number]
export type Choice = Side | 'both'
type FieldName = keyof CustomerDetail

/** One line of the page: what is shown of it, the fields behind it, and whether both sides may stay. */
interface Line {
  readonly name: string
  readonly label: string
  readonly fields: readonly FieldName[]
  readonly both?: true
}

const line = (name: FieldName, label: string, both?: true): Line => ({
  name,
  label,
  fields: [name],
  ...(both ? { both } : {}),
})

const LINES: readonly Line[] = [
  line('name', '称呼'),
  line('phone', '电话'),
  line('wechatId', '微信'),
  line('idCardNumber', '身份证'),
  line('leadSource', '来源'),
  line('leadLevel', '级别'),
  line('contractStatus', '状态'),
  { name: 'owner', label: '负责人', fields: ['assignedToName'] },
  line('serviceCategory', '服务'),
  { name: 'budget', label: '预算', fields: ['salaryBudgetMin', 'salaryBudget'] },
  line('likes', '看重', true),
  line('stayIn', '住家'),
  line('expectedStartDate', '上户'),
  line('expectedDeliveryDate', '预产期'),
  line('serviceDays', '天数'),
  line('restSchedule', '休息'),
  line('dealAmount', '成交价'),
  line('area', '区域'),
  line('address', '住址'),
  line('homeArea', '面积'),
  line('familySize', '人口'),
  line('ageRequirement', '年龄'),
  line('genderRequirement', '性别'),
  line('originRequirement', '籍贯'),
  line('educationRequirement', '学历'),
  ...DEMAND_LABELS.map(([name, label]) => line(name, label, true)),
  line('remarks', '备注', true),
]

function shown(customer: CustomerDetail, { name, fields }: Line): string {
  const values = fields.map((field) => customer[field])
  if (name === 'owner') return customer.assignedTo ? String(values[0]) : ''
  if (name === 'budget') {
    const [least, most] = values
    return least && most ? `${String(least)}–${String(most)}元` : most || least ? `${String(most ?? least)}元` : ''
  }
  const value = values[0]
  if (value === null || value === undefined) return ''
  return Array.isArray(value) ? value.join('、') : String(value)
}

export interface Pair {
  readonly name: string
  readonly label: string
  readonly left: string
  readonly right: string
  readonly both: boolean
}

/** The lines of two customers: those that differ, and those that say the same. */
export function pairsOf(left: CustomerDetail, right: CustomerDetail) {
  const pairs = LINES.map((one) => ({
    name: one.name,
    label: one.label,
    both: one.both === true,
    left: shown(left, one),
    right: shown(right, one),
  })).filter((pair) => pair.left !== '' || pair.right !== '')
  return {
    different: pairs.filter((pair) => pair.left !== pair.right),
    same: pairs.filter((pair) => pair.left === pair.right),
  }
}

/**
 * Whose value stays, unless something else is chosen: that of the one that is kept, or the only one there is. A customer
 * with a worker in the house stays signed.
 */
export function chosen(pair: Pair, choices: Readonly<Record<string, Choice>>, kept: Side): Choice {
  if (pair.left === '' || pair.right === '') return pair.left === '' ? 'right' : 'left'
  const signed = SIDES.find((side) => pair.name === 'contractStatus' && pair[side] === SIGNED)
  return choices[pair.name] ?? signed ?? kept
}

/** The choice of one cell: a line that may keep both turns each side on and off, but never both off. */
export function tapped(now: Choice, side: Side, both: boolean): Choice {
  if (!both) return side
  if (now === 'both') return side === 'left' ? 'right' : 'left'
  return now === side ? now : 'both'
}

/** The chosen lines as the API takes them. */
export function fieldsOf(
  different: readonly Pair[],
  choices: Readonly<Record<string, Choice>>,
  kept: Side,
): MergeBody['fields'] {
  const fields: Record<string, 'kept' | 'merged' | 'both'> = {}
  for (const pair of different) {
    const choice = chosen(pair, choices, kept)
    const value = choice === 'both' ? choice : choice === kept ? 'kept' : 'merged'
    const names = pair.name === 'budget' ? ['salaryBudget', 'salaryBudgetMin'] : [pair.name]
    for (const name of names) fields[name] = value
  }
  return fields
}

/** What speaks for one person: 电话一样，称呼一样。 */
export function likeness(same: readonly Pair[]): string {
  const telling = same.filter(({ name }) => ['phone', 'wechatId', 'name', 'address', 'idCardNumber'].includes(name))
  return telling.length > 0
    ? `${telling.map(({ label }) => `${label}一样`).join('，')}。`
    : '看清楚再合并，下面是不一样的地方。'
}

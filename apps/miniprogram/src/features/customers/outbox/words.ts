import { phoneDigits } from '@qingpin/contract/core/identity.rules'
import { maskIdNumber, maskPhone, maskWechat } from '@qingpin/contract/core/masking'
import { FOLLOW_UP_TYPES } from '@qingpin/contract/customers/customers.enums'
import type { Fields, OutboxItem } from '@/app/outbox/items'
import type { Json } from '@/app/query-store'
import type { NumberName } from '../api'
import { formatPlan } from '../format'
import { FIELDS } from '../edit/form'
import { formatTime, momentOf } from '@/ui/format-time'

const text = (value: Json | undefined): string =>
  Array.isArray(value) ? value.join('、') : value === null || value === undefined ? '' : String(value)

/** Fields whose name says nothing without its neighbour on the form. */
const LABELS: Readonly<Record<string, string>> = { salaryBudgetMin: '最低预算', salaryBudget: '预算' }
export const labelOfField = (name: string): string =>
  LABELS[name] ?? (name in FIELDS ? FIELDS[name as keyof typeof FIELDS].label : '资料')

const YUAN = ['salaryBudget', 'salaryBudgetMin', 'dealAmount']
/** 13000元, 26天; 没有填 where there is nothing. */
export function formatValue(name: string, value: Json | undefined): string {
  const shown = text(value)
  if (shown === '') return '没有填'
  if (YUAN.includes(name)) return `${shown}元`
  return name === 'serviceDays' ? `${shown}天` : shown
}

/** 跟进, 通话, 新客户, 改资料 */
export function kindOf({ kind, body }: OutboxItem): string {
  if (kind === 'customer') return '新客户'
  if (kind === 'edit') return '改资料'
  return body.type === 'phone' ? '通话' : '跟进'
}

/** The names of the fields that an edit changes. */
export const editedFields = ({ body }: OutboxItem): readonly string[] =>
  Object.keys(body).filter((name) => name in FIELDS)

/** What was written, in a line or two. */
export function summaryOf(item: OutboxItem, now: number): string {
  const { kind, body } = item
  if (kind === 'customer') {
    const facts = [body.serviceCategory, body.area, body.remarks].map(text).filter(Boolean)
    return facts.length > 0 ? facts.join('，') : text(body.leadSource)
  }
  if (kind === 'edit')
    return editedFields(item)
      .map((name) => `${labelOfField(name)}改成${formatValue(name, body[name])}`)
      .join('，')
  const next = text(body.nextFollowUpDate)
  const type = body.type === 'phone' ? '' : `${FOLLOW_UP_TYPES.find(({ value }) => value === body.type)?.label ?? ''}：`
  const result = text(body.result)
  return `${type}${result ? `${result}。` : ''}${text(body.content)}${next ? `，下次${formatPlan(isoOf(next), now)}` : ''}`
}

const isoOf = (plan: string) => new Date(plan.length === 10 ? momentOf(plan) : Date.parse(plan)).toISOString()

const MASKS: Readonly<Record<NumberName, (value: string) => string>> = {
  phone: (typed) => maskPhone(phoneDigits(typed)),
  wechatId: maskWechat,
  idCardNumber: maskIdNumber,
}
/** Whether a field is shown masked, so that its value may stand in no history. */
export const isNumber = (name: string): name is NumberName => name in MASKS

/** A field as others may read it. */
function formatMasked(name: string, value: Json | undefined): string {
  const shown = text(value).trim()
  return isNumber(name) && shown !== '' ? MASKS[name](shown) : formatValue(name, value)
}

/** The follow-up that mine becomes where theirs stands. */
export const asFollowUp = (item: OutboxItem, names: readonly string[], now: number): string =>
  names
    .map(
      (name) => `${formatTime(item.at, now)}没网时想把${labelOfField(name)}改成${formatMasked(name, item.body[name])}`,
    )
    .join('；')

export const without = (fields: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))

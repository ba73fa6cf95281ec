import { storedText } from '@qingpin/contract/core/text'
import { defineDraft } from '@/app/drafts/drafts'
import type { DraftLine } from '@/app/drafts/use-draft-choice'
import type { OutboxItem } from '@/app/outbox/items'
import { nameProblem, phoneProblem } from '@qingpin/contract/core/identity.rules'
import { CUSTOMER_MAX } from '@qingpin/contract/customers/customers.rules'
import type { Problems } from '@/app/form/form'

export const EMPTY = {
  name: '',
  phone: '',
  wechatId: '',
  leadSource: '',
  leadLevel: '',
  serviceCategory: '',
  salaryBudget: '',
  area: '',
  remarks: '',
}

export type Form = typeof EMPTY

export function problemsOf({ name, phone, wechatId, leadSource, leadLevel, salaryBudget }: Form): Problems {
  const number = storedText(phone) ? phoneProblem(phone) : undefined
  const reachable = storedText(phone) !== '' || storedText(wechatId) !== ''
  const named = storedText(name) === '' ? '写一下怎么称呼。' : nameProblem(name)
  const budget = storedText(salaryBudget)
  return {
    ...(named ? { name: named } : {}),
    ...(number ? { phone: number } : {}),
    ...(reachable ? {} : { phone: '手机号和微信号至少填一个，不然联系不上。' }),
    ...(leadSource ? {} : { leadSource: '选一下从哪来的。' }),
    ...(leadLevel ? {} : { leadLevel: '选一下级别，以后还能改。' }),
    ...(budget === '' || (/^\d+$/.test(budget) && +budget <= CUSTOMER_MAX.salaryBudget)
      ? {}
      : { salaryBudget: `预算写成每月多少元的数字，最多${CUSTOMER_MAX.salaryBudget}。` }),
  }
}

function readForm(stored: unknown): Form | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined
  const known = Object.entries(stored).filter(([name, text]) => name in EMPTY && typeof text === 'string')
  return { ...EMPTY, ...Object.fromEntries(known) }
}

/** The values of a customer that waits in the outbox. */
export const valuesOf = ({ body }: OutboxItem): Form => readForm(body) ?? EMPTY

const isBlank = (form: Form): boolean => Object.values(form).every((text) => storedText(text) === '')

const LABELS: Readonly<Record<keyof Form, string>> = {
  name: '称呼',
  phone: '手机号',
  wechatId: '微信号',
  leadSource: '来源',
  leadLevel: '级别',
  serviceCategory: '服务',
  salaryBudget: '预算',
  area: '区域',
  remarks: '备注',
}

export const linesOf = (form: Form): readonly DraftLine[] =>
  Object.entries(LABELS).map(([name, label]) => ({ label, text: storedText(form[name as keyof Form]) }))

/** The customer that is being entered. */
export const customerDraft = defineDraft<Form>('customer', { read: readForm, isBlank })

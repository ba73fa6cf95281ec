import { beijingDay, DAY_MS, dayIn } from '@qingpin/contract/core/days'
import { storedText } from '@qingpin/contract/core/text'
import { PAY_UNITS, type PayUnit } from '@qingpin/contract/placements/placements.enums'
import { daysProblem, PAY_MOST } from '@qingpin/contract/placements/placements.rules'
import { defineDraft } from '@/app/drafts/drafts'
import type { DraftLine } from '@/app/drafts/use-draft-choice'
import type { Problems } from '@/app/form/form'
import { momentOf } from '@/ui/format-time'
import type { Placement } from '../api'

export interface Values {
  readonly workerId: string
  readonly worker: string
  readonly startsOn: string
  readonly endsOn: string
  readonly trialUntil: string
  readonly pay: string
  readonly payPer: PayUnit
  readonly remarks: string
  /** Why another worker comes. */
  readonly reason: string
}

const EMPTY: Values = {
  workerId: '',
  worker: '',
  startsOn: '',
  endsOn: '',
  trialUntil: '',
  pay: '',
  payPer: '月',
  remarks: '',
  reason: '',
}

/** What a customer asked for, as the first words of the form. */
export const firstValues = (customer: {
  readonly expectedStartDate: string | null
  readonly serviceCategory: string | null
}): Values => ({
  ...EMPTY,
  startsOn: customer.expectedStartDate ?? '',
  payPer: customer.serviceCategory === '月嫂' ? '26天' : '月',
})

export const valuesOf = ({ worker, startsOn, endsOn, trialUntil, pay, payPer, remarks }: Placement): Values => ({
  ...EMPTY,
  workerId: worker.id,
  worker: worker.name,
  startsOn,
  endsOn: endsOn ?? '',
  trialUntil: trialUntil ?? '',
  pay: pay === null ? '' : String(pay),
  payPer: PAY_UNITS.find(({ value }) => value === payPer)?.value ?? '月',
  remarks: remarks ?? '',
})

/** Pay and remarks stay where another worker comes; who and when is new. */
export const replacementOf = (placement: Placement, now: number): Values => ({
  ...valuesOf(placement),
  workerId: '',
  worker: '',
  startsOn: beijingDay(now),
  trialUntil: '',
})

const TEXTS = ['workerId', 'worker', 'startsOn', 'endsOn', 'trialUntil', 'pay', 'remarks', 'reason'] as const

function readValues(stored: unknown): Values | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined
  const record = stored as Record<string, unknown>
  const texts = TEXTS.map((name) => [name, typeof record[name] === 'string' ? record[name] : ''] as const)
  const payPer = PAY_UNITS.find(({ value }) => value === record['payPer'])?.value ?? '月'
  return { ...EMPTY, ...Object.fromEntries(texts), payPer }
}

/** The terms that are being written down, by customer, placement and what is done. */
export const termsDrafts = defineDraft<Values>('placement', {
  read: readValues,
  isBlank: (values) => TEXTS.every((name) => values[name] === ''),
})

export const linesOf = (values: Values): readonly DraftLine[] => [
  { label: '阿姨', text: values.worker },
  { label: '为什么换', text: storedText(values.reason) },
  { label: '上户', text: storedText(values.startsOn) },
  { label: '合同到', text: storedText(values.endsOn) },
  { label: '试工到', text: storedText(values.trialUntil) },
  { label: '工资', text: storedText(values.pay) && `${storedText(values.pay)}元每${values.payPer}` },
  { label: '备注', text: storedText(values.remarks) },
]

const dayOf = (text: string): string | null | undefined => (storedText(text) === '' ? null : dayIn(storedText(text)))
const NO_DAY = '日期要写成2026-12-18的样子。'

export function problemsOf(values: Values, now: number, replaces: boolean): Problems {
  const found: Record<string, string> = {}
  const [startsOn, endsOn, trialUntil] = [dayOf(values.startsOn), dayOf(values.endsOn), dayOf(values.trialUntil)]
  if (values.workerId === '') found['worker'] = '选一位阿姨。'
  if (startsOn === null) found['startsOn'] = '哪天上户？'
  if (startsOn === undefined) found['startsOn'] = NO_DAY
  if (endsOn === undefined) found['endsOn'] = NO_DAY
  if (trialUntil === undefined) found['trialUntil'] = NO_DAY
  const pay = storedText(values.pay)
  if (pay !== '' && !(/^\d+$/.test(pay) && Number(pay) <= PAY_MOST)) found['pay'] = `写0到${PAY_MOST}的整数。`
  if (replaces && storedText(values.reason) === '') found['reason'] = '写一句为什么换。'
  if (startsOn && endsOn !== undefined && trialUntil !== undefined) {
    const problem = daysProblem({ startsOn, endsOn, trialUntil }, now)
    if (problem) found[problem.field] ??= problem.message
  }
  return found
}

/** The terms as the API takes them. */
export const bodyOf = (values: Values) => ({
  startsOn: dayOf(values.startsOn) ?? values.startsOn,
  endsOn: dayOf(values.endsOn) ?? null,
  trialUntil: dayOf(values.trialUntil) ?? null,
  pay: storedText(values.pay) === '' ? null : Number(storedText(values.pay)),
  payPer: values.payPer,
  remarks: storedText(values.remarks) || null,
})

/** Usual lengths, counted from the start. */
export const LENGTHS = [
  { value: '26', label: '26天' },
  { value: '42', label: '42天' },
  { value: '90', label: '3个月' },
  { value: '180', label: '半年' },
  { value: '365', label: '1年' },
  { value: '', label: '没定' },
] as const
export const TRIALS = [
  { value: '', label: '不试工' },
  { value: '3', label: '3天' },
  { value: '7', label: '7天' },
] as const

/** The last day of so many, of which the start is the first; empty where there is no start or no length. */
export function lastDay(startsOn: string, days: string): string {
  const start = dayOf(startsOn)
  return start && days !== '' ? beijingDay(momentOf(start) + (Number(days) - 1) * DAY_MS) : ''
}

/** Which of the usual lengths was chosen. */
export const lengthOf = (options: readonly { readonly value: string }[], startsOn: string, last: string): string[] =>
  options
    .map(({ value }) => value)
    .filter((value) => (value === '') === (storedText(last) === '') && lastDay(startsOn, value) === storedText(last))

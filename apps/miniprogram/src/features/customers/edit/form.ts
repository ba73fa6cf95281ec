import {
  CONTRACT_STATUSES,
  CUSTOMER_EDUCATIONS,
  CUSTOMER_SOURCES,
  LEAD_LEVELS,
  REST_SCHEDULES,
  SERVICE_CATEGORIES,
  STAY_INS,
} from '@qingpin/contract/customers/customers.enums'
import { defineDraft } from '@/app/drafts/drafts'
import type { DraftLine } from '@/app/drafts/use-draft-choice'
import type { Fields, OutboxItem } from '@/app/outbox/items'
import type { Problems } from '@/app/form/form'
import type { CustomerDetail, UpdateBody } from '../api'

/** The fields of the form in the order of the screen: their label, and what is not plain text about them. */
export const FIELDS = {
  name: { label: '称呼' },
  phone: { label: '手机号' },
  wechatId: { label: '微信号' },
  idCardNumber: { label: '身份证' },
  leadSource: { label: '来源', title: '从哪来的', options: CUSTOMER_SOURCES },
  leadLevel: { label: '级别', title: '级别', options: LEAD_LEVELS },
  contractStatus: { label: '状态', title: '到哪一步了', options: CONTRACT_STATUSES },
  serviceCategory: { label: '服务', title: '要什么服务', options: SERVICE_CATEGORIES, clearable: true },
  stayIn: { label: '住家', title: '住不住家', options: STAY_INS, clearable: true },
  salaryBudgetMin: { label: '预算从', whole: true },
  salaryBudget: { label: '到', whole: true },
  serviceDays: { label: '天数', whole: true },
  expectedStartDate: { label: '上户' },
  expectedDeliveryDate: { label: '预产期' },
  restSchedule: { label: '休息', title: '怎么休息', options: REST_SCHEDULES, clearable: true },
  dealAmount: { label: '成交价', whole: true },
  area: { label: '区域' },
  address: { label: '住址' },
  homeArea: { label: '面积', whole: true },
  familySize: { label: '人口', whole: true },
  ageRequirement: { label: '年龄' },
  genderRequirement: { label: '性别' },
  originRequirement: { label: '籍贯' },
  educationRequirement: { label: '学历', title: '学历要求', options: CUSTOMER_EDUCATIONS, clearable: true },
  likes: { label: '看重' },
  remarks: { label: '备注' },
} as const satisfies Record<string, FieldSpec>

interface FieldSpec {
  readonly label: string
  readonly whole?: true
  readonly title?: string
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  /** May be set back to nothing. */
  readonly clearable?: true
}

export type FieldName = keyof typeof FIELDS
export type Values = Record<FieldName, string>
const FIELD_NAMES = Object.keys(FIELDS) as readonly FieldName[]
export const specOf = (name: FieldName): FieldSpec => FIELDS[name]
export const PICKED = FIELD_NAMES.filter((name) => specOf(name).options !== undefined)

/** What the form begins with; numbers stand in it masked, and a mask that stays is no change. */
export const valuesOf = (customer: Partial<Pick<CustomerDetail, FieldName>>): Values =>
  Object.fromEntries(FIELD_NAMES.map((name) => [name, textOf(customer[name])])) as Values

const textOf = (value: CustomerDetail[FieldName] | undefined): string =>
  Array.isArray(value) ? value.join('、') : String(value ?? '')

export const changedFields = (base: Values, values: Values): readonly FieldName[] =>
  FIELD_NAMES.filter((name) => base[name].trim() !== values[name].trim())

function wireOf(name: FieldName, typed: string): string | number | null {
  const text = typed.trim()
  if (text === '') return null
  return specOf(name).whole && /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : text
}

/** The changed fields as the API takes them; null clears one. */
export const bodyOf = (values: Values, names: readonly FieldName[]): UpdateBody =>
  Object.fromEntries(names.map((name) => [name, wireOf(name, values[name])])) as UpdateBody

export function problemsOf(values: Values): Problems {
  const reachable = values.phone.trim() !== '' || values.wechatId.trim() !== ''
  return {
    ...(values.name.trim() ? {} : { name: '写一下怎么称呼。' }),
    ...(reachable ? {} : { phone: '手机号和微信号至少留一个，不然联系不上。' }),
  }
}

/** A field that I and another person changed to different values. */
export interface FieldConflict {
  readonly name: FieldName
  readonly label: string
  readonly mine: string
  readonly theirs: string
}

const shown = (text: string) => text.trim() || '没有填'

export function conflictsOf(base: Values, mine: Values, theirs: Values): readonly FieldConflict[] {
  const touched = changedFields(base, theirs)
  return changedFields(base, mine)
    .filter((name) => touched.includes(name) && mine[name].trim() !== theirs[name].trim())
    .map((name) => ({ name, label: FIELDS[name].label, mine: shown(mine[name]), theirs: shown(theirs[name]) }))
}

/** The present values with my changes, but for those where the present value was chosen. */
export function merged(base: Values, mine: Values, theirs: Values, yielded: readonly FieldName[]): Values {
  const kept = changedFields(base, mine).filter((name) => !yielded.includes(name))
  return { ...theirs, ...Object.fromEntries(kept.map((name) => [name, mine[name]])) }
}

/** What is stored while it is typed: the version it began from, and the values then and now. */
export interface EditDraft {
  readonly version: number
  readonly base: Values
  readonly values: Values
}

/** An edit that waits in the outbox, on top of the customer as this phone knows it. */
export function draftOf({ body, base = {} }: OutboxItem, known: Values): EditDraft {
  const texts = (fields: Fields) =>
    Object.fromEntries(
      FIELD_NAMES.filter((name) => name in fields).map((name) => [name, textOf(fields[name] as never)]),
    )
  const before = { ...known, ...texts(base) }
  return { version: Number(body.version), base: before, values: { ...before, ...texts(body) } }
}

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' &&
  value !== null &&
  FIELD_NAMES.every((name) => typeof (value as Record<string, unknown>)[name] === 'string')

function readDraft(stored: unknown): EditDraft | undefined {
  const draft = stored as Partial<EditDraft> | null
  if (typeof draft !== 'object' || draft === null || !Number.isInteger(draft.version)) return undefined
  return isValues(draft.base) && isValues(draft.values) ? (draft as EditDraft) : undefined
}

export const linesOf = ({ base, values }: EditDraft): readonly DraftLine[] =>
  changedFields(base, values).map((name) => ({ label: FIELDS[name].label, text: values[name].trim() || '清空' }))

export const editDrafts = defineDraft<EditDraft>('customer-edit', {
  read: readDraft,
  isBlank: ({ base, values }) => changedFields(base, values).length === 0,
})

import { CreateCustomer, type Need } from '@qingpin/contract/customers/customers.fields'
import { labelOf } from '@qingpin/contract/core/choices'
import {
  DAY_COLUMNS,
  dayOfSerial,
  isSerial,
  type Plan,
  TABLE_COLUMNS,
  type TableColumn,
} from '@qingpin/contract/customers/import.rules'
import type { ZodError } from 'zod'
import type { CustomerInput } from './customers.repo.ts'

/** Rows that one transaction enters, and one step of a preview judges: other requests come between. */
export const IMPORT_BATCH = 10
/** Rows of a file that one transaction stores. */
export const STORED_BATCH = 50
export const IMPORT_QUEUE = {
  name: 'customer-import',
  retries: 8,
  baseMs: 2000,
  leaseMs: 60_000,
  concurrency: 1,
} as const
/** Customers that one step of an export reads. */
export const EXPORT_BATCH = 300
/** Rows that one step writes into a file of refused or skipped ones. */
export const FILE_BATCH = 150
/** After how many seconds a file is sent again while too many are being read. */
export const BUSY_SECONDS = 5
/** Imports that are listed. */
export const IMPORTS_SHOWN = 30

export type Values = Partial<Record<TableColumn, string>>

/** The cells of a row by field, as the plan names its columns; blank ones are left out. */
export function valuesOf(cells: readonly string[], { columns }: Pick<Plan, 'columns'>): Values {
  const values: Values = {}
  columns.forEach((column, i) => {
    const cell = cells[i]?.trim() ?? ''
    if (column && cell !== '') values[column] = cell
  })
  return values
}

/** A text that is no value of its field, as 1.2万 or 尽快: it is stored as the need's own words, which are read again. */
const NEED_OF: Partial<Record<TableColumn, Need>> = {
  salaryBudget: 'needSalary',
  expectedStartDate: 'needOnboardingTime',
  homeArea: 'needHouseArea',
  familySize: 'needFamilyMembers',
  serviceDays: 'needServicePeriod',
  restSchedule: 'needRestTime',
  stayIn: 'needWorkingHours',
}
const LIKE_A_DAY = /\d{4}\s*[年\-/.]/

const accepts = (field: TableColumn, value: string): boolean =>
  CreateCustomer.shape[field as keyof typeof CreateCustomer.shape].safeParse(value).success

function withNeeds(values: Values): Values {
  const moved: Values = { ...values }
  for (const [field, need] of Object.entries(NEED_OF) as [TableColumn, Need][]) {
    const value = moved[field]
    if (value === undefined || moved[need] !== undefined || accepts(field, value)) continue
    if (/^[\d.,\s-]+$/.test(value) || LIKE_A_DAY.test(value)) continue
    delete moved[field]
    moved[need] = value
  }
  return moved
}

/** Levels as other programs write them. */
const LEVEL = /^([OABCD])\s*[级类]?$/i

export interface Understood {
  values: Values
  /** Undefined where the row is refused. */
  input: CustomerInput | undefined
  reasons: string[]
}

/** A failed check in sentences, by field. */
type Messages = (error: ZodError, sent: unknown) => readonly { field: string; message: string }[]

/** What a row says of a customer, and what is wrong with it. The owner is not looked at. */
export function understand(cells: readonly string[], plan: Plan, messagesOf: Messages): Understood {
  const values = valuesOf(cells, plan)
  const reasons: string[] = []
  for (const column of DAY_COLUMNS) {
    const cell = values[column]
    if (cell === undefined || !isSerial(cell)) continue
    if (plan.serials) values[column] = dayOfSerial(cell, plan.serials)
    else {
      delete values[column]
      reasons.push(`${labelOf(TABLE_COLUMNS, column)}：是一个数字，不是日期。`)
    }
  }
  const { owner: _owner, ...fields } = withNeeds(values)
  if (fields.leadLevel !== undefined)
    fields.leadLevel = fields.leadLevel.replace(LEVEL, (_, level: string) => `${level.toUpperCase()}类`)
  if (fields.phone?.includes('**')) {
    delete fields.phone
    reasons.push('手机号：这是遮住的号码，请填完整的。')
  }
  const { leadSource, contractStatus, leadLevel } = plan
  const sent = { leadSource, contractStatus, leadLevel, ...fields }
  const parsed = CreateCustomer.safeParse(sent)
  for (const { field, message } of parsed.success ? [] : messagesOf(parsed.error, sent)) {
    reasons.push(`${labelOf(TABLE_COLUMNS, field.split('.')[0])}：${message}`)
  }
  if (parsed.success && reasons.length === 0 && !parsed.data.phone && !parsed.data.wechatId) {
    reasons.push('手机号和微信号至少要填一个。')
  }
  return { values, input: reasons.length === 0 ? parsed.data : undefined, reasons }
}

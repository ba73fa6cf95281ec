import { randomBytes } from 'node:crypto'
import { countRows, write } from './database.ts'
import type { Product } from './product.ts'
import { until } from './until.ts'
import type { StaffApi } from './visitors.ts'

const DAY_MS = 86_400_000

/** As if the hour struck: the job that looks at silent customers runs, and has run. */
export async function strikeHour(product: Product): Promise<void> {
  const job = randomBytes(12).toString('hex')
  const sql =
    "insert into jobs (id, queue, data, key, state, attempt, run_at, created_at) values (?, 'reminders', '{\"hour\":0}', ?, 'ready', 0, 1, 1)"
  write(product, sql, job, job)
  await until(
    () => countRows(product, 'select count(*) as n from jobs where id = ?', job) === 0,
    () => 'the job never ran',
  )
}

/** As if days had passed since these moments of a customer. */
export function letDaysPass(product: Product, id: string, days: number, columns: readonly string[]): void {
  const sets = columns.map((column) => `${column} = ${column} - ${days * DAY_MS}`).join()
  write(product, `update customers set ${sets}, remind_at = 1 where id = ?`, id)
}

/** Silent customers are looked at between these hours alone. */
export async function workBetween(manager: StaffApi, workFrom: number, workTo: number): Promise<void> {
  const path = '/api/customers/assignment-rules'
  const { updatedAt: _at, updatedBy: _by, ...rules } = await manager.call<Record<string, unknown>>(path)
  await manager.call(path, { ...rules, workFrom, workTo }, 'PUT')
}

/** The steps that were taken because of a customer's silence, the newest first. */
export async function stepsOf(manager: StaffApi, id: string): Promise<string[]> {
  const reminders = await manager.call<{ step: string }[]>(`/api/customers/miniprogram/${id}/reminders`)
  return reminders.map(({ step }) => step)
}

/** The columns by which the silence of a customer is measured before each step. */
export const SILENT_SINCE = {
  owner: ['created_at'],
  manager: ['reminded_at', 'created_at', 'assigned_at', 'last_activity_at'],
  risk: ['reminded_at', 'created_at', 'assigned_at', 'last_activity_at'],
} as const

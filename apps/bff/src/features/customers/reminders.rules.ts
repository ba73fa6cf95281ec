import { REMINDER_STEPS, type ReminderStep } from '@qingpin/contract/customers/customers.enums'
import { isClosed } from '@qingpin/contract/customers/customers.rules'
import { type AssignmentRules, RECYCLED_LEVELS } from '@qingpin/contract/customers/pool.rules'
import { DAY_MS } from '@qingpin/contract/core/days'
import type { CustomerRow } from './customers.repo.ts'

/** Customers that one run of the job reminds of at most; the next hour goes on. */
export const REMINDERS_A_RUN = 2000

export type ReminderState = Pick<
  CustomerRow,
  | 'assignedTo'
  | 'assignedAt'
  | 'inPublicPool'
  | 'contractStatus'
  | 'leadLevel'
  | 'lastFollowUpAt'
  | 'nextFollowUpAt'
  | 'reminderStep'
  | 'remindedAt'
>

/** Since when a customer was not contacted by its present owner (epoch ms). */
export const silentSince = ({ assignedAt, lastFollowUpAt }: Pick<CustomerRow, 'assignedAt' | 'lastFollowUpAt'>) =>
  Math.max(assignedAt, lastFollowUpAt ?? 0)

/** How many steps were taken in the present silence. */
const stepsOf = (row: ReminderState): number =>
  row.remindedAt !== null && row.remindedAt > silentSince(row) ? row.reminderStep : 0

/** The last step that was taken in the present silence; null where there was none. */
export const remindedStep = (row: ReminderState): ReminderStep | null => REMINDER_STEPS[stepsOf(row) - 1] ?? null

/** The step that is due next; null once all were taken. */
export const nextStep = (row: ReminderState): ReminderStep | null => REMINDER_STEPS[stepsOf(row)] ?? null

/**
 * When the next step is due (epoch ms): so many days after the last contact and not before a planned follow-up has
 * passed; each further one some days after the one before, however late that was. Null where none is.
 */
export function remindAtOf(rules: AssignmentRules, row: ReminderState): number | null {
  const level = RECYCLED_LEVELS.find((one) => one === row.leadLevel)
  const days = level && rules.remindDays[level]
  const rests = row.assignedTo === null || row.inPublicPool || isClosed(row.contractStatus)
  if (!days || rests || nextStep(row) === null) return null
  const before = stepsOf(row) > 0 ? row.remindedAt : null
  const due = before === null ? silentSince(row) + days * DAY_MS : before + rules.escalateDays * DAY_MS
  return Math.max(due, row.nextFollowUpAt ?? 0)
}

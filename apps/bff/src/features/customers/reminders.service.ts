import { REMINDER_STEPS, type ReminderStep } from '@qingpin/contract/customers/customers.enums'
import { DAY_MS } from '@qingpin/contract/core/days'
import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { notify } from '../notifications/index.ts'
import { requireVisible } from './customers.guard.ts'
import { type CustomerRow, findPresent } from './customers.repo.ts'
import { isWorkingHour } from './pool.rules.ts'
import { readRules } from './recycling.repo.ts'
import { insertReminder, listReminders, listWatchers, setReminderColumns } from './reminders.repo.ts'
import { nextStep, remindAtOf, silentSince } from './reminders.rules.ts'

export const reminders = (ctx: Ctx, id: string) =>
  ctx.db.tx(function* (t) {
    yield* requireVisible(t, ctx, id)
    return (yield* listReminders(t, ctx, id)).map(({ reminder, owner }) => ({
      id: reminder.id,
      step: reminder.step,
      owner,
      silentDays: Math.floor((reminder.createdAt - reminder.silentSince) / DAY_MS),
      createdAt: new Date(reminder.createdAt).toISOString(),
    }))
  })

/** The owner is notified of each step, managers from the second one on. */
function* notifyReminded(t: Q, ctx: Ctx, row: CustomerRow, step: ReminderStep): Op<void> {
  const days = Math.floor((ctx.now - silentSince(row)) / DAY_MS)
  const managers = step === 'owner' ? [] : yield* listWatchers(t, ctx)
  for (const accountId of new Set([...(row.assignedTo ? [row.assignedTo] : []), ...managers].toSorted()))
    yield* notify(t, ctx, { accountId, kind: 'customer-reminder', subjectId: row.id, facts: { step, days } })
}

/** Takes the next step of the reminders of a customer, if it is due and this is a working hour. A repeat does nothing. */
export const remind = (ctx: Ctx, id: string) =>
  ctx.db.tx(function* (t) {
    const { rules } = yield* readRules(t, ctx)
    const row = yield* findPresent(t, ctx, id, { lock: true })
    if (!row || !isWorkingHour(rules, ctx.now)) return
    const at = remindAtOf(rules, row)
    const step = nextStep(row)
    if (at === null || at > ctx.now || step === null || row.assignedTo === null) {
      if (at !== row.remindAt) yield* setReminderColumns(t, ctx, id, { remindAt: at })
      return
    }
    yield* insertReminder(t, ctx, row, { step, ownerId: row.assignedTo })
    yield* notifyReminded(t, ctx, row, step)
    const taken = { reminderStep: REMINDER_STEPS.indexOf(step) + 1, remindedAt: ctx.now }
    yield* setReminderColumns(t, ctx, id, { ...taken, remindAt: remindAtOf(rules, { ...row, ...taken }) })
  })

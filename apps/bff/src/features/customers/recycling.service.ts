import type { poolRoutes } from '@qingpin/contract/customers/pool.routes'
import { type AssignmentRules, RECYCLED_LEVELS } from '@qingpin/contract/customers/pool.rules'
import { DAY_MS } from '@qingpin/contract/core/days'
import type { z } from 'zod'
import * as audit from '../../audit/audit.ts'
import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { once } from '../../http/once.ts'
import { enqueue } from '../../jobs/index.ts'
import type { CustomerRow } from './customers.repo.ts'
import { countLimited } from './limits.repo.ts'
import { DRY_RUN_DAYS, isWorkingHour, RECYCLE_DATES, recycleAtOf, warnedRecycleAt } from './pool.rules.ts'
import { remindAtOf, remindedStep } from './reminders.rules.ts'
import { candidatesAfter, readRules, setRuleDates, storeRules } from './recycling.repo.ts'

/** Sets when the rules act upon a customer that was just written: its recycling, and the reminders of it. */
export function* stampRecycling(t: Q, ctx: Pick<Ctx, 'db' | 'now'>, row: CustomerRow): Op<void> {
  const { rules } = yield* readRules(t, ctx)
  const recycleAt = warnedRecycleAt(rules, row, { now: ctx.now, shown: row.recycleAt })
  const remindAt = remindAtOf(rules, row)
  const reminderStep = remindedStep(row) === null ? 0 : row.reminderStep
  if (recycleAt === row.recycleAt && remindAt === row.remindAt && reminderStep === row.reminderStep) return
  yield* setRuleDates(t, ctx, row.id, { recycleAt, remindAt, reminderStep })
}

/** Until when something about a customer lasts (epoch ms); null where there is none. */
export type Until = (t: Q, ctx: Pick<Ctx, 'db' | 'now'>, customerId: string) => Op<number | null>

export const assignmentRules = (ctx: Ctx) =>
  ctx.db.tx(function* (t) {
    const { rules, version, updatedAt, updatedBy } = yield* readRules(t, ctx)
    return { ...rules, version, updatedAt: updatedAt === null ? null : new Date(updatedAt).toISOString(), updatedBy }
  })

const DRY_RUN_MS = DRY_RUN_DAYS * DAY_MS

/** Counts what falls into the first day and the first week. */
class Ahead {
  soon = 0
  week = 0
  byLevel: Record<string, number> = {}
  readonly #now: number
  constructor(now: number) {
    this.#now = now
  }
  /** @returns whether it falls into the week */
  add(at: number | null, level: string): boolean {
    if (at === null || at > this.#now + DRY_RUN_MS) return false
    this.week++
    if (at <= this.#now + DAY_MS) this.soon++
    this.byLevel[level] = (this.byLevel[level] ?? 0) + 1
    return true
  }
}

/** What these rules would do: whom they would take, of whom they would remind, whom they would limit. Changes nothing. */
export async function tryRules(ctx: Ctx, rules: AssignmentRules) {
  const [moves, reminders] = [new Ahead(ctx.now), new Ahead(ctx.now)]
  let postponed = 0
  let after = ''
  for (;;) {
    const rows = await ctx.db.tx((t) => candidatesAfter(t, ctx, after))
    for (const row of rows) {
      const at = recycleAtOf(rules, row)
      if (moves.add(at, row.leadLevel) && !isWorkingHour(rules, Math.max(at ?? 0, ctx.now))) postponed++
      if (remindedStep(row) === null) reminders.add(remindAtOf(rules, row), row.leadLevel)
    }
    const last = rows.at(-1)
    if (!last) break
    after = last.id
  }
  const { soon, week, byLevel } = moves
  return {
    soon,
    week,
    byLevel,
    postponed,
    reminders: { soon: reminders.soon, week: reminders.week, byLevel: reminders.byLevel },
    ...(await countLimited(ctx, rules)),
  }
}

/** Sets the rules; throws RULES_CHANGED where they were set since they were read. */
export async function setRules(ctx: Ctx, input: z.output<(typeof poolRoutes)['setRules']['body']>) {
  const { version, ...rules } = input
  return once(ctx, function* (t) {
    const before = yield* readRules(t, ctx)
    if (before.version !== version || !(yield* storeRules(t, ctx, rules, version))) throw new AppError('RULES_CHANGED')
    yield* audit.record(t, ctx, {
      action: 'customer-rules.set',
      subjectId: 'rules',
      changes: Object.fromEntries(
        Object.entries(flat(rules)).map(([name, after]) => [name, [flat(before.rules)[name], after]]),
      ),
    })
    yield* enqueue(t, ctx, { queue: RECYCLE_DATES.name, data: {}, key: `rules-${version + 1}`, runAt: ctx.now })
    return { ...rules, version: version + 1 }
  })
}

const flat = ({ recycleDays, remindDays, ...rest }: AssignmentRules): Record<string, unknown> => ({
  ...rest,
  ...Object.fromEntries(RECYCLED_LEVELS.map((level) => [level, recycleDays[level]])),
  ...Object.fromEntries(RECYCLED_LEVELS.map((level) => [`remind ${level}`, remindDays[level]])),
})

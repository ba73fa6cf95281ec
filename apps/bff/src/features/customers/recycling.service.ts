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
import { DRY_RUN_DAYS, RECYCLE_DATES, recycleAtOf } from './pool.rules.ts'
import { candidatesAfter, readRules, setRecycleAt, storeRules } from './recycling.repo.ts'

/** Sets when a customer that was just written goes back to the pool. */
export function* stampRecycling(t: Q, ctx: Pick<Ctx, 'db'>, row: CustomerRow): Op<void> {
  const { rules } = yield* readRules(t, ctx)
  const recycleAt = recycleAtOf(rules, row)
  if (recycleAt !== row.recycleAt) yield* setRecycleAt(t, ctx, row.id, recycleAt)
}

export const assignmentRules = (ctx: Ctx) =>
  ctx.db.tx(function* (t) {
    const { rules, version, updatedAt, updatedBy } = yield* readRules(t, ctx)
    return { ...rules, version, updatedAt: updatedAt === null ? null : new Date(updatedAt).toISOString(), updatedBy }
  })

/** How many customers these rules would take within a day and within a week; changes nothing. */
export async function tryRules(ctx: Ctx, rules: AssignmentRules) {
  const byLevel: Record<string, number> = {}
  let [soon, week] = [0, 0]
  let after = ''
  for (;;) {
    const rows = await ctx.db.tx((t) => candidatesAfter(t, ctx, after))
    for (const row of rows) {
      const at = recycleAtOf(rules, row)
      if (at === null || at > ctx.now + DRY_RUN_DAYS * DAY_MS) continue
      week++
      if (at <= ctx.now + DAY_MS) soon++
      byLevel[row.leadLevel] = (byLevel[row.leadLevel] ?? 0) + 1
    }
    const last = rows.at(-1)
    if (!last) return { soon, week, byLevel }
    after = last.id
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

const flat = ({ recycleDays, ...rest }: AssignmentRules): Record<string, unknown> => ({
  ...rest,
  ...Object.fromEntries(RECYCLED_LEVELS.map((level) => [level, recycleDays[level]])),
})

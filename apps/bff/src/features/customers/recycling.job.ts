import { isWorkingHour, RECYCLE_DATES, recycleAtOf, WARNED_AHEAD_MS, warnedRecycleAt } from './pool.rules.ts'
import { findPresent } from './customers.repo.ts'
import { dueForPool } from './pool.repo.ts'
import { hourly, type Queue } from '../../jobs/index.ts'
import { contractEndOf, isPlaced } from '../placements/index.ts'
import { toPool } from './pool.service.ts'
import { candidatesAfter, readRules, setRuleDates } from './recycling.repo.ts'
import type { Until } from './recycling.service.ts'
import { setContractEnd } from './signing.repo.ts'
import { remindAtOf } from './reminders.rules.ts'
import type { Ctx } from '../../context.ts'

/** Recalculates when customers go back to the pool and when of whom is reminded. @param onlyMissing leaves the dates that are there */
async function recalculate(ctx: Ctx, { onlyMissing }: { onlyMissing: boolean }): Promise<void> {
  let after = ''
  for (;;) {
    const last = await ctx.db.tx(function* (t) {
      const { rules } = yield* readRules(t, ctx)
      const rows = yield* candidatesAfter(t, ctx, after)
      for (const row of rows) {
        const keep = onlyMissing && row.recycleAt !== null
        const recycleAt = keep ? row.recycleAt : warnedRecycleAt(rules, row, { now: ctx.now, shown: null })
        const remindAt = onlyMissing && row.remindAt !== null ? row.remindAt : remindAtOf(rules, row)
        if (recycleAt !== row.recycleAt || remindAt !== row.remindAt)
          yield* setRuleDates(t, ctx, row.id, { recycleAt, remindAt })
      }
      return rows.at(-1)?.id
    })
    if (last === undefined) return
    after = last
  }
}

/**
 * Moves customers to the public pool whose owner was silent for as long as the rules say, in working hours only. What
 * holds one back moves its day before it is warned of it.
 * @param interviewUntil when the last planned interview of a customer begins
 */
export const recyclingUnless = (interviewUntil: Until) =>
  hourly('recycling', async (ctx) => {
    await recalculate(ctx, { onlyMissing: true })
    const { rules: now } = await ctx.db.tx((t) => readRules(t, ctx))
    for (const id of await dueForPool(ctx, ctx.now + WARNED_AHEAD_MS)) {
      await ctx.db.tx(function* (t) {
        const { rules } = yield* readRules(t, ctx)
        const row = yield* findPresent(t, ctx, id, { lock: true })
        if (!row || row.recycleAt === null) return
        const end = (yield* isPlaced(t, ctx, id)) ? yield* contractEndOf(t, ctx, id) : undefined
        if (end === null || (end !== undefined && end > ctx.now)) {
          // The copied date was one of another placement.
          const placed = yield* setContractEnd(t, ctx, row, end)
          return yield* setRuleDates(t, ctx, id, { recycleAt: recycleAtOf(rules, placed) })
        }
        const at = recycleAtOf(rules, row)
        const held = yield* interviewUntil(t, ctx, id)
        if (at !== null && held !== null && held > row.recycleAt) {
          yield* setRuleDates(t, ctx, id, { recycleAt: held })
        } else if (row.recycleAt <= ctx.now && isWorkingHour(now, ctx.now)) {
          if (at === null || at > ctx.now) yield* setRuleDates(t, ctx, id, { recycleAt: at })
          else yield* toPool(t, ctx, row, { by: null, reason: null })
        }
      })
    }
  })

/** After the rules were changed: a customer is shown as going back for a day before it goes. */
export const recycleDates: Queue = {
  ...RECYCLE_DATES,
  run: (ctx) => recalculate(ctx, { onlyMissing: false }),
}

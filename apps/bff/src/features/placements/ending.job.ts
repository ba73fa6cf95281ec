import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { type Hourly, hourly } from '../../jobs/index.ts'
import { notify } from '../notifications/index.ts'
import { listEnding } from './placements.repo.ts'
import { dueBy, todayOf } from './placements.rules.ts'

/** The owners of customers, by customer; who has none stands in no entry. */
type OwnersOf = (t: Q, ctx: Pick<Ctx, 'db'>, customerIds: readonly string[]) => Op<Map<string, string>>

/** Notifies the owners of customers whose contract ends soon; once for each end that was agreed. */
export const makePlacementEnding = (ownersOf: OwnersOf): Hourly =>
  hourly('placement-ending', async (ctx) => {
    await ctx.db.tx(function* (t) {
      const ending = yield* listEnding(t, ctx, { from: todayOf(ctx), by: dueBy('contract', ctx.now) })
      const owners = yield* ownersOf(
        t,
        ctx,
        ending.map(({ customerId }) => customerId),
      )
      for (const { id, endsOn, customerId } of ending) {
        const accountId = owners.get(customerId)
        const key = `ending ${id} ${endsOn}`
        if (accountId)
          yield* notify(t, ctx, { accountId, kind: 'placement-ending', subjectId: id, facts: { endsOn }, key })
      }
    })
  })

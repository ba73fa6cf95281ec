import { DAY_MS } from '@qingpin/contract/core/days'
import { RESTORE_DAYS } from '@qingpin/contract/customers/removal.rules'
import { hourly } from '../../jobs/index.ts'
import { type CustomerRecords, dropSnapshots } from './merge.repo.ts'
import { dueForPurge, purgeDeleted, stripMerged } from './removal.repo.ts'
import { PURGED_AT_ONCE } from './removal.rules.ts'

/** Removes for good what was deleted or merged so long ago that it cannot be brought back. */
export const makeCustomerRetention = (records: readonly CustomerRecords[]) =>
  hourly('customer-retention', async (ctx) => {
    const before = ctx.now - RESTORE_DAYS * DAY_MS
    await ctx.db.tx((t) => dropSnapshots(t, ctx, before))
    for (;;) {
      const rows = await dueForPurge(ctx, before)
      for (const { id, mergedInto } of rows) {
        await ctx.db.tx(function* (t) {
          if (mergedInto !== null) return yield* stripMerged(t, ctx, id)
          for (const { forget } of records) yield* forget(t, ctx, id)
          yield* purgeDeleted(t, ctx, id)
        })
      }
      if (rows.length < PURGED_AT_ONCE) return
    }
  })

import { DAY_MS } from '@qingpin/contract/core/days'
import { RESTORE_DAYS } from '@qingpin/contract/customers/removal.rules'
import { hourly } from '../../jobs/index.ts'
import { type CustomerRecords, dropSnapshots } from './merge.repo.ts'
import { dueForPurge, mergedInto, orphans, purgeDeleted, stripMerged } from './removal.repo.ts'
import { PURGED_AT_ONCE } from './removal.rules.ts'

/** Removes for good what was deleted or merged so long ago that it cannot be brought back. */
export const makeCustomerRetention = (records: readonly CustomerRecords[]) =>
  hourly('customer-retention', async (ctx) => {
    const purge = (id: string) =>
      ctx.db.tx(function* (t) {
        // Those that lead to it go with it: else their numbers are held for ever, and bring no customer back.
        for (const one of [id, ...(yield* mergedInto(t, ctx, id))]) {
          for (const { forget } of records) yield* forget(t, ctx, one)
          yield* purgeDeleted(t, ctx, one)
        }
      })
    const before = ctx.now - RESTORE_DAYS * DAY_MS
    await ctx.db.tx((t) => dropSnapshots(t, ctx, before))
    for (const id of await orphans(ctx)) await purge(id)
    for (;;) {
      const rows = await dueForPurge(ctx, before)
      for (const { id, mergedInto: into } of rows) {
        if (into === null) await purge(id)
        else await ctx.db.tx((t) => stripMerged(t, ctx, id))
      }
      if (rows.length < PURGED_AT_ONCE) return
    }
  })

import type { Kit } from '../db/kit.ts'

/** Counters of the limits that must hold across replicas and restarts. */
export const limitTables = (k: Kit) => ({
  rateLimits: k.table(
    'rate_limits',
    {
      /** A keyed hash of the limit's name and of the caller that it counts. */
      key: k.text('key').primaryKey(),
      count: k.int('count').notNull(),
      resetAt: k.ms('reset_at').notNull(),
    },
    (t) => [k.index('rate_limits_reset').on(t.resetAt)],
  ),
})

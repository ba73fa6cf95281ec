import type { Kit } from '../db/kit.ts'

/** Work that outlives the request that asked for it. A job is deleted when done; one that failed for good stays as `dead`. */
export const jobTables = (k: Kit) => ({
  jobs: k.table(
    'jobs',
    {
      id: k.text('id').primaryKey(),
      queue: k.text('queue').notNull(),
      /** Ids only: what a handler needs to know it reads when it runs. */
      data: k.json<Record<string, string | number>>('data').notNull(),
      /** The same key in the same queue is one job; null again once it is dead, so that it can be asked for anew. */
      key: k.text('key'),
      state: k.text('state').$type<'ready' | 'active' | 'dead'>().notNull(),
      attempt: k.int('attempt').notNull(),
      /** Not before this moment. */
      runAt: k.ms('run_at').notNull(),
      /** Until when the process that claimed it has to renew the lease. */
      leaseUntil: k.ms('lease_until'),
      error: k.text('error'),
      createdAt: k.ms('created_at').notNull(),
    },
    (t) => [k.unique('jobs_key').on(t.queue, t.key), k.index('jobs_due').on(t.queue, t.state, t.runAt)],
  ),
})

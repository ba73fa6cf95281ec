import type { Kit } from '../db/kit.ts'

export const idempotencyTables = (k: Kit) => ({
  idempotencyKeys: k.table(
    'idempotency_keys',
    {
      /** A hash of caller, route and key. */
      id: k.text('id').primaryKey(),
      bodyHash: k.text('body_hash').notNull(),
      /** Null while the first request is still running. */
      status: k.int('status'),
      /** The reply's data, encrypted: it can hold what a person entered. */
      reply: k.text('reply'),
      leaseUntil: k.ms('lease_until').notNull(),
      expiresAt: k.ms('expires_at').notNull(),
    },
    (t) => [k.index('idempotency_keys_expiry').on(t.expiresAt)],
  ),
})

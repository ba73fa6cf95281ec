import type { Kit } from '../../db/kit.ts'

/** What a vendor lets all our processes use in common: one token, renewed by one of them at a time. */
export const vendorTokenTables = (k: Kit) => ({
  vendorTokens: k.table('vendor_tokens', {
    name: k.text('name').primaryKey(),
    /** Sealed: its bearer can act as we do. Null before the first one. */
    tokenSealed: k.text('token_sealed'),
    expiresAt: k.ms('expires_at').notNull(),
    /** Until when the process that renews it has to be done. */
    leaseUntil: k.ms('lease_until').notNull(),
    /** The day (Beijing) of the last forced renewal, how many that day had, and when the last one was. */
    forcedDay: k.ms('forced_day').notNull().default(0),
    forcedCount: k.int('forced_count').notNull().default(0),
    forcedAt: k.ms('forced_at').notNull().default(0),
  }),
})

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
  }),
})

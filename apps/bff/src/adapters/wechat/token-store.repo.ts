import { startOfDay } from '@qingpin/contract/core/days'
import { and, eq, lt, lte, ne, or, sql } from 'drizzle-orm'
import type { FieldCipher } from '../../crypto/field-cipher.ts'
import { ask, type Db } from '../../db/db.ts'
import type { TokenStore } from '../../ports/token-store.port.ts'
import { FORCE_EVERY_MS, FORCED_A_DAY } from './token-store.rules.ts'

export interface TokenStoreParts {
  db: Db
  cipher: FieldCipher
  clock: () => number
}

/** The row of one vendor's token. Times are those of the application's clock. */
export function makeTokenStore({ db, cipher, clock }: TokenStoreParts, name: string): TokenStore {
  const { vendorTokens } = db.s
  const set = (changes: Partial<typeof vendorTokens.$inferInsert>) =>
    db.tx(function* (t) {
      yield* ask(t.update(vendorTokens).set(changes).where(eq(vendorTokens.name, name)))
    })
  return {
    async current() {
      const [row] = await db.q.select().from(vendorTokens).where(eq(vendorTokens.name, name))
      if (!row?.tokenSealed || row.expiresAt <= clock()) return undefined
      return cipher.open('vendorToken', row.tokenSealed)
    },
    lease: (seconds) =>
      db.tx(function* (t) {
        const now = clock()
        yield* ask(
          t.insert(vendorTokens).values({ name, tokenSealed: null, expiresAt: 0, leaseUntil: 0 }).onConflictDoNothing(),
        )
        const taken = yield* ask(
          t
            .update(vendorTokens)
            .set({ leaseUntil: now + seconds * 1000 })
            .where(and(eq(vendorTokens.name, name), lte(vendorTokens.leaseUntil, now)))
            .returning({ name: vendorTokens.name }),
        )
        return taken.length > 0
      }),
    keep: (token, seconds) =>
      set({ tokenSealed: cipher.seal('vendorToken', token), expiresAt: clock() + seconds * 1000, leaseUntil: 0 }),
    takeForced: () =>
      db.tx(function* (t) {
        const now = clock()
        const day = startOfDay(now)
        const another = ne(vendorTokens.forcedDay, day)
        const rows = yield* ask(
          t
            .update(vendorTokens)
            .set({
              forcedDay: day,
              forcedAt: now,
              forcedCount: sql`case when ${another} then 1 else ${vendorTokens.forcedCount} + 1 end`,
            })
            .where(
              and(
                eq(vendorTokens.name, name),
                lte(vendorTokens.forcedAt, now - FORCE_EVERY_MS),
                or(another, lt(vendorTokens.forcedCount, FORCED_A_DAY)),
              ),
            )
            .returning({ name: vendorTokens.name }),
        )
        return rows.length > 0
      }),
    release: () => set({ leaseUntil: 0 }),
  }
}

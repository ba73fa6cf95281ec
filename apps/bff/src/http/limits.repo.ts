import { and, eq, gt, lte, sql } from 'drizzle-orm'
import { RETENTION_MS } from '../config/retention.ts'
import { ask, type Db, type Op, type Q } from '../db/db.ts'
import { type At, prepared } from '../db/prepared.ts'
import { expiredRows } from '../db/retention.ts'

export interface Window {
  count: number
  /** When it ends, epoch ms. */
  resetAt: number
}

const count = prepared(
  'limit_count',
  ({ q, s: { rateLimits } }, at: At<{ key: string; now: number; resetAt: number }>) => {
    const over = sql`${rateLimits.resetAt} <= ${at('now')}`
    return q
      .insert(rateLimits)
      .values({ key: at('key'), count: 1, resetAt: at('resetAt') })
      .onConflictDoUpdate({
        target: rateLimits.key,
        set: {
          count: sql`case when ${over} then 1 else ${rateLimits.count} + 1 end`,
          resetAt: sql`case when ${over} then excluded.reset_at else ${rateLimits.resetAt} end`,
        },
      })
      .returning({ count: rateLimits.count, resetAt: rateLimits.resetAt })
  },
)

/** Counts a call in its window, or opens the next one, which ends at `resetAt`, when that is over. */
export function* countCall(t: Q, db: Db, call: { key: string; now: number; resetAt: number }): Op<Window | undefined> {
  const [row] = yield* ask(count(db, t, call))
  return row
}

/** Takes one call off the window that is open. */
export function* uncountCall(t: Q, { s: { rateLimits } }: Db, key: string, now: number): Op<void> {
  yield* ask(
    t
      .update(rateLimits)
      .set({ count: sql`${rateLimits.count} - 1` })
      .where(and(eq(rateLimits.key, key), gt(rateLimits.count, 0), gt(rateLimits.resetAt, now))),
  )
}

export const limitRetention = expiredRows(({ rateLimits }, now) => ({
  table: rateLimits,
  key: rateLimits.key,
  condition: lte(rateLimits.resetAt, now - RETENTION_MS.rateLimits),
}))

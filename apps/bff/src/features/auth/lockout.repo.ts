import { eq } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import type { Schema } from '../../schema/schema.ts'

/** Failures are counted within this time, and a lock lasts as long. */
const WINDOW_MS = 15 * 60_000

export interface Subject {
  key: string
  limit: number
}

type Row = Schema['loginFailures']['$inferSelect']

/** The book of a subject, locked, so that attempts at once are counted one after another. */
function* openBook(t: Q, ctx: Ctx, subject: string): Op<Row> {
  const { loginFailures } = ctx.db.s
  const fresh = { subject, count: 0, since: ctx.now, lockedUntil: 0 }
  yield* ask(t.insert(loginFailures).values(fresh).onConflictDoNothing())
  const [row] = yield* ask(ctx.db.lock(t.select().from(loginFailures).where(eq(loginFailures.subject, subject))))
  return row ?? fresh
}

/** Until when the subject is locked (epoch ms), or 0. */
export function* lockedUntil(t: Q, ctx: Ctx, { key }: Subject): Op<number> {
  const { loginFailures } = ctx.db.s
  const [row] = yield* ask(
    t.select({ lockedUntil: loginFailures.lockedUntil }).from(loginFailures).where(eq(loginFailures.subject, key)),
  )
  return row && row.lockedUntil > ctx.now ? row.lockedUntil : 0
}

/** Counts one failure and locks the subject when it reaches its limit; until when it was locked before, or 0. */
export function* countFailure(t: Q, ctx: Ctx, { key, limit }: Subject): Op<number> {
  const { loginFailures } = ctx.db.s
  const row = yield* openBook(t, ctx, key)
  if (row.lockedUntil > ctx.now) return row.lockedUntil
  const stale = row.since + WINDOW_MS <= ctx.now
  const count = stale ? 1 : row.count + 1
  const locked = count >= limit
  yield* ask(
    t
      .update(loginFailures)
      .set({
        count: locked ? 0 : count,
        since: stale ? ctx.now : row.since,
        lockedUntil: locked ? ctx.now + WINDOW_MS : 0,
      })
      .where(eq(loginFailures.subject, key)),
  )
  return 0
}

export function* clearFailures(t: Q, ctx: Ctx, key: string): Op<void> {
  const { loginFailures } = ctx.db.s
  yield* ask(t.delete(loginFailures).where(eq(loginFailures.subject, key)))
}

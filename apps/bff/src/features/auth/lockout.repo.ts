import { eq } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import type { Schema } from '../../schema/schema.ts'
import { afterFailure } from './auth.rules.ts'

/** What failures are counted for: a user name or an address, as a keyed hash, and how many it may have. */
export interface Subject {
  key: string
  limit: number
}

type Row = Schema['loginFailures']['$inferSelect']

/** The counter of a subject, locked, so that simultaneous attempts are counted one after another. */
function* lockCounter(t: Q, ctx: Ctx, subject: string): Op<Row> {
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

/** Counts one failure, and locks the subject at its limit. Returns until when it was locked already (epoch ms), or 0. */
export function* countFailure(t: Q, ctx: Ctx, { key, limit }: Subject): Op<number> {
  const { loginFailures } = ctx.db.s
  const row = yield* lockCounter(t, ctx, key)
  if (row.lockedUntil > ctx.now) return row.lockedUntil
  yield* ask(
    t
      .update(loginFailures)
      .set(afterFailure(row, limit, ctx.now))
      .where(eq(loginFailures.subject, key)),
  )
  return 0
}

export function* clearFailures(t: Q, ctx: Ctx, key: string): Op<void> {
  const { loginFailures } = ctx.db.s
  yield* ask(t.delete(loginFailures).where(eq(loginFailures.subject, key)))
}

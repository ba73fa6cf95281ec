import { eq, inArray } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'

/** Failures are counted within this time, and a lock lasts as long. */
const WINDOW_MS = 15 * 60_000

export interface Subject {
  key: string
  limit: number
}

/** Until when one of the subjects is locked (epoch ms), or 0. */
export function* lockedUntil(t: Q, ctx: Ctx, subjects: readonly Subject[]): Op<number> {
  const { loginFailures } = ctx.db.s
  const rows = yield* ask(
    t
      .select({ lockedUntil: loginFailures.lockedUntil })
      .from(loginFailures)
      .where(
        inArray(
          loginFailures.subject,
          subjects.map((s) => s.key),
        ),
      ),
  )
  return Math.max(0, ...rows.map((row) => row.lockedUntil).filter((until) => until > ctx.now))
}

/** Counts one failure for each subject and locks those that reached their limit. */
export function* countFailure(t: Q, ctx: Ctx, subjects: readonly Subject[]): Op<void> {
  const { loginFailures } = ctx.db.s
  for (const { key, limit } of subjects) {
    yield* ask(
      t.insert(loginFailures).values({ subject: key, count: 0, since: ctx.now, lockedUntil: 0 }).onConflictDoNothing(),
    )
    const [row] = yield* ask(ctx.db.lock(t.select().from(loginFailures).where(eq(loginFailures.subject, key))))
    if (!row) continue
    const stale = row.since + WINDOW_MS <= ctx.now
    const count = stale ? 1 : row.count + 1
    const locked = count >= limit ? ctx.now + WINDOW_MS : 0
    yield* ask(
      t
        .update(loginFailures)
        .set({
          count: locked ? 0 : count,
          since: stale ? ctx.now : row.since,
          lockedUntil: Math.max(locked, row.lockedUntil),
        })
        .where(eq(loginFailures.subject, key)),
    )
  }
}

export function* clearFailures(t: Q, ctx: Ctx, key: string): Op<void> {
  const { loginFailures } = ctx.db.s
  yield* ask(t.delete(loginFailures).where(eq(loginFailures.subject, key)))
}

import { and, eq, isNull } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import type { Schema } from '../../db/schema.ts'

export type SessionRow = Schema['sessions']['$inferSelect']

/** A session lives this long after its last refresh. */
const SESSION_MS = 30 * 24 * 3_600_000

export function* insertSession(
  t: Q,
  ctx: Ctx,
  session: Pick<SessionRow, 'id' | 'accountId' | 'activeRole' | 'refreshHash'>,
): Op<void> {
  yield* ask(
    t.insert(ctx.db.s.sessions).values({
      ...session,
      previousHash: null,
      rotatedAt: ctx.now,
      createdAt: ctx.now,
      expiresAt: ctx.now + SESSION_MS,
      revokedAt: null,
    }),
  )
}

export function* lockSession(t: Q, ctx: Ctx, id: string): Op<SessionRow | undefined> {
  const { sessions } = ctx.db.s
  const [row] = yield* ask(ctx.db.lock(t.select().from(sessions).where(eq(sessions.id, id))))
  return row
}

export function* rotateSession(t: Q, ctx: Ctx, session: SessionRow, refreshHash: string): Op<void> {
  const { sessions } = ctx.db.s
  yield* ask(
    t
      .update(sessions)
      .set({ refreshHash, previousHash: session.refreshHash, rotatedAt: ctx.now, expiresAt: ctx.now + SESSION_MS })
      .where(eq(sessions.id, session.id)),
  )
}

export function* revokeSession(t: Q, ctx: Ctx, id: string): Op<void> {
  const { sessions } = ctx.db.s
  yield* ask(
    t
      .update(sessions)
      .set({ revokedAt: ctx.now })
      .where(and(eq(sessions.id, id), isNull(sessions.revokedAt))),
  )
}

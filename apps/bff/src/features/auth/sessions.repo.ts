import { and, eq, isNull, or } from 'drizzle-orm'
import type { Role } from '@qingpin/contract/policy'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import type { Schema } from '../../db/schema.ts'

export type SessionRow = Schema['sessions']['$inferSelect']

/** A session lives this long after its last refresh. */
const SESSION_MS = 30 * 24 * 3_600_000

export function* insertSession(
  t: Q,
  ctx: Ctx,
  accountId: string,
  activeRole: Role,
  refreshHash: string,
): Op<SessionRow> {
  const [row] = yield* ask(
    t
      .insert(ctx.db.s.sessions)
      .values({
        id: newId(ctx.now),
        accountId,
        activeRole,
        refreshHash,
        previousHash: null,
        rotatedAt: ctx.now,
        createdAt: ctx.now,
        expiresAt: ctx.now + SESSION_MS,
        revokedAt: null,
      })
      .returning(),
  )
  return row as SessionRow
}

/** The session that this refresh token opens, or opened before its last rotation; locked. */
export function* lockSessionByRefresh(t: Q, ctx: Ctx, refreshHash: string): Op<SessionRow | undefined> {
  const { sessions } = ctx.db.s
  const [row] = yield* ask(
    ctx.db.lock(
      t
        .select()
        .from(sessions)
        .where(or(eq(sessions.refreshHash, refreshHash), eq(sessions.previousHash, refreshHash))),
    ),
  )
  return row
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

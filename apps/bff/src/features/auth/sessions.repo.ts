import { and, desc, eq, gt, inArray, isNull, ne } from 'drizzle-orm'
import type { Ctx, Deps } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import type { Schema } from '../../schema/schema.ts'
import { deviceOf } from '../../http/device.ts'
import { maskAddress } from './session.rules.ts'
import { SEEN_EVERY_MS, SESSION_MS } from './session.rules.ts'

export type SessionRow = Schema['sessions']['$inferSelect']

export function* insertSession(
  t: Q,
  ctx: Ctx,
  session: Pick<SessionRow, 'id' | 'accountId' | 'activeRole' | 'refreshHash' | 'deviceId' | 'mustChangePassword'>,
): Op<void> {
  yield* ask(
    t.insert(ctx.db.s.sessions).values({
      id: session.id,
      accountId: session.accountId,
      activeRole: session.activeRole,
      refreshHash: session.refreshHash,
      deviceId: session.deviceId,
      mustChangePassword: session.mustChangePassword,
      previousHash: null,
      rotatedAt: ctx.now,
      createdAt: ctx.now,
      expiresAt: ctx.now + SESSION_MS,
      revokedAt: null,
      ...deviceOf(ctx.device),
      addressMasked: maskAddress(ctx.address),
      seenAt: ctx.now,
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
      .set({
        refreshHash,
        previousHash: session.refreshHash,
        rotatedAt: ctx.now,
        seenAt: ctx.now,
        addressMasked: maskAddress(ctx.address),
        roleChangedAt: null,
        expiresAt: ctx.now + SESSION_MS,
      })
      .where(eq(sessions.id, session.id)),
  )
}

/** The temporary password that the session was opened with has been changed. */
export function* freeSession(t: Q, ctx: Ctx, id: string): Op<void> {
  const { sessions } = ctx.db.s
  yield* ask(t.update(sessions).set({ mustChangePassword: false }).where(eq(sessions.id, id)))
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

const alive = ({ db, now }: Ctx, accountId: string) => {
  const { sessions } = db.s
  return and(eq(sessions.accountId, accountId), isNull(sessions.revokedAt), gt(sessions.expiresAt, now))
}

/** The live sessions of an account, the last used one first. */
export function* liveSessions(t: Q, ctx: Ctx, accountId: string): Op<SessionRow[]> {
  const { sessions } = ctx.db.s
  return yield* ask(
    t.select().from(sessions).where(alive(ctx, accountId)).orderBy(desc(sessions.seenAt), desc(sessions.id)),
  )
}

/** Revokes all live sessions of an account, or all but one. Returns how many. */
export function* revokeSessions(t: Q, ctx: Ctx, accountId: string, exceptId = ''): Op<number> {
  const { sessions } = ctx.db.s
  const ended = yield* ask(
    t
      .update(sessions)
      .set({ revokedAt: ctx.now })
      .where(and(alive(ctx, accountId), ne(sessions.id, exceptId)))
      .returning({ id: sessions.id }),
  )
  return ended.length
}

/** Marks all live sessions of an account as made under another role. */
export function* markRoleChanged(t: Q, ctx: Ctx, accountId: string): Op<void> {
  const { sessions } = ctx.db.s
  yield* ask(t.update(sessions).set({ roleChangedAt: ctx.now }).where(alive(ctx, accountId)))
}

/** Writes when a session was last used, in the background and only every few minutes. */
export function noteSeen(
  { db, background }: Pick<Deps, 'db' | 'background'>,
  { id, seenAt }: { id: string; seenAt: number },
  now: number,
): void {
  if (now - seenAt < SEEN_EVERY_MS) return
  const { sessions } = db.s
  background.run('note a device', () =>
    db.tx(function* (t) {
      yield* ask(t.update(sessions).set({ seenAt: now }).where(eq(sessions.id, id)))
    }),
  )
}

export function* findSessions(t: Q, { db }: Pick<Ctx, 'db'>, ids: readonly string[]): Op<SessionRow[]> {
  if (ids.length === 0) return []
  const { sessions } = db.s
  return yield* ask(
    t
      .select()
      .from(sessions)
      .where(inArray(sessions.id, [...ids])),
  )
}

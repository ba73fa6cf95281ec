import { and, desc, eq, gt, isNull, ne } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import type { Schema } from '../../schema/schema.ts'
import type { Deps } from '../../deps.ts'
import { deviceOf, maskAddress } from './device.rules.ts'

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

/** The sessions that still work, the last used one first. */
export function* liveSessions(t: Q, ctx: Ctx, accountId: string): Op<SessionRow[]> {
  const { sessions } = ctx.db.s
  return yield* ask(
    t.select().from(sessions).where(alive(ctx, accountId)).orderBy(desc(sessions.seenAt), desc(sessions.id)),
  )
}

/** Ends all sessions of an account that the caller has locked, or all but one; gives how many. */
export function* endSessions(t: Q, ctx: Ctx, accountId: string, exceptId = ''): Op<number> {
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

/** Makes all sessions of an account renew their tokens before they do anything more. */
export function* askForRenewal(t: Q, ctx: Ctx, accountId: string): Op<void> {
  const { sessions } = ctx.db.s
  yield* ask(t.update(sessions).set({ roleChangedAt: ctx.now }).where(alive(ctx, accountId)))
}

/** How exactly it is known when a device was last used. */
const SEEN_EVERY_MS = 5 * 60_000

/** Notes that a session is in use, beside the request and only every few minutes. */
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

import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import type { Schema } from '../../schema/schema.ts'
import type { RoomRow } from './rooms.repo.ts'

export type InviteRow = Schema['interviewInvites']['$inferSelect']

export function* insertInvite(t: Q, ctx: Ctx, row: InviteRow): Op<void> {
  yield* ask(t.insert(ctx.db.s.interviewInvites).values(row))
}

export function* inviteOf(t: Q, ctx: Ctx, tokenHash: string): Op<{ invite: InviteRow; room: RoomRow } | undefined> {
  const { interviewInvites, interviewRooms } = ctx.db.s
  const [row] = yield* ask(
    t
      .select({ invite: interviewInvites, room: interviewRooms })
      .from(interviewInvites)
      .innerJoin(interviewRooms, eq(interviewRooms.id, interviewInvites.roomId))
      .where(eq(interviewInvites.tokenHash, tokenHash)),
  )
  return row
}

/** Counts one use; undefined when the invitation is expired, revoked or used up. One statement, so that races are safe. */
export function* useInvite(t: Q, ctx: Ctx, id: string): Op<InviteRow | undefined> {
  const { interviewInvites: invites } = ctx.db.s
  const good = sql`${invites.revokedAt} is null and ${invites.expiresAt} > ${ctx.now} and ${invites.uses} < ${invites.maxUses}`
  const [row] = yield* ask(
    t
      .update(invites)
      .set({ uses: sql`${invites.uses} + 1` })
      .where(and(eq(invites.id, id), good))
      .returning(),
  )
  return row
}

/** Revokes an invitation; an earlier time of revocation stays. */
export function* revoke(t: Q, ctx: Ctx, id: string): Op<InviteRow | undefined> {
  const { interviewInvites: invites } = ctx.db.s
  const [row] = yield* ask(
    t
      .update(invites)
      .set({ revokedAt: sql`coalesce(${invites.revokedAt}, ${ctx.now})` })
      .where(eq(invites.id, id))
      .returning(),
  )
  return row
}

export function* roomOfInvite(t: Q, ctx: Ctx, id: string): Op<RoomRow | undefined> {
  const { interviewInvites, interviewRooms } = ctx.db.s
  const [row] = yield* ask(
    t
      .select({ room: interviewRooms })
      .from(interviewInvites)
      .innerJoin(interviewRooms, eq(interviewRooms.id, interviewInvites.roomId))
      .where(eq(interviewInvites.id, id)),
  )
  return row?.room
}

export function* invitesIn(t: Q, ctx: Ctx, roomId: string): Op<InviteRow[]> {
  const { interviewInvites } = ctx.db.s
  return yield* ask(
    t
      .select()
      .from(interviewInvites)
      .where(eq(interviewInvites.roomId, roomId))
      .orderBy(desc(interviewInvites.createdAt), desc(interviewInvites.id)),
  )
}

export function* invitesOfRooms(t: Q, { db }: Pick<Ctx, 'db'>, roomIds: readonly string[]): Op<InviteRow[]> {
  if (roomIds.length === 0) return []
  const { interviewInvites } = db.s
  return yield* ask(
    t
      .select()
      .from(interviewInvites)
      .where(inArray(interviewInvites.roomId, [...roomIds])),
  )
}

import { and, asc, count, eq, inArray, isNull, ne, or } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import type { Schema } from '../../schema/schema.ts'

export type ParticipantRow = Schema['interviewParticipants']['$inferSelect']

export function* insertParticipant(t: Q, ctx: Ctx, row: ParticipantRow): Op<ParticipantRow> {
  yield* ask(t.insert(ctx.db.s.interviewParticipants).values(row))
  return row
}

export function* findParticipant(
  t: Q,
  ctx: Ctx,
  where: { id: string } | { tokenHash: string },
): Op<ParticipantRow | undefined> {
  const { interviewParticipants: participants } = ctx.db.s
  const named = 'id' in where ? eq(participants.id, where.id) : eq(participants.tokenHash, where.tokenHash)
  const [row] = yield* ask(t.select().from(participants).where(named))
  return row
}

/** Like `findParticipant`, outside a transaction. */
export async function findByToken({ db }: Pick<Ctx, 'db'>, tokenHash: string): Promise<ParticipantRow | undefined> {
  const { interviewParticipants: participants } = db.s
  const [row] = await db.q.select().from(participants).where(eq(participants.tokenHash, tokenHash))
  return row
}

/** Whether a participant belongs to an account, outside a transaction. */
export async function belongsTo({ db }: Pick<Ctx, 'db'>, id: string, accountId: string): Promise<boolean> {
  const { interviewParticipants: participants } = db.s
  const own = and(eq(participants.id, id), eq(participants.accountId, accountId))
  return (await db.q.select({ id: participants.id }).from(participants).where(own)).length > 0
}

export function* findHost(t: Q, ctx: Ctx, roomId: string): Op<ParticipantRow | undefined> {
  const { interviewParticipants: participants } = ctx.db.s
  const host = and(eq(participants.roomId, roomId), eq(participants.role, 'host'))
  const [row] = yield* ask(t.select().from(participants).where(host))
  return row
}

/** All who have ever been in a room, in the order in which they joined. */
export function* participantsIn(t: Q, ctx: Ctx, roomId: string): Op<ParticipantRow[]> {
  const { interviewParticipants: participants } = ctx.db.s
  return yield* ask(
    t
      .select()
      .from(participants)
      .where(eq(participants.roomId, roomId))
      .orderBy(asc(participants.joinedAt), asc(participants.id)),
  )
}

/** Participants in the lobby and inside, in the order in which they joined. @param also ids of others to include */
export function* presentParticipants(
  t: Q,
  ctx: Ctx,
  roomId: string,
  also: readonly string[] = [],
): Op<ParticipantRow[]> {
  const { interviewParticipants: participants } = ctx.db.s
  const present = inArray(participants.state, ['waiting', 'admitted'])
  const named = also.length > 0 ? inArray(participants.id, [...also]) : undefined
  return yield* ask(
    t
      .select()
      .from(participants)
      .where(and(eq(participants.roomId, roomId), or(present, named)))
      .orderBy(asc(participants.joinedAt), asc(participants.id)),
  )
}

/** How many guests have ever joined a room without an invitation. */
export function* countJoinRequests(t: Q, ctx: Ctx, roomId: string): Op<number> {
  const { interviewParticipants: participants } = ctx.db.s
  const uninvited = and(eq(participants.roomId, roomId), isNull(participants.inviteId), ne(participants.role, 'host'))
  const [row] = yield* ask(t.select({ n: count() }).from(participants).where(uninvited))
  return Number(row?.n ?? 0)
}

/** Whether a participant of this account was removed from the room. */
export function* wasRemoved(t: Q, ctx: Ctx, roomId: string, accountId: string): Op<boolean> {
  const { interviewParticipants: participants } = ctx.db.s
  const removed = and(
    eq(participants.roomId, roomId),
    eq(participants.accountId, accountId),
    eq(participants.state, 'removed'),
  )
  return (yield* ask(t.select({ id: participants.id }).from(participants).where(removed).limit(1))).length > 0
}

/** The columns of a participant who has left; one who comes back changes them again. */
export const departed = ({ now }: Pick<Ctx, 'now'>) =>
  ({ state: 'left', leftAt: now, since: now, online: false, mic: false, cam: false }) as const

/** Marks all who are in the lobby or inside as left. */
export function* leaveAll(t: Q, ctx: Ctx, roomId: string): Op<void> {
  const { interviewParticipants: participants } = ctx.db.s
  const present = and(eq(participants.roomId, roomId), inArray(participants.state, ['admitted', 'waiting']))
  yield* ask(t.update(participants).set(departed(ctx)).where(present))
}

/** Gives the participant with the changes. */
export function* changeParticipant(
  t: Q,
  ctx: Ctx,
  participant: ParticipantRow,
  changes: Partial<ParticipantRow>,
): Op<ParticipantRow> {
  const { interviewParticipants: participants } = ctx.db.s
  yield* ask(t.update(participants).set(changes).where(eq(participants.id, participant.id)))
  return { ...participant, ...changes }
}

/** The number of the last event of a topic, from which a reader goes on; 0 where there is none. */
export function* lastSeqOf(t: Q, ctx: Ctx, topic: string): Op<number> {
  const { topics } = ctx.db.s
  const [row] = yield* ask(t.select({ seq: topics.lastSeq }).from(topics).where(eq(topics.topic, topic)))
  return row?.seq ?? 0
}

export function* participantsNamed(t: Q, { db }: Pick<Ctx, 'db'>, ids: readonly string[]): Op<ParticipantRow[]> {
  if (ids.length === 0) return []
  const { interviewParticipants: participants } = db.s
  return yield* ask(
    t
      .select()
      .from(participants)
      .where(inArray(participants.id, [...ids])),
  )
}

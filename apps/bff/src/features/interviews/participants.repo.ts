import { and, asc, count, eq, inArray, isNull, ne, or } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import type { Schema } from '../../schema/schema.ts'

export type SeatRow = Schema['interviewSeats']['$inferSelect']

export function* insertSeat(t: Q, ctx: Ctx, row: SeatRow): Op<SeatRow> {
  yield* ask(t.insert(ctx.db.s.interviewSeats).values(row))
  return row
}

export function* seatBy(t: Q, ctx: Ctx, where: { id: string } | { tokenHash: string }): Op<SeatRow | undefined> {
  const { interviewSeats } = ctx.db.s
  const named = 'id' in where ? eq(interviewSeats.id, where.id) : eq(interviewSeats.tokenHash, where.tokenHash)
  const [seat] = yield* ask(t.select().from(interviewSeats).where(named))
  return seat
}

export function* hostSeat(t: Q, ctx: Ctx, roomId: string): Op<SeatRow | undefined> {
  const { interviewSeats } = ctx.db.s
  const host = and(eq(interviewSeats.roomId, roomId), eq(interviewSeats.role, 'host'))
  const [seat] = yield* ask(t.select().from(interviewSeats).where(host))
  return seat
}

/** In the order in which they came. */
export function* seatsIn(t: Q, ctx: Ctx, roomId: string): Op<SeatRow[]> {
  const { interviewSeats } = ctx.db.s
  return yield* ask(
    t
      .select()
      .from(interviewSeats)
      .where(eq(interviewSeats.roomId, roomId))
      .orderBy(asc(interviewSeats.joinedAt), asc(interviewSeats.id)),
  )
}

/** Those outside and inside, in the order in which they came, and whoever else is named. */
export function* seatsThere(t: Q, ctx: Ctx, roomId: string, also: readonly string[] = []): Op<SeatRow[]> {
  const { interviewSeats: seats } = ctx.db.s
  const there = inArray(seats.state, ['waiting', 'admitted'])
  const named = also.length > 0 ? inArray(seats.id, [...also]) : undefined
  return yield* ask(
    t
      .select()
      .from(seats)
      .where(and(eq(seats.roomId, roomId), or(there, named)))
      .orderBy(asc(seats.joinedAt), asc(seats.id)),
  )
}

/** How many seats a room has ever given to people without an invitation. */
export function* countKnocks(t: Q, ctx: Ctx, roomId: string): Op<number> {
  const { interviewSeats: seats } = ctx.db.s
  const knocked = and(eq(seats.roomId, roomId), isNull(seats.inviteId), ne(seats.role, 'host'))
  const [row] = yield* ask(t.select({ n: count() }).from(seats).where(knocked))
  return Number(row?.n ?? 0)
}

export function* wasRemoved(t: Q, ctx: Ctx, roomId: string, accountId: string): Op<boolean> {
  const { interviewSeats: seats } = ctx.db.s
  const removed = and(eq(seats.roomId, roomId), eq(seats.accountId, accountId), eq(seats.state, 'removed'))
  return (yield* ask(t.select({ id: seats.id }).from(seats).where(removed).limit(1))).length > 0
}

/** What a seat is that nobody sits on; it may be taken again. */
export const vacated = ({ now }: Pick<Ctx, 'now'>) =>
  ({ state: 'left', leftAt: now, since: now, online: false, mic: false, cam: false }) as const

/** Nobody is there any more, outside or inside. */
export function* emptySeats(t: Q, ctx: Ctx, roomId: string): Op<void> {
  const { interviewSeats: seats } = ctx.db.s
  const there = and(eq(seats.roomId, roomId), inArray(seats.state, ['admitted', 'waiting']))
  yield* ask(t.update(seats).set(vacated(ctx)).where(there))
}

/** The seat as it then is. */
export function* changeSeat(t: Q, ctx: Ctx, seat: SeatRow, changes: Partial<SeatRow>): Op<SeatRow> {
  const { interviewSeats } = ctx.db.s
  yield* ask(t.update(interviewSeats).set(changes).where(eq(interviewSeats.id, seat.id)))
  return { ...seat, ...changes }
}

/** The number of the last event of a topic, so that a reader can begin after what it was just told. */
export function* lastSeqOf(t: Q, ctx: Ctx, topic: string): Op<number> {
  const { topics } = ctx.db.s
  const [row] = yield* ask(t.select({ seq: topics.lastSeq }).from(topics).where(eq(topics.topic, topic)))
  return row?.seq ?? 0
}

export async function findSeat({ db }: Pick<Ctx, 'db'>, tokenHash: string): Promise<SeatRow | undefined> {
  const { interviewSeats } = db.s
  const [seat] = await db.q.select().from(interviewSeats).where(eq(interviewSeats.tokenHash, tokenHash))
  return seat
}

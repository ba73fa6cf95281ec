import { and, asc, eq } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import type { Schema } from '../../db/schema.ts'

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

export function* setSeat(t: Q, ctx: Ctx, id: string, changes: Partial<SeatRow>): Op<void> {
  const { interviewSeats } = ctx.db.s
  yield* ask(t.update(interviewSeats).set(changes).where(eq(interviewSeats.id, id)))
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

import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { lockRoom, type RoomRow } from './rooms.repo.ts'
import { findSeat, seatBy, type SeatRow } from './seats.repo.ts'

export interface Seated {
  seat: SeatRow
  room: RoomRow
}

const hashOf = (ctx: Pick<Ctx, 'cipher' | 'participantToken'>) =>
  ctx.participantToken ? ctx.cipher.hash('participantToken', ctx.participantToken) : undefined

/** The seat whose token the caller sends, and its room, locked. */
export function* seatOfCaller(t: Q, ctx: Ctx): Op<Seated | undefined> {
  const tokenHash = hashOf(ctx)
  const found = tokenHash === undefined ? undefined : yield* seatBy(t, ctx, { tokenHash })
  const room = found && (yield* lockRoom(t, ctx, { id: found.roomId }))
  // Read again under the lock: a decision of the host may have come in between.
  const seat = room && found && (yield* seatBy(t, ctx, { id: found.id }))
  return room && seat ? { room, seat } : undefined
}

export function* requireSeat(t: Q, ctx: Ctx): Op<Seated> {
  const seated = yield* seatOfCaller(t, ctx)
  if (!seated) throw new AppError('SEAT_NOT_FOUND')
  return seated
}

export function* requireInside(t: Q, ctx: Ctx): Op<Seated> {
  const seated = yield* requireSeat(t, ctx)
  if (seated.seat.state !== 'admitted' || seated.room.state !== 'open') throw new AppError('SEAT_NOT_ADMITTED')
  return seated
}

/** Whoever holds a seat's token may follow its topic, and nobody else. */
export async function maySeat(ctx: Ctx, id: string): Promise<void> {
  const tokenHash = hashOf(ctx)
  const seat = tokenHash === undefined ? undefined : await findSeat(ctx, tokenHash)
  if (seat?.id !== id) throw new AppError('NOT_FOUND')
}

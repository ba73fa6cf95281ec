import { type Ctx, participantTokenOf } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import type { Reveal } from '../../events/index.ts'
import { lockRoom, type RoomRow } from './rooms.repo.ts'
import { revealWith } from './participant-events.service.ts'
import { findSeat, seatBy, type SeatRow } from './participants.repo.ts'

export interface Seated {
  seat: SeatRow
  room: RoomRow
}

function hashOf(ctx: Ctx): string | undefined {
  const token = participantTokenOf(ctx)
  return token ? ctx.cipher.hash('participantToken', token) : undefined
}

/** The seat whose token the caller sends, as it is without waiting for anybody. */
export function* callersSeat(t: Q, ctx: Ctx): Op<SeatRow | undefined> {
  const tokenHash = hashOf(ctx)
  return tokenHash === undefined ? undefined : yield* seatBy(t, ctx, { tokenHash })
}

/** The same seat and its room, locked. */
export function* requireSeat(t: Q, ctx: Ctx): Op<Seated> {
  const found = yield* callersSeat(t, ctx)
  const room = found && (yield* lockRoom(t, ctx, { id: found.roomId }))
  // Read again under the lock: a decision of the host may have come in between.
  const seat = room && found && (yield* seatBy(t, ctx, { id: found.id }))
  if (!room || !seat) throw new AppError('SEAT_NOT_FOUND')
  return { room, seat }
}

export function* requireInside(t: Q, ctx: Ctx): Op<Seated> {
  const seated = yield* requireSeat(t, ctx)
  if (seated.seat.state !== 'admitted' || seated.room.state !== 'open') throw new AppError('SEAT_NOT_ADMITTED')
  return seated
}

/** Whoever holds a seat's token may follow its topic, and nobody else. */
export async function maySeat(ctx: Ctx, id: string): Promise<Reveal> {
  const tokenHash = hashOf(ctx)
  const seat = tokenHash === undefined ? undefined : await findSeat(ctx, tokenHash)
  if (seat?.id !== id) throw new AppError('NOT_FOUND')
  return revealWith(ctx)
}

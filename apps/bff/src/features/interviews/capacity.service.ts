import { LET_GO_AFTER_MS, MOST_SEATS, SILENT_AFTER_MS } from '@qingpin/contract/interviews/interviews.rules'
import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import type { RoomRow } from './rooms.repo.ts'
import { changeSeat, countKnocks, type SeatRow, seatsThere, vacated } from './participants.repo.ts'

/** So many may wait who were invited, and so many who were not: strangers keep nobody out whom the host asked to come. */
const MOST_WAITING = 12
/** So many seats a room gives to people without an invitation, ever: whoever knocks in a loop fills no database. */
const MOST_KNOCKS = 60
const MOST_GUESTS = MOST_SEATS - 1

const isInvited = (seat: Pick<SeatRow, 'inviteId'>) => seat.inviteId !== null
export const isSilent = (seat: SeatRow, now: number) => seat.lastSeenAt < now - SILENT_AFTER_MS
const isGuestInside = (seat: SeatRow) => seat.state === 'admitted' && seat.role !== 'host'

/**
 * Shows who has fallen silent, and gives up the places of guests who stayed so. Nobody else notices: those who are
 * there, come or decide do it. Gives the ids of seats that are not as they were.
 */
export function* settle(t: Q, ctx: Ctx, room: RoomRow, but?: SeatRow): Op<string[]> {
  const changed: string[] = []
  for (const seat of yield* seatsThere(t, ctx, room.id)) {
    if (seat.id === but?.id || !isSilent(seat, ctx.now)) continue
    const gone = seat.role !== 'host' && seat.lastSeenAt < ctx.now - LET_GO_AFTER_MS
    if (!gone && !seat.online) continue
    yield* changeSeat(t, ctx, seat, gone ? vacated(ctx) : { online: false })
    changed.push(seat.id)
  }
  return changed
}

/** Whether one more guest may go in by herself; who was cut off has her place kept. */
export function* hasPlace(t: Q, ctx: Ctx, room: RoomRow): Op<boolean> {
  return (yield* seatsThere(t, ctx, room.id)).filter(isGuestInside).length < MOST_GUESTS
}

/**
 * Finds a place for somebody whom the host lets in: if need be that of the guest who has been silent longest, who then
 * knocks again. Gives the id of who lost it, if anybody did.
 */
export function* makePlace(t: Q, ctx: Ctx, room: RoomRow): Op<string[]> {
  const guests = (yield* seatsThere(t, ctx, room.id)).filter(isGuestInside)
  if (guests.length < MOST_GUESTS) return []
  const [lost] = guests.filter((seat) => isSilent(seat, ctx.now)).toSorted((a, b) => a.lastSeenAt - b.lastSeenAt)
  if (!lost) throw new AppError('ROOM_FULL')
  yield* changeSeat(t, ctx, lost, vacated(ctx))
  return [lost.id]
}

/** Refuses one more in front of the door, when as many of her kind wait there. */
export function* requireLobby(
  t: Q,
  ctx: Ctx,
  room: RoomRow,
  guest: { id?: string; inviteId: string | null },
): Op<void> {
  const before = (yield* seatsThere(t, ctx, room.id)).filter(
    (seat) =>
      seat.state === 'waiting' &&
      seat.id !== guest.id &&
      isInvited(seat) === isInvited(guest) &&
      !isSilent(seat, ctx.now),
  )
  if (before.length >= MOST_WAITING) throw new AppError('LOBBY_FULL')
}

export function* requireFewKnocks(t: Q, ctx: Ctx, room: RoomRow): Op<void> {
  if ((yield* countKnocks(t, ctx, room.id)) >= MOST_KNOCKS) throw new AppError('LOBBY_FULL')
}

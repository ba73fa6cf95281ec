import type { SeatState } from '@qingpin/contract/interviews/interviews.enums'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { tellRoom } from './room-events.service.ts'
import { seatView, viewFor } from './interviews.view.ts'
import { revoke } from './invites.repo.ts'
import { makePlace, settle } from './capacity.service.ts'
import { lockRoom, type RoomRow, setRoom } from './rooms.repo.ts'
import { topicOf } from './participant-events.service.ts'
import { requireSeat } from './participant.guard.ts'
import * as repo from './participants.repo.ts'

const isThere = ({ state }: repo.SeatRow) => state === 'admitted' || state === 'waiting'

export const leave = (ctx: Ctx) =>
  ctx.db.tx(function* (t) {
    const { seat, room } = yield* requireSeat(t, ctx)
    if (isThere(seat)) {
      yield* repo.changeSeat(t, ctx, seat, repo.vacated(ctx))
      if (room.state !== 'ended') yield* tellRoom(t, ctx, room, [seat.id])
    }
    return { done: true as const }
  })

export const look = (ctx: Ctx) =>
  ctx.db.tx(function* (t) {
    const { seat, room } = yield* requireSeat(t, ctx)
    const all = yield* repo.seatsThere(t, ctx, room.id)
    return { ...viewFor(room, seat, all), lastSeq: yield* repo.lastSeqOf(t, ctx, topicOf(seat)) }
  })

export interface Beat {
  run: string
  mic: boolean
  cam: boolean
}

/** A seat says that it is there. Whoever has fallen silent is found by those who have not. */
export const beat = (ctx: Ctx, now: Beat) =>
  ctx.db.tx(function* (t) {
    const { seat, room } = yield* requireSeat(t, ctx)
    if (room.state === 'ended' || !isThere(seat)) return { state: seat.state }
    // Nobody sees or hears who waits: what such a seat says of itself would only wake the others.
    const told = seat.state === 'admitted' ? now : { run: seat.run, mic: seat.mic, cam: seat.cam }
    const changed = !seat.online || seat.run !== told.run || seat.mic !== told.mic || seat.cam !== told.cam
    yield* repo.changeSeat(t, ctx, seat, { ...told, online: true, lastSeenAt: ctx.now })
    const gone = yield* settle(t, ctx, room, seat)
    if (changed || gone.length > 0) yield* tellRoom(t, ctx, room, gone)
    return { state: seat.state }
  })

export type Decision = 'admit' | 'deny' | 'remove'

export const decide = (ctx: Ctx, id: string, decision: Decision) =>
  ctx.db.tx(function* (t) {
    const found = yield* repo.seatBy(t, ctx, { id })
    const room = found && (yield* lockRoom(t, ctx, { id: found.roomId }))
    const seat = found && (yield* repo.seatBy(t, ctx, { id }))
    if (!room || !seat || seat.role === 'host' || room.hostId !== requirePerson(ctx).accountId)
      throw new AppError('NOT_FOUND')
    if (room.state === 'ended') throw new AppError('ROOM_ENDED')
    const state = decided(seat, decision)
    if (state === seat.state) return seatView(seat)
    const lost = state === 'admitted' ? yield* makePlace(t, ctx, room) : []
    const next = yield* repo.changeSeat(t, ctx, seat, { state, since: ctx.now })
    const shut = state === 'removed' ? yield* shutOut(t, ctx, room, seat) : []
    yield* tellRoom(t, ctx, room, [seat.id, ...lost, ...shut])
    return seatView(next)
  })

function decided({ state }: repo.SeatRow, decision: Decision): SeatState {
  if (decision === 'remove') return 'removed'
  if (state === 'removed') throw new AppError('SEAT_REMOVED')
  // Nobody is brought into a room, or turned away from it, who is not at its door.
  if (state === 'left') throw new AppError('SEAT_LEFT')
  if (decision === 'admit') return 'admitted'
  return state === 'admitted' ? 'waiting' : 'denied'
}

/**
 * The ticket is barred with the person, and so is the way in without one, or she would be back from another browser.
 * Gives the ids of her other seats, which are removed with this one where an account tells that they are hers.
 */
function* shutOut(t: Q, ctx: Ctx, room: RoomRow, seat: repo.SeatRow): Op<string[]> {
  if (seat.inviteId !== null) yield* revoke(t, ctx, seat.inviteId)
  if (room.doorClosedAt === null) yield* setRoom(t, ctx, room.id, { doorClosedAt: ctx.now })
  yield* audit.record(t, ctx, { action: 'room.remove', subjectId: room.id })
  const { accountId } = seat
  if (accountId === null) return []
  const hers = (yield* repo.seatsThere(t, ctx, room.id)).filter(
    (other) => other.accountId === accountId && other.role !== 'host',
  )
  for (const other of hers) yield* repo.changeSeat(t, ctx, other, { state: 'removed', since: ctx.now })
  return hers.map(({ id }) => id)
}

import { randomBytes } from 'node:crypto'
import type { SeatRole, SeatState } from '@qingpin/contract/interviews/interviews.enums'
import { accountIdOf, type Ctx, participantTokenOf, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { AppError } from '../../errors.ts'
import { once } from '../../http/once.ts'
import { judgeTexts, keepUnsettled, type TakeDown } from '../../moderation/index.ts'
import { tellRoom } from './room-events.service.ts'
import { requireLive } from './host.guard.ts'
import { hostUserId, iso } from './interviews.view.ts'
import { type InviteRow, inviteOf, useInvite } from './invites.repo.ts'
import { hasPlace, requireFewKnocks, requireLobby, settle } from './capacity.service.ts'
import { lockHost, lockRoom, roomCalled, type RoomRow, setRoom } from './rooms.repo.ts'
import { endOpenRooms } from './rooms.service.ts'
import { callersSeat, requireSeat, type Seated } from './participant.guard.ts'
import * as repo from './participants.repo.ts'

const newToken = () => randomBytes(24).toString('base64url')

const joined = (room: RoomRow, seat: repo.SeatRow, participantToken: string) => ({
  guestId: seat.id,
  roomId: room.roomId,
  userName: seat.name,
  identity: seat.role,
  state: seat.state,
  joinedAt: iso(seat.joinedAt),
  participantToken,
})

interface Newcomer {
  room: RoomRow
  name: string
  role: SeatRole
  state: SeatState
  inviteId: string | null
}

function* takeSeat(t: Q, ctx: Ctx, { room, name, role, state, inviteId }: Newcomer, token: string): Op<repo.SeatRow> {
  const id = newId(ctx.now)
  return yield* repo.insertSeat(t, ctx, {
    id,
    roomId: room.id,
    inviteId,
    accountId: accountIdOf(ctx),
    name,
    role,
    tokenHash: ctx.cipher.hash('participantToken', token),
    state,
    online: true,
    mic: false,
    cam: false,
    run: '',
    rtcUserId: role === 'host' ? hostUserId(room) : `seat_${id}`,
    joinedAt: ctx.now,
    leftAt: null,
    since: ctx.now,
    lastSeenAt: ctx.now,
  })
}

const present = (ctx: Ctx) => ({ online: true, since: ctx.now, lastSeenAt: ctx.now, leftAt: null })

/** The host's one seat. A token that is lost with its device is replaced, and the seat stays the same. */
export const enter = (ctx: Ctx, roomId: string) =>
  ctx.db.tx(function* (t) {
    yield* lockHost(t, ctx, requirePerson(ctx).accountId)
    let room = yield* requireLive(t, ctx, roomId)
    const gone = yield* settle(t, ctx, room)
    if (room.state === 'scheduled') {
      yield* endOpenRooms(t, ctx, room.hostId)
      room = (yield* setRoom(t, ctx, room.id, { state: 'open', openedAt: ctx.now })) ?? room
      if (!room.lobby) yield* admitInvited(t, ctx, room)
    }
    const token = newToken()
    const before = yield* repo.hostSeat(t, ctx, room.id)
    const tokenHash = ctx.cipher.hash('participantToken', token)
    const seat = before
      ? yield* repo.changeSeat(t, ctx, before, { tokenHash, state: 'admitted', ...present(ctx) })
      : yield* takeSeat(t, ctx, { room, name: room.hostName, role: 'host', state: 'admitted', inviteId: null }, token)
    yield* tellRoom(t, ctx, room, gone)
    return joined(room, seat, token)
  })

function* admitInvited(t: Q, ctx: Ctx, room: RoomRow): Op<void> {
  for (const seat of yield* repo.seatsThere(t, ctx, room.id)) {
    const invited = seat.state === 'waiting' && seat.inviteId !== null && seat.online
    if (invited && (yield* hasPlace(t, ctx, room)))
      yield* repo.changeSeat(t, ctx, seat, { state: 'admitted', since: ctx.now })
  }
}

/** Where somebody who rings is put: in the lobby, unless the host has said that invited people need not wait. */
function* stateOnArrival(
  t: Q,
  ctx: Ctx,
  room: RoomRow,
  guest: { id?: string; inviteId: string | null },
): Op<'admitted' | 'waiting'> {
  const straightIn = guest.inviteId !== null && room.state === 'open' && !room.lobby
  if (straightIn && (yield* hasPlace(t, ctx, room))) return 'admitted'
  yield* requireLobby(t, ctx, room, guest)
  return 'waiting'
}

/** Whoever was asked to leave stays out, as far as an account tells who somebody is. */
function* requireNotRemoved(t: Q, ctx: Ctx, room: RoomRow, accountId: string | null | undefined): Op<void> {
  if (accountId && (yield* repo.wasRemoved(t, ctx, room.id, accountId))) throw new AppError('SEAT_REMOVED')
}

/** Nobody without an invitation, once the host has closed the door or asked somebody to leave. */
const requireDoor = (room: RoomRow, inviteId: string | null) => {
  if (inviteId === null && room.doorClosedAt !== null) throw new AppError('INVITE_CLOSED')
}

export interface Joining {
  userName: string
  identity?: SeatRole | 'ayi' | 'guest' | undefined
  ticket?: string | undefined
  roomId?: string | undefined
}

/** What an old or new page calls a role; nobody becomes the host by saying so. */
const roleOf = (identity: Joining['identity']): SeatRole =>
  identity === 'customer' || identity === 'helper' ? identity : 'worker'

interface Door {
  room: RoomRow
  invite?: InviteRow
}

/** Where somebody wants to go. What opens nothing is refused, and leads to no room that the device was in before. */
function* doorOf(t: Q, ctx: Ctx, { ticket, roomId }: Joining): Op<Door | undefined> {
  if (ticket === undefined && roomId === undefined) return undefined
  const found =
    ticket === undefined
      ? { room: yield* roomCalled(t, ctx, roomId ?? '') }
      : yield* inviteOf(t, ctx, ctx.cipher.hash('inviteTicket', ticket))
  if (!found?.room) throw new AppError('INVITE_CLOSED')
  return { ...found, room: found.room }
}

export async function join(ctx: Ctx, input: Joining) {
  const unsettled = await judgeTexts(ctx, 'profile', { userName: input.userName })
  return once(ctx, function* (t) {
    const taken = yield* takePlace(t, ctx, input)
    yield* keepUnsettled(t, ctx, { subject: 'seat', subjectId: taken.guestId }, unsettled)
    return taken
  })
}

function* takePlace(t: Q, ctx: Ctx, input: Joining) {
  const door = yield* doorOf(t, ctx, input)
  const known = yield* callersSeat(t, ctx)
  if (known && (door === undefined || door.room.id === known.roomId))
    return yield* comeBack(t, ctx, yield* requireSeat(t, ctx), input.userName)
  if (!door) throw new AppError('INVITE_CLOSED')
  return yield* arrive(t, ctx, door, input)
}

/** A name that should not be read by others gives way to one that says nothing. */
export const takeDownSeatName: TakeDown = function* (t, ctx, { id, text }) {
  const found = yield* repo.seatBy(t, ctx, { id })
  const room = found && (yield* lockRoom(t, ctx, { id: found.roomId }))
  // Read again under the lock: its guest may have come back with another name in between.
  const seat = room && (yield* repo.seatBy(t, ctx, { id }))
  if (!seat || seat.name !== text) return
  yield* repo.changeSeat(t, ctx, seat, { name: '客人' })
  if (room.state !== 'ended') yield* tellRoom(t, ctx, room)
}

function* comeBack(t: Q, ctx: Ctx, { seat, room }: Seated, name: string) {
  if (seat.state === 'removed') throw new AppError('SEAT_REMOVED')
  if (room.state === 'ended') throw new AppError('ROOM_ENDED')
  const again = seat.state === 'left'
  if (seat.role !== 'host') {
    yield* requireNotRemoved(t, ctx, room, seat.accountId ?? accountIdOf(ctx))
    if (again) requireDoor(room, seat.inviteId)
  }
  const gone = yield* settle(t, ctx, room, seat)
  const state = again ? yield* stateOnArrival(t, ctx, room, seat) : seat.state
  const back = yield* repo.changeSeat(t, ctx, seat, {
    name: seat.role === 'host' ? seat.name : name,
    state,
    ...present(ctx),
    since: again ? ctx.now : seat.since,
  })
  yield* tellRoom(t, ctx, room, gone)
  return joined(room, back, participantTokenOf(ctx) ?? '')
}

function* arrive(t: Q, ctx: Ctx, door: Door, input: Joining) {
  const room = yield* lockRoom(t, ctx, { id: door.room.id })
  if (!room || room.state === 'ended') throw new AppError('INVITE_CLOSED')
  yield* requireNotRemoved(t, ctx, room, accountIdOf(ctx))
  const invite = door.invite && (yield* useInvite(t, ctx, door.invite.id))
  if (door.invite && !invite) throw new AppError('INVITE_CLOSED')
  const inviteId = invite?.id ?? null
  requireDoor(room, inviteId)
  const gone = yield* settle(t, ctx, room)
  if (!invite) yield* requireFewKnocks(t, ctx, room)
  const state = yield* stateOnArrival(t, ctx, room, { inviteId })
  const token = newToken()
  const role = invite?.role ?? roleOf(input.identity)
  const seat = yield* takeSeat(t, ctx, { room, name: input.userName, role, state, inviteId }, token)
  yield* tellRoom(t, ctx, room, gone)
  return joined(room, seat, token)
}

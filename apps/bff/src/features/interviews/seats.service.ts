import { randomBytes } from 'node:crypto'
import type { SeatRole, SeatState } from '@qingpin/contract/interviews/interviews.enums'
import { MOST_SEATS, SILENT_AFTER_MS } from '@qingpin/contract/interviews/interviews.rules'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requireActor } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { AppError } from '../../errors.ts'
import { judgeTexts, keepUnsettled, type TakeDown } from '../../text-checks/index.ts'
import { tellRoom, topicOf } from './fan-out.ts'
import { hostUserId, iso, seatView, viewFor } from './interviews.view.ts'
import { inviteOf, revoke, useInvite } from './invites.repo.ts'
import { lockRoom, type RoomRow, setRoom } from './rooms.repo.ts'
import { endOpenRooms, requireHosted } from './rooms.service.ts'
import { requireSeat, seatOfCaller, type Seated } from './seat-guard.ts'
import * as repo from './seats.repo.ts'

/** So many may wait outside; whoever rings a bare room id in a loop fills no database. */
const MOST_WAITING = 12

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
    accountId: ctx.actor?.accountId ?? null,
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

function* change(t: Q, ctx: Ctx, seat: repo.SeatRow, changes: Partial<repo.SeatRow>): Op<repo.SeatRow> {
  yield* repo.setSeat(t, ctx, seat.id, changes)
  return { ...seat, ...changes }
}

const present = (ctx: Ctx) => ({ online: true, since: ctx.now, lastSeenAt: ctx.now, leftAt: null })

/** The host's one seat. A token that is lost with its device is replaced, and the seat stays the same. */
export const enter = (ctx: Ctx, roomId: string) =>
  ctx.db.tx(function* (t) {
    let room = yield* requireHosted(t, ctx, roomId)
    if (room.state === 'ended') throw new AppError('ROOM_ENDED')
    if (room.state === 'scheduled') {
      yield* endOpenRooms(t, ctx, room.hostId)
      room = (yield* setRoom(t, ctx, room.id, { state: 'open', openedAt: ctx.now })) ?? room
      if (!room.lobby) yield* admitInvited(t, ctx, room)
    }
    const token = newToken()
    const before = yield* repo.hostSeat(t, ctx, room.id)
    const tokenHash = ctx.cipher.hash('participantToken', token)
    const seat = before
      ? yield* change(t, ctx, before, { tokenHash, state: 'admitted', ...present(ctx) })
      : yield* takeSeat(t, ctx, { room, name: room.hostName, role: 'host', state: 'admitted', inviteId: null }, token)
    yield* tellRoom(t, ctx, room)
    return joined(room, seat, token)
  })

function* admitInvited(t: Q, ctx: Ctx, room: RoomRow): Op<void> {
  for (const seat of yield* repo.seatsIn(t, ctx, room.id)) {
    const invited = seat.state === 'waiting' && seat.inviteId !== null
    if (invited && (yield* hasRoom(t, ctx, room))) yield* change(t, ctx, seat, { state: 'admitted', since: ctx.now })
  }
}

function* hasRoom(t: Q, ctx: Ctx, room: RoomRow): Op<boolean> {
  const all = yield* repo.seatsIn(t, ctx, room.id)
  const guests = all.filter((seat) => seat.state === 'admitted' && seat.role !== 'host')
  return guests.length < MOST_SEATS - 1
}

/** Where somebody who rings is put: in the lobby, unless the host has said that invited people need not wait. */
function* stateOnArrival(t: Q, ctx: Ctx, room: RoomRow, invited: boolean): Op<SeatState> {
  const straightIn = invited && room.state === 'open' && !room.lobby
  return straightIn && (yield* hasRoom(t, ctx, room)) ? 'admitted' : 'waiting'
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

export async function join(ctx: Ctx, input: Joining) {
  const unsettled = await judgeTexts(ctx, 'profile', { userName: input.userName })
  return ctx.db.tx(function* (t) {
    const known = yield* seatOfCaller(t, ctx)
    const hash = input.ticket === undefined ? undefined : ctx.cipher.hash('inviteTicket', input.ticket)
    const invited = hash === undefined ? undefined : yield* inviteOf(t, ctx, hash)
    const room = invited?.room ?? (input.roomId ? yield* lockRoom(t, ctx, { roomId: input.roomId }) : undefined)
    const own = known && (room === undefined || known.room.id === room.id) ? known : undefined
    const done = own
      ? yield* comeBack(t, ctx, own, input.userName)
      : yield* arrive(t, ctx, doorOf(input, room, invited), invited?.invite.id, input)
    yield* keepUnsettled(t, ctx, { subject: 'seat', subjectId: done.guestId }, unsettled)
    return done
  })
}

/** The room that somebody new rings at. */
function doorOf({ ticket }: Joining, room: RoomRow | undefined, invited: object | undefined): RoomRow {
  if (!room || (ticket !== undefined && !invited)) throw new AppError('INVITE_CLOSED')
  return room
}

/** A name that should not be read by others gives way to one that says nothing. */
export const takeDownSeatName: TakeDown = function* (t, ctx, { id, text }) {
  const seat = yield* repo.seatBy(t, ctx, { id })
  const room = seat && (yield* lockRoom(t, ctx, { id: seat.roomId }))
  if (!seat || !room || seat.name !== text) return
  yield* change(t, ctx, seat, { name: '客人' })
  if (room.state !== 'ended') yield* tellRoom(t, ctx, room)
}

function* comeBack(t: Q, ctx: Ctx, { seat, room }: Seated, name: string) {
  if (seat.state === 'removed') throw new AppError('SEAT_REMOVED')
  if (room.state === 'ended') throw new AppError('ROOM_ENDED')
  const state = seat.state === 'left' ? yield* stateOnArrival(t, ctx, room, seat.inviteId !== null) : seat.state
  const again = yield* change(t, ctx, seat, {
    name: seat.role === 'host' ? seat.name : name,
    state,
    ...present(ctx),
    since: state === seat.state ? seat.since : ctx.now,
  })
  yield* tellRoom(t, ctx, room)
  return joined(room, again, ctx.participantToken ?? '')
}

function* arrive(t: Q, ctx: Ctx, found: RoomRow, inviteId: string | undefined, input: Joining) {
  const room = yield* lockRoom(t, ctx, { id: found.id })
  if (!room || room.state === 'ended') throw new AppError('INVITE_CLOSED')
  const invite = inviteId === undefined ? undefined : yield* useInvite(t, ctx, inviteId)
  if (inviteId !== undefined && !invite) throw new AppError('INVITE_CLOSED')
  const waiting = (yield* repo.seatsIn(t, ctx, room.id)).filter((seat) => seat.state === 'waiting')
  if (waiting.length >= MOST_WAITING) throw new AppError('ROOM_FULL')
  const token = newToken()
  const seat = yield* takeSeat(
    t,
    ctx,
    {
      room,
      name: input.userName,
      role: invite?.role ?? roleOf(input.identity),
      state: yield* stateOnArrival(t, ctx, room, invite !== undefined),
      inviteId: invite?.id ?? null,
    },
    token,
  )
  yield* tellRoom(t, ctx, room)
  return joined(room, seat, token)
}

export const leave = (ctx: Ctx) =>
  ctx.db.tx(function* (t) {
    const { seat, room } = yield* requireSeat(t, ctx)
    if (seat.state === 'admitted' || seat.state === 'waiting') {
      yield* change(t, ctx, seat, {
        state: 'left',
        leftAt: ctx.now,
        since: ctx.now,
        online: false,
        mic: false,
        cam: false,
      })
      if (room.state !== 'ended') yield* tellRoom(t, ctx, room, [seat.id])
    }
    return { done: true as const }
  })

export const look = (ctx: Ctx) =>
  ctx.db.tx(function* (t) {
    const { seat, room } = yield* requireSeat(t, ctx)
    const all = yield* repo.seatsIn(t, ctx, room.id)
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
    if (room.state === 'ended' || (seat.state !== 'admitted' && seat.state !== 'waiting')) return { state: seat.state }
    const changed = !seat.online || seat.run !== now.run || seat.mic !== now.mic || seat.cam !== now.cam
    yield* change(t, ctx, seat, { ...now, online: true, lastSeenAt: ctx.now })
    const silent = (yield* repo.seatsIn(t, ctx, room.id)).filter(
      (other) => other.id !== seat.id && other.online && other.lastSeenAt < ctx.now - SILENT_AFTER_MS,
    )
    for (const other of silent) yield* change(t, ctx, other, { online: false })
    if (changed || silent.length > 0) yield* tellRoom(t, ctx, room)
    return { state: seat.state }
  })

export type Decision = 'admit' | 'deny' | 'remove'

export const decide = (ctx: Ctx, id: string, decision: Decision) =>
  ctx.db.tx(function* (t) {
    const found = yield* repo.seatBy(t, ctx, { id })
    const room = found && (yield* lockRoom(t, ctx, { id: found.roomId }))
    const seat = found && (yield* repo.seatBy(t, ctx, { id }))
    if (!room || !seat || seat.role === 'host' || room.hostId !== requireActor(ctx).accountId)
      throw new AppError('NOT_FOUND')
    if (room.state === 'ended') throw new AppError('ROOM_ENDED')
    const state = yield* decided(t, ctx, room, seat, decision)
    if (state === seat.state) return seatView(seat)
    const next = yield* change(t, ctx, seat, { state, since: ctx.now })
    if (state === 'removed') {
      // The ticket is barred with the person, or she would be back with it from another browser.
      if (seat.inviteId !== null) yield* revoke(t, ctx, seat.inviteId)
      yield* audit.record(t, ctx, { action: 'room.remove', subjectId: room.id })
    }
    yield* tellRoom(t, ctx, room, [seat.id])
    return seatView(next)
  })

function* decided(t: Q, ctx: Ctx, room: RoomRow, seat: repo.SeatRow, decision: Decision): Op<SeatState> {
  if (decision === 'remove') return 'removed'
  if (seat.state === 'removed') throw new AppError('SEAT_REMOVED')
  if (decision === 'deny') return seat.state === 'admitted' ? 'waiting' : 'denied'
  if (seat.state === 'admitted') return 'admitted'
  if (!(yield* hasRoom(t, ctx, room))) throw new AppError('ROOM_FULL')
  return 'admitted'
}

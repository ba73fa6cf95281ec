import { randomBytes } from 'node:crypto'
import type { ParticipantRole, ParticipantState } from '@qingpin/contract/interviews/interviews.enums'
import { guestNameProblem } from '@qingpin/contract/interviews/interviews.rules'
import { accountIdOf, type Ctx, participantTokenOf, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { AppError } from '../../errors.ts'
import { once } from '../../http/once.ts'
import { moderateFields, persistUnjudged, type Moderate } from '../../moderation/index.ts'
import { hasCapacity, requireJoinRequestsLeft, requireLobbyCapacity } from './capacity.service.ts'
import { expireSilent } from './silent-participants.service.ts'
import { requireLive } from './host.guard.ts'
import { MESSAGE_FIELD } from './interviews.rules.ts'
import { hostUserId, iso } from './interviews.view.ts'
import { type InviteRow, inviteOf, useInvite } from './invites.repo.ts'
import { callingParticipant, type InRoom, requireParticipant } from './participant.guard.ts'
import * as repo from './participants.repo.ts'
import { notifyAdmitted, notifyHost, notifyMoved, notifyRoom } from './room-events.service.ts'
import { lockHost, lockRoom, roomCalled, type RoomRow, setRoom } from './rooms.repo.ts'
import { endOpenRooms } from './rooms.service.ts'

const newToken = () => randomBytes(24).toString('base64url')

const joined = (room: RoomRow, participant: repo.ParticipantRow, participantToken: string) => ({
  guestId: participant.id,
  roomId: room.roomId,
  userName: participant.name,
  identity: participant.role,
  state: participant.state,
  joinedAt: iso(participant.joinedAt),
  participantToken,
})

interface Newcomer {
  room: RoomRow
  name: string
  role: ParticipantRole
  state: ParticipantState
  inviteId: string | null
}

function* addParticipant(
  t: Q,
  ctx: Ctx,
  { room, name, role, state, inviteId }: Newcomer,
  token: string,
): Op<repo.ParticipantRow> {
  const id = newId(ctx.now)
  return yield* repo.insertParticipant(t, ctx, {
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
    rtcUserId: role === 'host' ? hostUserId(room) : `participant_${id}`,
    joinedAt: ctx.now,
    leftAt: null,
    since: ctx.now,
    lastSeenAt: ctx.now,
    returned: false,
  })
}

const present = (ctx: Ctx) => ({ online: true, since: ctx.now, lastSeenAt: ctx.now, leftAt: null })

/** The host enters, and opens a planned room. Each time the host gets a new token; the former device is out. */
export const enter = (ctx: Ctx, roomId: string) =>
  ctx.db.tx(function* (t) {
    yield* lockHost(t, ctx, requirePerson(ctx).accountId)
    let room = yield* requireLive(t, ctx, roomId)
    const expired = yield* expireSilent(t, ctx, room)
    const opens = room.state === 'scheduled'
    if (opens) {
      yield* endOpenRooms(t, ctx, room.hostId)
      room = (yield* setRoom(t, ctx, room.id, { state: 'open', openedAt: ctx.now })) ?? room
      if (!room.lobby) yield* admitInvited(t, ctx, room)
    }
    const token = newToken()
    const before = yield* repo.findHost(t, ctx, room.id)
    const tokenHash = ctx.cipher.hash('participantToken', token)
    const newcomer: Newcomer = { room, name: room.hostName, role: 'host', state: 'admitted', inviteId: null }
    const host = before
      ? yield* repo.changeParticipant(t, ctx, before, { tokenHash, state: 'admitted', ...present(ctx) })
      : yield* addParticipant(t, ctx, newcomer, token)
    yield* notifyRoom(t, ctx, room, expired)
    if (before) yield* notifyMoved(t, ctx, host)
    if (opens) yield* notifyHost(t, ctx, room)
    return joined(room, host, token)
  })

function* admitInvited(t: Q, ctx: Ctx, room: RoomRow): Op<void> {
  for (const guest of yield* repo.presentParticipants(t, ctx, room.id)) {
    const invited = guest.state === 'waiting' && guest.inviteId !== null && guest.online
    if (invited && (yield* hasCapacity(t, ctx, room)))
      yield* repo.changeParticipant(t, ctx, guest, { state: 'admitted', since: ctx.now })
  }
}

/** The state in which a guest arrives: in the lobby, unless the room lets invited guests in at once and has capacity. */
function* stateOnArrival(
  t: Q,
  ctx: Ctx,
  room: RoomRow,
  guest: { id?: string; inviteId: string | null },
): Op<'admitted' | 'waiting'> {
  const straightIn = guest.inviteId !== null && room.state === 'open' && !room.lobby
  if (straightIn && (yield* hasCapacity(t, ctx, room))) return 'admitted'
  yield* requireLobbyCapacity(t, ctx, room, guest)
  return 'waiting'
}

/** SEAT_REMOVED where the account was removed from the room; a guest without one is known by the token only. */
function* requireNotRemoved(t: Q, ctx: Ctx, room: RoomRow, accountId: string | null | undefined): Op<void> {
  if (accountId && (yield* repo.wasRemoved(t, ctx, room.id, accountId))) throw new AppError('SEAT_REMOVED')
}

/** INVITE_CLOSED for a guest without an invitation, where public join has ended. */
const requirePublicJoin = (room: RoomRow, inviteId: string | null) => {
  if (inviteId === null && room.publicJoinClosedAt !== null) throw new AppError('INVITE_CLOSED')
}

interface JoinRequest {
  userName: string
  identity?: ParticipantRole | 'ayi' | 'guest' | undefined
  ticket?: string | undefined
  roomId?: string | undefined
}

/** The role that a page asks for; `host` is not to be had by asking. */
const roleOf = (identity: JoinRequest['identity']): ParticipantRole =>
  identity === 'customer' || identity === 'helper' ? identity : 'worker'

interface JoinTarget {
  room: RoomRow
  invite?: InviteRow
}

/** The room that a ticket or id leads to; INVITE_CLOSED for one that leads nowhere, undefined where neither is sent. */
function* targetOf(t: Q, ctx: Ctx, { ticket, roomId }: JoinRequest): Op<JoinTarget | undefined> {
  if (ticket === undefined && roomId === undefined) return undefined
  const found =
    ticket === undefined
      ? { room: yield* roomCalled(t, ctx, roomId ?? '') }
      : yield* inviteOf(t, ctx, ctx.cipher.hash('inviteTicket', ticket))
  if (!found?.room) throw new AppError('INVITE_CLOSED')
  return { ...found, room: found.room }
}

/** A guest joins, by a ticket or by asking with the id of the room; a known device comes back as the same participant. */
export async function join(ctx: Ctx, request: JoinRequest) {
  const unjudged = await moderateFields(ctx, 'profile', { userName: request.userName })
  return once(ctx, function* (t) {
    const guest = yield* joinRoom(t, ctx, request)
    yield* persistUnjudged(t, ctx, { subject: 'participant', subjectId: guest.guestId }, unjudged)
    return guest
  })
}

/** Throws where a guest bears the name of the host or of the agency. */
function requireOwnName({ settings }: Ctx, room: RoomRow, name: string): void {
  const message = guestNameProblem(name, [room.hostName, settings.agency.name])
  if (message) throw new AppError('VALIDATION_ERROR', { details: [{ field: 'userName', message }] })
}

function* joinRoom(t: Q, ctx: Ctx, request: JoinRequest) {
  const target = yield* targetOf(t, ctx, request)
  const known = yield* callingParticipant(t, ctx)
  if (known && (target === undefined || target.room.id === known.roomId))
    return yield* comeBack(t, ctx, yield* requireParticipant(t, ctx), request.userName)
  if (!target) throw new AppError('INVITE_CLOSED')
  return yield* arrive(t, ctx, target, request)
}

/** Replaces the name of a participant, or withdraws a line of the chat, that turned out unfit to be shown. */
export const moderateParticipant: Moderate = function* (t, ctx, { id, field, text }) {
  const found = yield* repo.findParticipant(t, ctx, { id })
  const room = found && (yield* lockRoom(t, ctx, { id: found.roomId }))
  const [kind, line] = field.split('.')
  if (kind === MESSAGE_FIELD) {
    const data = { id: line, from: id }
    if (room && room.state !== 'ended') yield* notifyAdmitted(t, ctx, room.id, { type: 'message-withdrawn', data })
    return
  }
  // Read again under the lock: the guest may have come back with another name in between.
  const participant = room && (yield* repo.findParticipant(t, ctx, { id }))
  if (!participant || participant.name !== text) return
  yield* repo.changeParticipant(t, ctx, participant, { name: '客人' })
  if (room.state !== 'ended') yield* notifyRoom(t, ctx, room)
}

function* comeBack(t: Q, ctx: Ctx, { participant, room }: InRoom, name: string) {
  const { role, inviteId } = participant
  if (participant.state === 'removed') throw new AppError('SEAT_REMOVED')
  if (room.state === 'ended') throw new AppError('ROOM_ENDED')
  const again = participant.state === 'left'
  if (role !== 'host') {
    if (name !== participant.name) requireOwnName(ctx, room, name)
    yield* requireNotRemoved(t, ctx, room, participant.accountId ?? accountIdOf(ctx))
    if (again) requirePublicJoin(room, inviteId)
  }
  const expired = yield* expireSilent(t, ctx, room, participant)
  const back = yield* repo.changeParticipant(t, ctx, participant, {
    name: role === 'host' ? participant.name : name,
    state: again ? yield* stateOnArrival(t, ctx, room, participant) : participant.state,
    ...present(ctx),
    ...(again ? { since: ctx.now, returned: false } : { since: participant.since }),
  })
  yield* notifyRoom(t, ctx, room, expired)
  if (again && back.state === 'waiting') yield* notifyHost(t, ctx, room, back.id)
  return joined(room, back, participantTokenOf(ctx) ?? '')
}

function* arrive(t: Q, ctx: Ctx, target: JoinTarget, request: JoinRequest) {
  const room = yield* lockRoom(t, ctx, { id: target.room.id })
  if (!room || room.state === 'ended') throw new AppError('INVITE_CLOSED')
  yield* requireNotRemoved(t, ctx, room, accountIdOf(ctx))
  const invite = target.invite && (yield* useInvite(t, ctx, target.invite.id))
  if (target.invite && !invite) throw new AppError('INVITE_CLOSED')
  const inviteId = invite?.id ?? null
  requirePublicJoin(room, inviteId)
  requireOwnName(ctx, room, request.userName)
  const expired = yield* expireSilent(t, ctx, room)
  if (!invite) yield* requireJoinRequestsLeft(t, ctx, room)
  const state = yield* stateOnArrival(t, ctx, room, { inviteId })
  const token = newToken()
  const role = invite?.role ?? roleOf(request.identity)
  const guest = yield* addParticipant(t, ctx, { room, name: request.userName, role, state, inviteId }, token)
  yield* notifyRoom(t, ctx, room, expired)
  if (state === 'waiting') yield* notifyHost(t, ctx, room, guest.id)
  return joined(room, guest, token)
}

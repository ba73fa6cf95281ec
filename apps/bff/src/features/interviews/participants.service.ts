import type { Decision, ParticipantState } from '@qingpin/contract/interviews/interviews.enums'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { freeCapacity } from './capacity.service.ts'
import { expireSilent } from './silent-participants.service.ts'
import { participantView, snapshotFor } from './interviews.view.ts'
import { revoke } from './invites.repo.ts'
import { topicOf } from './participant-topic.rules.ts'
import { requireParticipant } from './participant.guard.ts'
import * as repo from './participants.repo.ts'
import { notifyHost, notifyRoom } from './room-events.service.ts'
import { lockRoom, type RoomRow, setRoom } from './rooms.repo.ts'

const isPresent = ({ state }: repo.ParticipantRow) => state === 'admitted' || state === 'waiting'

export const leave = (ctx: Ctx) =>
  ctx.db.tx(function* (t) {
    const { participant, room } = yield* requireParticipant(t, ctx)
    if (isPresent(participant)) {
      yield* repo.changeParticipant(t, ctx, participant, repo.departed(ctx))
      if (room.state !== 'ended') yield* notifyRoom(t, ctx, room, [participant.id])
      if (participant.state === 'waiting') yield* notifyHost(t, ctx, room)
    }
    return { done: true as const }
  })

export const snapshot = (ctx: Ctx) =>
  ctx.db.tx(function* (t) {
    const { participant, room } = yield* requireParticipant(t, ctx)
    const all = yield* repo.presentParticipants(t, ctx, room.id)
    return { ...snapshotFor(room, participant, all), lastSeq: yield* repo.lastSeqOf(t, ctx, topicOf(participant)) }
  })

interface Heartbeat {
  run: string
  mic: boolean
  cam: boolean
}

/** Records that a participant is there, and expires the silent ones. The others are notified only of changes. */
export const heartbeat = (ctx: Ctx, devices: Heartbeat) =>
  ctx.db.tx(function* (t) {
    const { participant, room } = yield* requireParticipant(t, ctx)
    const { state, online, run, mic, cam } = participant
    if (room.state === 'ended' || !isPresent(participant)) return { state }
    // Devices of a guest in the lobby are not shown; their changes would only notify the others for nothing.
    const next = state === 'admitted' ? devices : { run, mic, cam }
    const changed = !online || run !== next.run || mic !== next.mic || cam !== next.cam
    yield* repo.changeParticipant(t, ctx, participant, { ...next, online: true, lastSeenAt: ctx.now })
    const expired = yield* expireSilent(t, ctx, room, participant)
    if (changed || expired.length > 0) yield* notifyRoom(t, ctx, room, expired)
    return { state }
  })

/** The host admits or denies a guest, sends one back to the lobby, or removes one. */
export const decide = (ctx: Ctx, id: string, decision: Decision) =>
  ctx.db.tx(function* (t) {
    const found = yield* repo.findParticipant(t, ctx, { id })
    const room = found && (yield* lockRoom(t, ctx, { id: found.roomId }))
    const guest = found && (yield* repo.findParticipant(t, ctx, { id }))
    if (!room || !guest || guest.role === 'host' || room.hostId !== requirePerson(ctx).accountId)
      throw new AppError('NOT_FOUND')
    if (room.state === 'ended') throw new AppError('ROOM_ENDED')
    const state = stateAfter(guest, decision)
    if (state === guest.state) return participantView(guest)
    const lost = state === 'admitted' ? yield* freeCapacity(t, ctx, room) : []
    const returned = guest.state === 'admitted' && state === 'waiting'
    const next = yield* repo.changeParticipant(t, ctx, guest, { state, returned, since: ctx.now })
    const barred = state === 'removed' ? yield* bar(t, ctx, room, guest) : []
    yield* notifyRoom(t, ctx, room, [guest.id, ...lost, ...barred])
    yield* notifyHost(t, ctx, room)
    if (returned) yield* audit.record(t, ctx, { action: 'room.return', subjectId: room.id })
    return participantView(next)
  })

function stateAfter({ state }: repo.ParticipantRow, decision: Decision): ParticipantState {
  if (decision === 'remove') return 'removed'
  if (state === 'removed') throw new AppError('SEAT_REMOVED')
  // A guest who has left has to knock before the host can decide.
  if (state === 'left') throw new AppError('PARTICIPANT_LEFT')
  if (decision === 'admit') return 'admitted'
  if (decision === 'return') return 'waiting'
  return state === 'admitted' ? 'waiting' : 'denied'
}

/**
 * Keeps a removed guest out: revokes the invitation and ends public join, or the guest would be back from another
 * browser. Gives the ids of the other participants of the same account, which are removed as well.
 */
function* bar(t: Q, ctx: Ctx, room: RoomRow, guest: repo.ParticipantRow): Op<string[]> {
  if (guest.inviteId !== null) yield* revoke(t, ctx, guest.inviteId)
  if (room.publicJoinClosedAt === null) yield* setRoom(t, ctx, room.id, { publicJoinClosedAt: ctx.now })
  yield* audit.record(t, ctx, { action: 'room.remove', subjectId: room.id })
  const { accountId } = guest
  if (accountId === null) return []
  const same = (yield* repo.presentParticipants(t, ctx, room.id)).filter(
    (other) => other.accountId === accountId && other.role !== 'host',
  )
  for (const other of same) yield* repo.changeParticipant(t, ctx, other, { state: 'removed', since: ctx.now })
  return same.map((other) => other.id)
}

import type { MovedEvent } from '@qingpin/contract/interviews/participant.events'
import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { forgetTexts } from '../../moderation/index.ts'
import { append, expire, forget, type NewEvent, notifyAccount, supersede } from '../../events/index.ts'
import { deviceOf } from '../../http/device.ts'
import { notify } from '../notifications/index.ts'
import { isSilent, MESSAGE_FIELD, SIGNAL_TTL_MS } from './interviews.rules.ts'
import { snapshotFor } from './interviews.view.ts'
import { sealEvent, topicOf } from './participant-topic.rules.ts'
import { findHost, type ParticipantRow, participantsIn, presentParticipants } from './participants.repo.ts'
import type { RoomRow } from './rooms.repo.ts'

/**
 * Sends each participant a snapshot of the room, which replaces the one before, so that a reader who missed an event is
 * right again with the next.
 * @param also ids of participants who have just left or been removed, and read here that they were
 */
export function* notifyRoom(t: Q, ctx: Ctx, room: RoomRow, also: readonly string[] = []): Op<void> {
  const all = yield* presentParticipants(t, ctx, room.id, also)
  for (const one of all) {
    const event = { type: 'room', data: snapshotFor(room, one, all) }
    yield* supersede(t, ctx, topicOf(one), sealEvent(ctx.cipher, event))
  }
}

/**
 * Tells the host that the lobby of a room has changed, on the topic of the account: it is read on every screen, and the
 * room's own topic on the room's page only. The event names no person; the waiting guests are read with the session.
 * @param knock the id of a guest who has just come to the lobby
 */
export function* notifyHost(t: Q, ctx: Ctx, room: RoomRow, knock: string | null = null): Op<void> {
  yield* notifyAccount(t, ctx, room.hostId, 'lobby', { roomId: room.roomId, knock })
  if (knock === null) return
  const host = yield* findHost(t, ctx, room.id)
  // Inside, the host sees and hears who knocks.
  if (host && host.state === 'admitted' && !isSilent(host, ctx.now)) return
  const facts = { participant: knock }
  yield* notify(t, ctx, { accountId: room.hostId, kind: 'guest-waiting', subjectId: room.id, facts })
}

/** Tells the device on which the host was that the host has entered on another one, and on what. */
export function* notifyMoved(t: Q, ctx: Ctx, host: ParticipantRow): Op<void> {
  const { deviceKind: kind, deviceName: device } = deviceOf(ctx.device)
  const event = { type: 'moved', data: { kind, device, at: ctx.now } satisfies MovedEvent }
  yield* supersede(t, ctx, topicOf(host), sealEvent(ctx.cipher, event))
}

/** Sends an event to all who are inside; it stays until the room ends. */
export function* notifyAdmitted(t: Q, ctx: Ctx, roomId: string, event: NewEvent): Op<void> {
  for (const one of yield* presentParticipants(t, ctx, roomId)) {
    if (one.state === 'admitted') yield* append(t, ctx, topicOf(one), sealEvent(ctx.cipher, event))
  }
}

/** Sends a signal to one participant, and deletes the signals that have expired. */
export function* notifySignal(t: Q, ctx: Ctx, to: ParticipantRow, data: unknown): Op<void> {
  yield* expire(t, ctx, topicOf(to), 'signal', ctx.now - SIGNAL_TTL_MS)
  yield* append(t, ctx, topicOf(to), sealEvent(ctx.cipher, { type: 'signal', data }))
}

/** Ends the topics of a room: deletes what was said in it, network addresses above all, and leaves one last event. */
export function* closeTopics(t: Q, ctx: Ctx, room: RoomRow): Op<void> {
  const all = yield* participantsIn(t, ctx, room.id)
  for (const one of all) {
    // The numbers go on, or a reader at 40 would wait for 41 in vain.
    const event = { type: 'room', data: snapshotFor(room, one, all), closes: true }
    const last = yield* append(t, ctx, topicOf(one), sealEvent(ctx.cipher, event))
    yield* forget(t, ctx, topicOf(one), last)
  }
  const ids = all.map(({ id }) => id)
  yield* forgetTexts(t, ctx, 'participant', ids, MESSAGE_FIELD)
}

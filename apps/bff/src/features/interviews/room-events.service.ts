import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { forget, type NewEvent } from '../../events/index.ts'
import { viewFor } from './interviews.view.ts'
import type { RoomRow } from './rooms.repo.ts'
import { showSeat, tellSeat, topicOf } from './participant-events.service.ts'
import { seatsIn, seatsThere } from './participants.repo.ts'

/**
 * Tells each seat what it may now know, whole, so that a reader who missed something is right again with the next
 * event. `also` are seats that have just stopped listening and must learn why.
 */
export function* tellRoom(t: Q, ctx: Ctx, room: RoomRow, also: readonly string[] = []): Op<void> {
  const all = yield* seatsThere(t, ctx, room.id, also)
  for (const seat of all) yield* showSeat(t, ctx, seat, { type: 'room', data: viewFor(room, seat, all) })
}

export function* tellInside(t: Q, ctx: Ctx, roomId: string, event: NewEvent): Op<void> {
  for (const seat of yield* seatsThere(t, ctx, roomId)) {
    if (seat.state === 'admitted') yield* tellSeat(t, ctx, seat, event)
  }
}

/** The room is over: everything that was said is removed, addresses of devices above all; one last event stays. */
export function* closeTopics(t: Q, ctx: Ctx, room: RoomRow): Op<void> {
  const all = yield* seatsIn(t, ctx, room.id)
  for (const seat of all) {
    // The number goes on, so that a reader who is at 40 does not wait for 41 in vain.
    const last = yield* tellSeat(t, ctx, seat, { type: 'room', data: viewFor(room, seat, all), closes: true })
    yield* forget(t, ctx, topicOf(seat), last)
  }
}

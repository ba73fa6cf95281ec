import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { append, forget, type NewEvent } from '../../events/index.ts'
import { viewFor } from './interviews.view.ts'
import type { RoomRow } from './rooms.repo.ts'
import { type SeatRow, seatsIn } from './seats.repo.ts'

export const topicOf = (seat: Pick<SeatRow, 'id'>) => `seat:${seat.id}`

const listens = (seat: SeatRow) => seat.state === 'waiting' || seat.state === 'admitted' || seat.state === 'denied'

/**
 * Tells each seat what it may now know, whole, so that a reader who missed something is right again with the next
 * event. `also` are seats that have just stopped listening and must learn why.
 */
export function* tellRoom(t: Q, ctx: Ctx, room: RoomRow, also: readonly string[] = []): Op<void> {
  const all = yield* seatsIn(t, ctx, room.id)
  for (const seat of all) {
    if (!listens(seat) && !also.includes(seat.id)) continue
    yield* append(t, ctx, topicOf(seat), { type: 'room', data: viewFor(room, seat, all) })
  }
}

export function* tellInside(t: Q, ctx: Ctx, roomId: string, event: NewEvent): Op<void> {
  for (const seat of yield* seatsIn(t, ctx, roomId)) {
    if (seat.state === 'admitted') yield* append(t, ctx, topicOf(seat), event)
  }
}

/** The room is over: everything that was said is removed, addresses of devices above all; one last event stays. */
export function* closeTopics(t: Q, ctx: Ctx, room: RoomRow): Op<void> {
  const all = yield* seatsIn(t, ctx, room.id)
  for (const seat of all) {
    const event = { type: 'room', data: viewFor(room, seat, all), closes: true }
    yield* forgetAllBut(t, ctx, topicOf(seat), event)
  }
}

function* forgetAllBut(t: Q, ctx: Ctx, topic: string, event: NewEvent): Op<void> {
  // The number goes on, so that a reader who is at 40 does not wait for 41 in vain.
  const last = yield* append(t, ctx, topic, event)
  yield* forget(t, ctx, topic, last)
}

import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { append, expire, type NewEvent, type Reveal, supersede } from '../../events/index.ts'
import type { SeatRow } from './participants.repo.ts'

export const topicOf = (seat: Pick<SeatRow, 'id'>) => `seat:${seat.id}`

interface Sealed {
  sealed: string
}
const isSealed = (data: unknown): data is Sealed => typeof data === 'object' && data !== null && 'sealed' in data

/** Names, addresses of devices, what people say to one another: all of it is personal, and stored sealed. */
const sealedWith = ({ cipher }: Pick<Ctx, 'cipher'>, event: NewEvent): NewEvent => {
  const data: Sealed = { sealed: cipher.seal('seatEvent', JSON.stringify(event.data)) }
  return { ...event, data }
}

/** Tells a seat something that stays until the room ends. */
export function* tellSeat(t: Q, ctx: Ctx, seat: Pick<SeatRow, 'id'>, event: NewEvent): Op<number> {
  return yield* append(t, ctx, topicOf(seat), sealedWith(ctx, event))
}

/** Tells a seat something that holds for a while; what is older of its type is forgotten. */
export function* tellSeatFor(t: Q, ctx: Ctx, seat: Pick<SeatRow, 'id'>, event: NewEvent, ms: number): Op<void> {
  yield* expire(t, ctx, topicOf(seat), event.type, ctx.now - ms)
  yield* tellSeat(t, ctx, seat, event)
}

/** Tells a seat how things stand; what it was told of that before is forgotten. */
export function* showSeat(t: Q, ctx: Ctx, seat: Pick<SeatRow, 'id'>, event: NewEvent): Op<number> {
  return yield* supersede(t, ctx, topicOf(seat), sealedWith(ctx, event))
}

/** What the reader of a seat's topic gets. */
export const revealWith =
  ({ cipher }: Pick<Ctx, 'cipher'>): Reveal =>
  (data) =>
    isSealed(data) ? JSON.parse(cipher.open('seatEvent', data.sealed)) : data

import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { enqueue, type Queue } from '../../jobs/index.ts'
import { forgottenRooms, lockRoom } from './rooms.repo.ts'
import { endLocked } from './rooms.service.ts'

const HOUR = 3_600_000
const NAME = 'forgotten-rooms'
/** An open room in which nobody was for so long is over, whoever went home without saying so. */
const EMPTY_FOR = 4 * HOUR
/** A planned one whose host never came is kept for a day: people come late, and ask for another link. */
const LATE_BY = 24 * HOUR
/** Rooms that one run ends at most; the others are found an hour later. */
const BATCH = 200

/** Asks for the run of the hour that `at` lies in; any number of replicas asking make one. */
export function* planRoomEnding(t: Q, ctx: Pick<Ctx, 'db' | 'now'>, at: number): Op<void> {
  const hour = Math.floor(at / HOUR)
  yield* enqueue(t, ctx, { queue: NAME, data: { hour }, key: `rooms-hour-${hour}`, runAt: hour * HOUR })
}

/** Ends rooms that nobody is in, so that what was said in them goes and their door does not stay open. */
export const roomEnding: Queue = {
  name: NAME,
  retries: 3,
  baseMs: 60_000,
  leaseMs: 60_000,
  concurrency: 1,
  async run(ctx) {
    const times = { openBefore: ctx.now - EMPTY_FOR, plannedBefore: ctx.now - LATE_BY }
    for (const { id } of await forgottenRooms(ctx.db.q, ctx, times, BATCH)) {
      await ctx.db.tx(function* (t) {
        yield* lockRoom(t, ctx, { id })
        // Somebody may have come in since.
        const [room] = yield* ask(forgottenRooms(t, ctx, times, 1, id))
        if (room) yield* endLocked(t, ctx, room)
      })
    }
    await ctx.db.tx((t) => planRoomEnding(t, ctx, ctx.now + HOUR))
  },
}

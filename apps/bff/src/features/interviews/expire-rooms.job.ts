import { ask } from '../../db/db.ts'
import { hourly } from '../../jobs/index.ts'
import { forgottenRooms, lockRoom } from './rooms.repo.ts'
import { endLocked } from './rooms.service.ts'

const HOUR = 3_600_000
/** An open room in which nobody was for so long is over, whoever went home without saying so. */
const EMPTY_FOR = 4 * HOUR
/** A planned one whose host never came is kept for a day: people come late, and ask for another link. */
const LATE_BY = 24 * HOUR
/** Rooms that one run ends at most; the others are found an hour later. */
const BATCH = 200

/** Ends rooms that nobody is in, so that what was said in them goes and their door does not stay open. */
export const roomEnding = hourly('forgotten-rooms', async (ctx) => {
  const times = { openBefore: ctx.now - EMPTY_FOR, plannedBefore: ctx.now - LATE_BY }
  for (const { id } of await forgottenRooms(ctx.db.q, ctx, times, BATCH)) {
    await ctx.db.tx(function* (t) {
      yield* lockRoom(t, ctx, { id })
      // Somebody may have come in since.
      const [room] = yield* ask(forgottenRooms(t, ctx, times, 1, id))
      if (room) yield* endLocked(t, ctx, room)
    })
  }
})

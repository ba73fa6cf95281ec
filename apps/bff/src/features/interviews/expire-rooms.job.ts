import { hourly } from '../../jobs/index.ts'
import { EMPTY_ROOM_MS, EXPIRE_BATCH, LATE_ROOM_MS } from './interviews.rules.ts'
import { abandonedRooms, lockAbandoned } from './rooms.repo.ts'
import { endLocked } from './rooms.service.ts'

/** Ends rooms without participants, so that their messages are deleted and their links stop working. */
export const expireRooms = hourly('expire-rooms', async (ctx) => {
  const before = { openBefore: ctx.now - EMPTY_ROOM_MS, plannedBefore: ctx.now - LATE_ROOM_MS }
  for (const { id } of await abandonedRooms(ctx, before, EXPIRE_BATCH)) {
    await ctx.db.tx(function* (t) {
      const room = yield* lockAbandoned(t, ctx, before, id)
      if (room) yield* endLocked(t, ctx, room)
    })
  }
})

import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { lockRoom, type RoomRow } from './rooms.repo.ts'

/** The room, locked, if the caller is its host; somebody else's is as good as none. */
export function* requireHosted(t: Q, ctx: Ctx, roomId: string): Op<RoomRow> {
  const room = yield* lockRoom(t, ctx, { roomId })
  if (!room || room.hostId !== requirePerson(ctx).accountId) throw new AppError('NOT_FOUND')
  return room
}

/** The same for a room that is not over. */
export function* requireLive(t: Q, ctx: Ctx, roomId: string): Op<RoomRow> {
  const room = yield* requireHosted(t, ctx, roomId)
  if (room.state === 'ended') throw new AppError('ROOM_ENDED')
  return room
}

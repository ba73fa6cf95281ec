import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { lockRoom, type RoomRow } from './rooms.repo.ts'

/** The room, locked; NOT_FOUND unless the caller is its host. */
export function* requireHosted(t: Q, ctx: Ctx, roomId: string): Op<RoomRow> {
  const room = yield* lockRoom(t, ctx, { roomId })
  if (!room || room.hostId !== requirePerson(ctx).accountId) throw new AppError('NOT_FOUND')
  return room
}

/** Like `requireHosted`; ROOM_ENDED for a room that has ended. */
export function* requireLive(t: Q, ctx: Ctx, roomId: string): Op<RoomRow> {
  const room = yield* requireHosted(t, ctx, roomId)
  if (room.state === 'ended') throw new AppError('ROOM_ENDED')
  return room
}

import type { Ctx } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { append } from '../../events/index.ts'
import { judgeTexts } from '../../text-checks/index.ts'
import { tellInside, topicOf } from './fan-out.ts'
import { hostUserId } from './interviews.view.ts'
import { requireHosted } from './rooms.service.ts'
import { requireInside } from './seat-guard.ts'
import { seatBy } from './seats.repo.ts'

const TOKEN_SECONDS = 7200

interface Signal {
  to: string
  run: string
  toRun: string
  description?: unknown
  candidate?: unknown
}

/** Hands a session description or candidate to another seat of the same room; it is forgotten when the room ends. */
export const signal = (ctx: Ctx, { to, ...rest }: Signal) =>
  ctx.db.tx(function* (t) {
    const { seat } = yield* requireInside(t, ctx)
    const other = yield* seatBy(t, ctx, { id: to })
    if (!other || other.roomId !== seat.roomId || other.state !== 'admitted') throw new AppError('NOT_FOUND')
    yield* append(t, ctx, topicOf(other), { type: 'signal', data: { from: seat.id, ...rest } })
    return { done: true as const }
  })

/**
 * Says a line to everybody inside. When nobody can judge it now it is said: by the time somebody could, it has been read
 * and is forgotten.
 */
export async function say(ctx: Ctx, { id, text }: { id: string; text: string }) {
  await ctx.db.tx((t) => requireInside(t, ctx))
  await judgeTexts(ctx, 'comment', { text })
  return ctx.db.tx(function* (t) {
    const { seat, room } = yield* requireInside(t, ctx)
    const data = { id, from: seat.id, name: seat.name, text }
    yield* tellInside(t, ctx, room.id, { type: 'message', data })
    return { done: true as const }
  })
}

export async function credentials(ctx: Ctx) {
  const { seat, room } = await ctx.db.tx((t) => requireInside(t, ctx))
  const caller = { roomId: room.roomId, userId: seat.rtcUserId, now: ctx.now, seconds: TOKEN_SECONDS }
  return { ...ctx.rtc.grant(caller), roomId: room.roomId, userId: seat.rtcUserId, userName: seat.name }
}

interface Asked {
  roomId: string
  expireTime?: number | undefined
}

function serviceToken(ctx: Ctx, roomId: string, userId: string, seconds = TOKEN_SECONDS) {
  const made = ctx.rtc.serviceToken({ roomId, userId, now: ctx.now, seconds: Math.min(seconds, TOKEN_SECONDS) })
  if (!made) throw new AppError('RTC_NOT_CONFIGURED')
  return { ...made, userId }
}

export async function hostToken(ctx: Ctx, { roomId, expireTime }: Asked) {
  const room = await ctx.db.tx((t) => requireHosted(t, ctx, roomId))
  if (room.state === 'ended') throw new AppError('ROOM_ENDED')
  return serviceToken(ctx, room.roomId, hostUserId(room), expireTime)
}

export async function guestToken(ctx: Ctx, { roomId, expireTime }: Asked) {
  const { seat, room } = await ctx.db.tx((t) => requireInside(t, ctx))
  if (room.roomId !== roomId) throw new AppError('SEAT_NOT_FOUND')
  return serviceToken(ctx, room.roomId, seat.rtcUserId, expireTime)
}

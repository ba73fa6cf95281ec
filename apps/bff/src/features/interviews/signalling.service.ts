import type { Ctx } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { judgeTexts } from '../../moderation/index.ts'
import { tellInside } from './room-events.service.ts'
import { requireLive } from './host.guard.ts'
import { hostUserId } from './interviews.view.ts'
import { tellSeatFor } from './participant-events.service.ts'
import { requireInside } from './participant.guard.ts'
import { seatBy } from './participants.repo.ts'

/**
 * The video service lets in whoever holds a token until it runs out, and we cannot call one back: a seat gets short
 * ones, which its page renews, and a guest who was removed gets no other.
 */
const SEAT_TOKEN_SECONDS = 600
/** Nobody removes the host; pages of old ask once for the whole talk. */
const HOST_TOKEN_SECONDS = 7200
/** A line that was cut for longer is negotiated anew; kept for the whole talk, signals would be most of the database. */
const SIGNALS_MS = 120_000

interface Signal {
  to: string
  run: string
  toRun: string
  description?: unknown
  candidate?: unknown
}

/** Hands a session description or candidate to another seat of the same room. */
export const signal = (ctx: Ctx, { to, ...rest }: Signal) =>
  ctx.db.tx(function* (t) {
    const { seat } = yield* requireInside(t, ctx)
    const other = yield* seatBy(t, ctx, { id: to })
    if (!other || other.roomId !== seat.roomId || other.state !== 'admitted') throw new AppError('NOT_FOUND')
    yield* tellSeatFor(t, ctx, other, { type: 'signal', data: { from: seat.id, ...rest } }, SIGNALS_MS)
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
  const caller = { roomId: room.roomId, userId: seat.rtcUserId, now: ctx.now, seconds: SEAT_TOKEN_SECONDS }
  return { ...ctx.rtc.grant(caller), roomId: room.roomId, userId: seat.rtcUserId, userName: seat.name }
}

interface Asked {
  roomId: string
  expireTime?: number | undefined
}

/** @param seconds how long it may last at most; whoever asks for less gets less */
function serviceToken(ctx: Ctx, { roomId, expireTime }: Asked, userId: string, seconds: number) {
  const made = ctx.rtc.serviceToken({ roomId, userId, now: ctx.now, seconds: Math.min(expireTime ?? seconds, seconds) })
  if (!made) throw new AppError('RTC_NOT_CONFIGURED')
  return { ...made, userId }
}

export async function hostToken(ctx: Ctx, asked: Asked) {
  const room = await ctx.db.tx((t) => requireLive(t, ctx, asked.roomId))
  return serviceToken(ctx, asked, hostUserId(room), HOST_TOKEN_SECONDS)
}

export async function guestToken(ctx: Ctx, asked: Asked) {
  const { seat, room } = await ctx.db.tx((t) => requireInside(t, ctx))
  if (room.roomId !== asked.roomId) throw new AppError('SEAT_NOT_FOUND')
  return serviceToken(ctx, asked, seat.rtcUserId, SEAT_TOKEN_SECONDS)
}

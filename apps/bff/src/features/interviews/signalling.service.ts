import type { Ctx } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { moderateFields, persistUnjudged } from '../../moderation/index.ts'
import { requireLive } from './host.guard.ts'
import { HOST_TOKEN_SECONDS, MESSAGE_FIELD, PARTICIPANT_TOKEN_SECONDS } from './interviews.rules.ts'
import { hostUserId } from './interviews.view.ts'
import { requireAdmitted } from './participant.guard.ts'
import { findParticipant } from './participants.repo.ts'
import { notifyAdmitted, notifySignal } from './room-events.service.ts'

interface Signal {
  to: string
  run: string
  toRun: string
  description?: unknown
  candidate?: unknown
}

/** Sends a session description or candidate to another participant of the room; NOT_FOUND for one who is not inside. */
export const signal = (ctx: Ctx, { to, ...rest }: Signal) =>
  ctx.db.tx(function* (t) {
    const { participant } = yield* requireAdmitted(t, ctx)
    const other = yield* findParticipant(t, ctx, { id: to })
    if (!other || other.roomId !== participant.roomId || other.state !== 'admitted') throw new AppError('NOT_FOUND')
    yield* notifySignal(t, ctx, other, { from: participant.id, ...rest })
    return { done: true as const }
  })

/**
 * Sends a line of text to all who are inside. One that cannot be judged now is sent, and judged later while the room is
 * open: what is refused then is withdrawn.
 */
export async function sendMessage(ctx: Ctx, { id, text }: { id: string; text: string }) {
  await ctx.db.tx((t) => requireAdmitted(t, ctx))
  const unjudged = await moderateFields(ctx, 'comment', { text })
  return ctx.db.tx(function* (t) {
    const { participant, room } = yield* requireAdmitted(t, ctx)
    const data = { id, from: participant.id, name: participant.name, text }
    yield* notifyAdmitted(t, ctx, room.id, { type: 'message', data })
    const lines = unjudged.map((one) => ({ ...one, field: `${MESSAGE_FIELD}.${id}` }))
    yield* persistUnjudged(t, ctx, { subject: 'participant', subjectId: participant.id }, lines)
    return { done: true as const }
  })
}

export async function credentials(ctx: Ctx) {
  const { participant, room } = await ctx.db.tx((t) => requireAdmitted(t, ctx))
  const { rtcUserId: userId, name: userName } = participant
  const caller = { roomId: room.roomId, userId, now: ctx.now, seconds: PARTICIPANT_TOKEN_SECONDS }
  return { ...ctx.rtc.grant(caller), roomId: room.roomId, userId, userName }
}

interface TokenRequest {
  roomId: string
  expireTime?: number | undefined
}

/** @param longest seconds that the token lasts where the request does not name fewer */
function serviceToken(ctx: Ctx, { roomId, expireTime }: TokenRequest, userId: string, longest: number) {
  const seconds = Math.min(expireTime ?? longest, longest)
  const made = ctx.rtc.serviceToken({ roomId, userId, now: ctx.now, seconds })
  if (!made) throw new AppError('RTC_NOT_CONFIGURED')
  return { ...made, userId }
}

export async function hostToken(ctx: Ctx, request: TokenRequest) {
  const room = await ctx.db.tx((t) => requireLive(t, ctx, request.roomId))
  return serviceToken(ctx, request, hostUserId(room), HOST_TOKEN_SECONDS)
}

export async function guestToken(ctx: Ctx, request: TokenRequest) {
  const { participant, room } = await ctx.db.tx((t) => requireAdmitted(t, ctx))
  if (room.roomId !== request.roomId) throw new AppError('SEAT_NOT_FOUND')
  return serviceToken(ctx, request, participant.rtcUserId, PARTICIPANT_TOKEN_SECONDS)
}

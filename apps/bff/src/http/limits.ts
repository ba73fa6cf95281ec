import { LIMITS, type Limit, type LimitName } from '@qingpin/contract/core/limits'
import { createMiddleware } from 'hono/factory'
import { accountIdOf, participantTokenOf } from '../context.ts'
import { AppError } from '../errors.ts'
import { deviceTokenOf } from './device-token.ts'
import type { Env } from './env.ts'
import type { Limiter } from './limiter.ts'

/** Applies a limit to a route. Belongs behind authentication, because accounts are counted before addresses. */
export const limited = (limiter: Limiter, name: LimitName) =>
  createMiddleware<Env>(async (c, next) => {
    const { per, acceptedOnly = false }: Limit = LIMITS[name]
    const { caller, now } = c.var
    const participant = per === 'participant' ? participantTokenOf(c.var) : undefined
    const device = per === 'device' ? deviceTokenOf(c) : undefined
    const who = participant ?? device ?? (per === 'caller' ? (accountIdOf(c.var) ?? caller) : caller)
    const wait = await limiter.take(name, who, now)
    if (wait > 0) throw new AppError('RATE_LIMITED', { retryAfterSeconds: wait })
    await next()
    if (acceptedOnly && !c.res.ok) await limiter.giveBack(name, who, now)
  })

import { LIMITS, type Limit, type LimitName } from '@qingpin/contract/core/limits'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { accountIdOf, participantTokenOf } from '../context.ts'
import { AppError } from '../errors.ts'
import { deviceTokenOf } from './device-token.ts'
import type { Env } from './env.ts'
import type { Limiter } from './limiter.ts'

/**
 * Counts a call for a limit, or throws RATE_LIMITED; returns the counted caller. Belongs behind authentication,
 * because accounts are counted before addresses.
 */
export const counting = (limiter: Limiter, name: LimitName) => {
  const { per }: Limit = LIMITS[name]
  return async (c: Context<Env>): Promise<string> => {
    const [caller, actor] = [c.get('caller'), { actor: c.get('actor') }]
    const participant = per === 'participant' ? participantTokenOf(actor) : undefined
    const device = per === 'device' ? deviceTokenOf(c) : undefined
    const who = participant ?? device ?? (per === 'caller' ? (accountIdOf(actor) ?? caller) : caller)
    const wait = await limiter.take(name, who, c.get('now'))
    if (wait > 0) throw new AppError('RATE_LIMITED', { retryAfterSeconds: wait })
    return who
  }
}

/** Applies a limit to a route; where only accepted calls count, a refusal gives the count back. */
export const limited = (limiter: Limiter, name: LimitName) => {
  const count = counting(limiter, name)
  const { acceptedOnly = false }: Limit = LIMITS[name]
  return createMiddleware<Env>(async (c, next) => {
    const who = await count(c)
    await next()
    if (acceptedOnly && !c.res.ok) await limiter.giveBack(name, who, c.get('now'))
  })
}

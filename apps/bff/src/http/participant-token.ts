import type { Context } from 'hono'
import type { Env } from './env.ts'

/** As the interviews make them: 24 random bytes in base64url. */
const OURS = /^[\w-]{32}$/

/** The seat token that comes with a request, if it can be one of ours; anything else is not worth keeping or asking for. */
export function participantTokenIn(c: Context<Env>): string | undefined {
  const sent = c.req.header('x-participant-token')
  return sent !== undefined && OURS.test(sent) ? sent : undefined
}

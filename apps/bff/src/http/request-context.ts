import { randomUUID } from 'node:crypto'
import { getConnInfo } from '@hono/node-server/conninfo'
import { createMiddleware } from 'hono/factory'
import type { Logger } from 'pino'
import type { Env } from './env.ts'

const USABLE_ID = /^[\w-]{8,64}$/

/** Gives each request its id, time and address, and writes its one log line: no query, no body, no personal data. */
export const requestContext = (clock: () => number, log: Logger) =>
  createMiddleware<Env>(async (c, next) => {
    const sent = c.req.header('x-request-id') ?? ''
    const requestId = USABLE_ID.test(sent) ? sent : randomUUID()
    const started = performance.now()
    c.set('requestId', requestId)
    c.set('now', clock())
    c.set('actor', null)
    c.set('address', addressOf(c))
    c.header('X-Request-Id', requestId)
    await next()
    log.info(
      {
        requestId,
        route: c.var.route ?? `${c.req.method} (unmatched)`,
        status: c.res.status,
        ms: Math.round(performance.now() - started),
        actor: c.var.actor?.accountId,
        code: c.var.errorCode,
      },
      'request',
    )
  })

/** The peer's address; there is none when a test calls the app in process. */
function addressOf(c: Parameters<typeof getConnInfo>[0]): string {
  try {
    return getConnInfo(c).remote.address ?? 'unknown'
  } catch {
    return 'in-process'
  }
}

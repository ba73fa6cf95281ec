import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Env } from './env.ts'
import { crossOrigin } from './security.ts'

type Headers = Readonly<Record<string, string>>

/**
 * Gives every reply its headers, errors included; what a route says itself stays. Most replies of the API hold personal
 * data: no cache keeps them unless a route says otherwise. A caller from another origin also gets what it may do (CORS).
 */
export const replyHeaders = (common: Headers, origins: readonly string[]) => {
  const cors = crossOrigin(origins)
  const ofStore: Headers = { ...common, Vary: 'Origin' }
  const ofApi: Headers = { ...ofStore, 'Cache-Control': 'no-store' }
  return createMiddleware<Env>(async (c, next) => {
    const { path } = c.req
    const headers = path.startsWith('/api/') ? ofApi : path.startsWith('/store/') ? ofStore : common
    const isForeign = headers !== common && (c.req.header('origin') !== undefined || c.req.method === 'OPTIONS')
    if (isForeign) {
      const preflight = await cors(c, next)
      if (preflight) c.res = preflight
    } else {
      c.set('headers', headers)
      await next()
    }
    if (c.res === c.get('reply')) return
    const said = c.res.headers
    for (const name in headers) if (!said.has(name)) said.set(name, headers[name] ?? '')
    said.set('X-Request-Id', c.get('requestId'))
  })
}

/** A reply in JSON with all its headers in one record: setting each one alone takes longer than many handlers. */
export function replyJson(c: Context<Env>, value: object, status: 200 | 201): Response {
  const headers = c.get('headers')
  if (!headers) return c.json(value, status)
  const own = { 'Content-Type': 'application/json', 'X-Request-Id': c.get('requestId') }
  const reply = new Response(JSON.stringify(value), { status, headers: { ...headers, ...own } })
  c.set('reply', reply)
  return reply
}

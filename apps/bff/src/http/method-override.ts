import { createMiddleware } from 'hono/factory'
import type { Env } from './env.ts'

const HEADER = 'x-http-method-override'
const UNKNOWN_TO_PHONES = ['PATCH']

/**
 * The phone's wx.request knows no PATCH: it sends POST with this header. The request starts anew as what it is meant
 * to be. Any other value is ignored: a POST must not become a GET, or a method that no Request can have.
 */
export const methodOverride = (dispatch: (request: Request, env: object) => Response | Promise<Response>) =>
  createMiddleware<Env>(async (c, next) => {
    if (c.req.method !== 'POST') return next()
    const method = c.req.header(HEADER)?.toUpperCase()
    if (method === undefined || !UNKNOWN_TO_PHONES.includes(method)) return next()
    const headers = new Headers(c.req.raw.headers)
    headers.delete(HEADER)
    return dispatch(new Request(c.req.raw, { method, headers }), c.env as object)
  })

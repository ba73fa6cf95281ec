import type { Context, MiddlewareHandler } from 'hono'
import type { Env } from '../world.ts'

const LOOPBACK = /^(127\.0\.0\.1|localhost)(:\d+)?$/i

/** Refuses pages of other sites by the Host (DNS rebinding) and, for requests that change something, by the Origin. */
export function guard(appOrigin: string | undefined): MiddlewareHandler<Env> {
  return async (c, next) => {
    const host = hostOf(c)
    if (!LOOPBACK.test(host)) return c.json({ error: '沙盒只回应 127.0.0.1 和 localhost' }, 403)
    const origin = c.req.header('origin')
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD'
    const own = origin === undefined || origin === `http://${host}`
    if (!reads && !own && !isAppOrigin(origin, appOrigin)) {
      return c.json({ error: `${origin} 的页面不能控制沙盒` }, 403)
    }
    return next()
  }
}

/** Treats 127.0.0.1 and localhost, two origins to a browser, as one. */
export function isAppOrigin(origin: string, appOrigin: string | undefined): boolean {
  return appOrigin !== undefined && sameLoopback(origin) === sameLoopback(appOrigin)
}

const sameLoopback = (origin: string) => origin.replace(/\/$/, '').replace('//localhost', '//127.0.0.1')

const hostOf = (c: Context<Env>) => c.req.header('host') ?? new URL(c.req.url).host

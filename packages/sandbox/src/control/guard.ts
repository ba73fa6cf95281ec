import type { Context, MiddlewareHandler } from 'hono'
import type { Env } from '../world.ts'

const LOOPBACK = /^(127\.0\.0\.1|localhost)(:\d+)?$/i

/** Keeps web pages of other sites out: by the Host (DNS rebinding), and by the Origin of whatever changes something. */
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

/** 127.0.0.1 and localhost are two origins to a browser and one address to a developer. */
export function isAppOrigin(origin: string, appOrigin: string | undefined): boolean {
  return appOrigin !== undefined && sameLoopback(origin) === sameLoopback(appOrigin)
}

const sameLoopback = (origin: string) => origin.replace(/\/$/, '').replace('//localhost', '//127.0.0.1')

const hostOf = (c: Context<Env>) => c.req.header('host') ?? new URL(c.req.url).host

import type { HttpBindings } from '@hono/node-server'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import { createMiddleware } from 'hono/factory'
import { AppError } from '../errors.ts'
import type { Env } from './env.ts'
import { JSON_BODY_BYTES, JSON_IDLE_LOOKS, JSON_LOOK_BYTES, JSON_LOOK_MS } from './http.rules.ts'

const bodiless = (method: string) => method === 'GET' || method === 'HEAD'

/**
 * Bodies of JSON routes; a route that takes files holds its form to limits of its own. A body whose length is announced cannot
 * be longer, the parser sees to that; only where it is not does Hono's limit read it, which costs a whole Request.
 */
export const jsonBodyLimit = () => {
  const refuse = (): never => {
    throw new AppError('PAYLOAD_TOO_LARGE')
  }
  const counted = bodyLimit({ maxSize: JSON_BODY_BYTES, onError: refuse })
  return createMiddleware(async (c, next) => {
    if (bodiless(c.req.method)) return next()
    const length = c.req.header('content-length')
    if (length === undefined || c.req.header('transfer-encoding') !== undefined) return counted(c, next)
    return Number(length) > JSON_BODY_BYTES ? refuse() : next()
  })
}

/**
 * Ends a JSON body that trickles: its sender would hold a connection with a few bytes now and then. What has come and
 * waits for us is not the sender's fault. Throws REQUEST_TOO_SLOW.
 */
export const timelyJsonBody = () =>
  createMiddleware<Env>(async (c, next) => {
    const incoming = (c.env as Partial<HttpBindings> | undefined)?.incoming
    if (!incoming || bodiless(c.req.method) || incoming.complete) return next()
    let look: NodeJS.Timeout | undefined
    const tooSlow = new Promise<never>((_, reject) => {
      let [before, idle] = [incoming.socket.bytesRead, 0]
      look = setInterval(() => {
        const came = incoming.socket.bytesRead - before
        before += came
        idle = came < JSON_LOOK_BYTES && incoming.readableLength === 0 ? idle + 1 : 0
        if (incoming.complete) clearInterval(look)
        else if (idle === JSON_IDLE_LOOKS) reject(new AppError('REQUEST_TOO_SLOW'))
      }, JSON_LOOK_MS)
    })
    try {
      await Promise.race([next(), tooSlow])
    } finally {
      clearInterval(look)
    }
  })

/** Lets the H5 app of other origins call the API; the headers that old clients could not send are allowed here. */
export const crossOrigin = (origins: readonly string[]) =>
  cors({
    origin: (origin) => (origins.includes('*') || origins.includes(origin) ? origin : null),
    allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: [
      'Authorization',
      'Content-Type',
      'Idempotency-Key',
      'X-Request-Id',
      'X-Client',
      'X-Device-Token',
      'X-HTTP-Method-Override',
      'X-Participant-Token',
      'Last-Event-ID',
      'api-version',
    ],
    exposeHeaders: ['X-Request-Id', 'Idempotency-Replayed', 'Retry-After', 'Content-Disposition'],
    maxAge: 600,
  })
/** For files that people sent, on our own address: they may run nothing. Goes before the headers of all others. */
export const runsNothing = () =>
  createMiddleware(async (c, next) => {
    await next()
    c.res.headers.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
  })

/**
 * The headers against misuse that every reply bears.
 * @param scriptHashes the inline scripts of the app's own page, as `'sha256-…'`
 * @param callHosts where the video service that is chosen is reached from a browser
 * @param fileHosts where files are read from and sent to, other than here
 */
export const securityHeaders = (
  scriptHashes: readonly string[],
  production: boolean,
  callHosts: readonly string[],
  fileHosts: readonly string[],
) =>
  ({
    'Content-Security-Policy': policyOf({
      'default-src': ["'self'"],
      'script-src': ["'self'", ...scriptHashes],
      'style-src': ["'self'", "'unsafe-inline'"],
      'img-src': ["'self'", 'data:', 'blob:', 'https:', ...fileHosts],
      'media-src': ["'self'", 'blob:', 'https:', ...fileHosts],
      'font-src': ["'self'", 'data:'],
      'connect-src': ["'self'", ...callHosts, ...fileHosts],
      'object-src': ["'none'"],
      'base-uri': ["'none'"],
      'frame-ancestors': ["'none'"],
      'form-action': ["'self'"],
    }),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Origin-Agent-Cluster': '?1',
    'Permissions-Policy': 'camera=(self), microphone=(self), geolocation=()',
    'Referrer-Policy': 'no-referrer',
    ...(production ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}),
    'X-Content-Type-Options': 'nosniff',
    'X-DNS-Prefetch-Control': 'off',
    'X-Download-Options': 'noopen',
    'X-Frame-Options': 'SAMEORIGIN',
    'X-Permitted-Cross-Domain-Policies': 'none',
    'X-XSS-Protection': '0',
  }) as const satisfies Record<string, string>

const policyOf = (sources: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(sources)
    .map(([name, allowed]) => [name, ...allowed].join(' '))
    .join('; ')

import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import { createMiddleware } from 'hono/factory'
import { secureHeaders } from 'hono/secure-headers'
import { AppError } from '../errors.ts'

const JSON_LIMIT = 1024 * 1024

/** Bodies of JSON routes; uploads have their own limit where they are mounted. */
export const jsonBodyLimit = () =>
  bodyLimit({
    maxSize: JSON_LIMIT,
    onError: () => {
      throw new AppError('PAYLOAD_TOO_LARGE')
    },
  })

/** Most replies hold personal data: no cache keeps them unless a route says otherwise. */
export const keptByNobody = () =>
  createMiddleware(async (c, next) => {
    c.header('Cache-Control', 'no-store')
    await next()
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
      'X-HTTP-Method-Override',
      'X-Participant-Token',
      'Last-Event-ID',
      'api-version',
    ],
    exposeHeaders: ['X-Request-Id', 'Idempotency-Replayed', 'Retry-After', 'Content-Disposition'],
    maxAge: 600,
  })

/**
 * @param scriptHashes the inline scripts of the app's own page, as `'sha256-…'`
 * @param callHosts where the video service that is chosen is reached from a browser
 */
export const securityHeaders = (scriptHashes: readonly string[], production: boolean, callHosts: readonly string[]) =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'", ...scriptHashes],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:', 'https:'],
      mediaSrc: ["'self'", 'blob:', 'https:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'", ...callHosts],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
      formAction: ["'self'"],
    },
    referrerPolicy: 'no-referrer',
    strictTransportSecurity: production ? 'max-age=31536000; includeSubDomains' : false,
    permissionsPolicy: { camera: ['self'], microphone: ['self'], geolocation: [] },
  })

import { isDeepStrictEqual } from 'node:util'
import type { OpenAPIHono, z } from '@hono/zod-openapi'
import { contract } from '@qingpin/contract/contract'
import type { Input, ReplyOf, Route, Routes, Upload } from '@qingpin/contract/core/define'
import { limitsOf } from '@qingpin/contract/core/limits'
import type { Feature } from '@qingpin/contract/feature-map'
import type { Context, MiddlewareHandler } from 'hono'
import type { Ctx, Deps } from '../context.ts'
import { type Authenticate, authentication } from './authentication.ts'
import { deviceTokenOf } from './device-token.ts'
import type { Env } from './env.ts'
import { AppError } from '../errors.ts'
import { success } from './envelope.ts'
import { isKnown, tagOf } from './etag.ts'
import { idempotency } from './idempotency.ts'
import type { Limiter } from './limiter.ts'
import { limited } from './limits.ts'
import { keyNames, type RenamedRoutes } from './renamed-routes.ts'
import { type Answering, readRoute, routerPath } from './read-route.ts'
import { replyJson } from './reply-headers.ts'
import { describeRoute } from './route-document.ts'
import { jsonBodyLimit, timelyJsonBody } from './security.ts'
import { requireStorable } from './storable-text.ts'

type Unwrapped<R> = R extends { raw: true } | { produces: string } | { upload: Upload } ? { request: Request } : unknown
type Answer<R extends Route> = R extends { raw: true }
  ? Response
  : R extends { produces: string }
    ? ReplyOf<R> | Response
    : ReplyOf<R>

/**
 * One function per declared route. Its return value is the `data` of the reply; a route that produces something else,
 * or that a vendor calls, also gets the request and may answer with a whole response. One that takes files gets the
 * request, too, and reads the form as it comes in.
 */
export type Handlers<R extends Routes> = {
  [K in keyof R]: (ctx: Ctx, input: Input<R[K]> & Unwrapped<R[K]>) => Promise<Answer<R[K]>> | Answer<R[K]>
}

const jsonLimits: readonly MiddlewareHandler<Env>[] = [jsonBodyLimit(), timelyJsonBody()]

/** Where a body may be missing, the validator passes over one of another type. */
const jsonOrNothing: MiddlewareHandler<Env> = (c, next) => {
  const type = c.req.header('content-type')
  if (type !== undefined && !/^application\/json\b/i.test(type)) throw new AppError('UNSUPPORTED_MEDIA_TYPE')
  return next()
}

/** A route that answers in a vendor's own form is called by no one else. */
const fromVendor: MiddlewareHandler<Env> = (c, next) => {
  c.set('actor', { kind: 'vendor' })
  return next()
}

/** What would have been created may have been there. */
function statusOf(route: Route, data: unknown): 200 | 201 {
  const there = 'mayBeThere' in route && route.mayBeThere && (data as { repeated?: unknown }).repeated === true
  return there ? 200 : (route.status ?? 200)
}

type Handle = (ctx: Ctx, input: Input<Route> & { request: Request }) => unknown

export interface MountOptions {
  deps: Deps
  limiter: Limiter
  authenticate: Authenticate
  /** Checks every reply against the contract; tests do, production saves the time. */
  checkReplies: boolean
  renamedRoutes: RenamedRoutes
}

/** Fails when a reply lacks what the contract promises, or tells more than it declares. */
function requireDeclared(schema: z.ZodType, data: unknown): void {
  const wire = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
  if (!isDeepStrictEqual(wire(schema.parse(data)), wire(data)))
    throw new Error('the reply tells more than its contract')
}

/** Lets caches store a reply that is the same for all callers; true when the caller has it already. */
function keptFor(c: Context<Env>, data: unknown, seconds: number): boolean {
  c.header('Cache-Control', `public, max-age=${seconds}`)
  return isKnown(c, tagOf(JSON.stringify(data)))
}

/** Puts the routes of one feature on the app: checks first, then validation, then the handler, then the envelope. */
export function mount<F extends Feature>(
  app: OpenAPIHono<Env>,
  feature: F,
  handlers: Handlers<(typeof contract)[F]>,
  options: MountOptions,
): void {
  const { deps, limiter, authenticate, renamedRoutes } = options
  for (const [name, route] of Object.entries<Route>(contract[feature])) {
    const label = `${route.method.toUpperCase()} ${route.path}`
    const tag: MiddlewareHandler<Env> = (c, next) => {
      c.set('route', label)
      return next()
    }
    const handle = (handlers as Record<string, unknown>)[name] as Handle
    const answer = answering(route, handle, options)
    const described = describeRoute(feature, name, route)
    if (route.method === 'get') {
      app.get(routerPath(route.path), readRoute(label, route, described, options, answer))
      continue
    }
    const takesFiles = 'upload' in route && route.upload !== undefined
    const before = [
      tag,
      ...(takesFiles ? [] : jsonLimits),
      'raw' in route && route.raw ? fromVendor : authentication(authenticate, route),
      ...(route.uncounted ? [] : [limited(limiter, 'general')]),
    ]
    before.push(...limitsOf(route).map((name) => limited(limiter, name)))
    if ('idempotent' in route && route.idempotent === 'key')
      before.push(idempotency(deps, keyNames(label, renamedRoutes), (data) => statusOf(route, data), takesFiles))
    if ('bodyMayMiss' in route && route.bodyMayMiss) before.push(jsonOrNothing)

    app.openapi({ ...described, middleware: before }, ((c: Context<Env>) => {
      const valid = (part: string) => (c.req.valid as (part: string) => never)(part)
      return answer(c, {
        params: (route.params && valid('param')) as undefined,
        query: (route.query && valid('query')) as undefined,
        body: ('body' in route && route.body ? valid('json') : undefined) as undefined,
      })
    }) as never)
  }
}

/** Runs the handler with what is known of the call, and gives its answer the form of a reply. */
function answering(route: Route, handle: Handle, { deps, checkReplies }: MountOptions): Answering {
  const seconds = 'cacheSeconds' in route ? route.cacheSeconds : undefined
  return async (c, input) => {
    for (const part in input) requireStorable(input[part as keyof typeof input])
    const cacheFor = seconds === undefined ? undefined : { seconds }
    const [now, requestId] = [c.get('now'), c.get('requestId')]
    const ctx: Ctx = {
      ...deps,
      actor: c.get('actor'),
      now,
      requestId,
      address: c.get('address'),
      caller: c.get('caller'),
      device: {
        userAgent: c.req.header('user-agent'),
        client: c.req.header('x-client'),
        token: deviceTokenOf(c),
      },
      repeat: c.get('repeat'),
      cacheFor,
    }
    const data = await handle(ctx, { ...input, request: c.req.raw })
    if (data instanceof Response) {
      return c.newResponse(data.body, data.status as 200, Object.fromEntries(data.headers))
    }
    if (checkReplies) requireDeclared(route.reply, data)
    const reply = success(data, requestId, now)
    if (!cacheFor) return replyJson(c, reply, statusOf(route, data))
    return keptFor(c, data, cacheFor.seconds) ? c.body(null, 304) : c.json(reply, statusOf(route, data))
  }
}

import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Input, ReplyOf, Route, Routes } from '@qingpin/contract/core'
import { type ErrorCode, errorSpec } from '@qingpin/contract/errors'
import type { Context, MiddlewareHandler } from 'hono'
import type { Ctx } from '../context.ts'
import type { Deps } from '../deps.ts'
import { type Authenticate, authentication } from './authentication.ts'
import type { Env } from './env.ts'
import { success } from './envelope.ts'
import { idempotency } from './idempotency.ts'
import { routeErrors } from './route-errors.ts'

/** One function per declared route. Its return value is the `data` of the reply. */
export type Handlers<R extends Routes> = {
  [K in keyof R]: (ctx: Ctx, input: Input<R[K]>) => Promise<ReplyOf<R[K]>> | ReplyOf<R[K]>
}

export interface MountOptions {
  deps: Deps
  authenticate: Authenticate
  /** Checks every reply against the contract; tests do, production saves the time. */
  checkReplies: boolean
}

const json = (schema: z.ZodType) => ({ content: { 'application/json': { schema } } })

const ErrorReply = z
  .object({
    success: z.literal(false),
    error: z.string(),
    code: z.string(),
    message: z.string(),
    details: z.unknown().optional(),
    requestId: z.string(),
    timestamp: z.number(),
  })
  .openapi('ErrorReply')

const successReply = (reply: z.ZodType) =>
  z.object({ success: z.literal(true), data: reply, message: z.string(), requestId: z.string(), timestamp: z.number() })

function errorReplies(codes: readonly ErrorCode[]) {
  const byStatus = new Map<number, ErrorCode[]>()
  for (const code of codes)
    byStatus.set(errorSpec(code).status, [...(byStatus.get(errorSpec(code).status) ?? []), code])
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [status, { description: list.join(', '), ...json(ErrorReply) }]),
  )
}

function describe(name: string, route: Route, middleware: MiddlewareHandler<Env>[]) {
  const body = 'body' in route ? route.body : undefined
  const { feature, allow } = route
  return createRoute({
    operationId: `${feature}.${name}`,
    tags: [feature],
    method: route.method,
    path: route.path,
    summary: route.summary,
    ...(allow === 'public' || allow === 'optional' ? {} : { security: [{ bearer: [] }] }),
    middleware,
    request: {
      ...(route.params ? { params: route.params as z.ZodObject } : {}),
      ...(route.query ? { query: route.query as z.ZodObject } : {}),
      ...(body ? { body: { ...json(body), required: true } } : {}),
    },
    responses: {
      [route.status ?? 200]: { description: '成功', ...json(successReply(route.reply)) },
      ...errorReplies(routeErrors(route)),
    },
    'x-allow': allow,
    ...('idempotent' in route
      ? { 'x-idempotent': route.idempotent === 'key' ? 'Idempotency-Key' : route.idempotent.because }
      : {}),
  })
}

/** Puts the routes of one feature on the app: checks first, then validation, then the handler, then the envelope. */
export function mount<R extends Routes>(
  app: OpenAPIHono<Env>,
  routes: R,
  handlers: Handlers<R>,
  options: MountOptions,
): void {
  const { deps, authenticate, checkReplies } = options
  for (const [name, route] of Object.entries(routes)) {
    const label = `${route.method.toUpperCase()} ${route.path}`
    const tag: MiddlewareHandler<Env> = async (c, next) => {
      c.set('route', label)
      await next()
    }
    const before = [tag, authentication(authenticate, route.allow)]
    if ('idempotent' in route && route.idempotent === 'key') before.push(idempotency(deps, label))

    const handle = handlers[name] as (ctx: Ctx, input: Input<Route>) => unknown
    app.openapi(describe(name, route, before), (async (c: Context<Env>) => {
      const valid = (part: string) => (c.req.valid as (part: string) => never)(part)
      const { db, cipher, wechat, sms, settings, log } = deps
      const { actor, now, requestId, address } = c.var
      const data = await handle(
        { db, cipher, wechat, sms, settings, log, actor, now, requestId, address },
        {
          params: (route.params && valid('param')) as undefined,
          query: (route.query && valid('query')) as undefined,
          body: ('body' in route && route.body ? valid('json') : undefined) as undefined,
        },
      )
      return c.json(
        success(checkReplies ? z.strictObject({ data: route.reply }).parse({ data }).data : data, requestId, now),
        route.status ?? 200,
      )
    }) as never)
  }
}

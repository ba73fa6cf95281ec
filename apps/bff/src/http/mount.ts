import { isDeepStrictEqual } from 'node:util'
import type { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Input, ReplyOf, Route, Routes } from '@qingpin/contract/core'
import type { Context, MiddlewareHandler } from 'hono'
import type { Ctx } from '../context.ts'
import type { Deps } from '../deps.ts'
import { type Authenticate, authentication } from './authentication.ts'
import type { Env } from './env.ts'
import { success } from './envelope.ts'
import { idempotency } from './idempotency.ts'
import { describeRoute } from './route-document.ts'
import { requireStorable } from './storable-text.ts'

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

/** Fails when a reply lacks what the contract promises, or tells more than it declares. */
function requireDeclared(schema: z.ZodType, data: unknown): void {
  const wire = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
  if (!isDeepStrictEqual(wire(schema.parse(data)), wire(data)))
    throw new Error('the reply tells more than its contract')
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
    app.openapi({ ...describeRoute(name, route), middleware: before }, (async (c: Context<Env>) => {
      const valid = (part: string) => (c.req.valid as (part: string) => never)(part)
      const { db, cipher, wechat, sms, settings, log } = deps
      const { actor, now, requestId, address } = c.var
      const input: Input<Route> = {
        params: (route.params && valid('param')) as undefined,
        query: (route.query && valid('query')) as undefined,
        body: ('body' in route && route.body ? valid('json') : undefined) as undefined,
      }
      for (const part of Object.values(input)) requireStorable(part)
      const data = await handle({ db, cipher, wechat, sms, settings, log, actor, now, requestId, address }, input)
      if (checkReplies) requireDeclared(route.reply, data)
      return c.json(success(data, requestId, now), route.status ?? 200)
    }) as never)
  }
}

import type { z } from '@hono/zod-openapi'
import type { Input, Route } from '@qingpin/contract/core/define'
import { limitsOf } from '@qingpin/contract/core/limits'
import type { Context } from 'hono'
import { AppError } from '../errors.ts'
import { type Authenticate, identifying } from './authentication.ts'
import type { Env } from './env.ts'
import { fieldErrors } from './field-messages.ts'
import type { Limiter } from './limiter.ts'
import { counting } from './limits.ts'

/** The handler of a route behind its checks. */
export type Answering = (c: Context<Env>, input: Input<Route>) => Promise<Response>

interface Checks {
  limiter: Limiter
  authenticate: Authenticate
}
interface Described {
  request: { query?: z.ZodType; params?: z.ZodType }
}

/** A path of the contract as the router writes it. */
export const routerPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1')

/**
 * All that a GET route does, in one function: who calls, whether they may, how often, with what, then the handler. As a
 * chain of middleware it takes as long as a query of the database.
 */
export function readRoute(
  label: string,
  route: Route,
  { request }: Described,
  { limiter, authenticate }: Checks,
  answer: Answering,
): (c: Context<Env>) => Promise<Response> {
  const identify = identifying(authenticate, route)
  const limits = [...(route.uncounted ? [] : (['general'] as const)), ...limitsOf(route)]
  const counts = limits.map((name) => counting(limiter, name))
  const { query, params } = request
  return async (c) => {
    c.set('route', label)
    await identify(c)
    for (const count of counts) await count(c)
    return answer(c, {
      query: (query && valid(query, queryIn(c.req.url))) as undefined,
      params: (params && valid(params, c.req.param())) as undefined,
      body: undefined,
    })
  }
}

/** Not asynchronous: the schemas of addresses need no waiting, and zod takes longer in its asynchronous form. */
function valid(schema: z.ZodType, input: Record<string, unknown>): unknown {
  const read = schema.safeParse(input)
  if (!read.success) throw new AppError('VALIDATION_ERROR', { details: fieldErrors(read.error, input) })
  return read.data
}

/** The query of an address; a name that stands more than once has all its values. */
function queryIn(url: string): Record<string, string | string[]> {
  const begin = url.indexOf('?')
  const found = new Map<string, string | string[]>()
  if (begin >= 0)
    for (const [name, value] of new URLSearchParams(
      url.slice(begin, url.includes('#') ? url.indexOf('#') : undefined),
    )) {
      const before = found.get(name)
      found.set(name, before === undefined ? value : [before, value].flat())
    }
  return Object.fromEntries(found)
}

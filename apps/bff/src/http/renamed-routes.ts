import type { ContractMap } from '@qingpin/contract/contract'
import type { Hono } from 'hono'
import type { Deps } from '../context.ts'
import type { Env } from './env.ts'

type RouteName = keyof ContractMap & string
/** Former names of routes, each with the route's present name; parameters bear the same names in both. */
export type RenamedRoutes = Readonly<Record<string, RouteName>>

/** Routes whose former path goes on answering for one release, so that apps that are open or installed keep working. */
export const RENAMED_ROUTES: RenamedRoutes = {
  'POST /api/resumes/miniprogram/take-over': 'POST /api/resumes/miniprogram/claim-record',
  'GET /api/interview/seat': 'GET /api/interview/participant',
  'POST /api/interview/seat/beat': 'POST /api/interview/participant/heartbeat',
  'POST /api/interview/seat/credentials': 'POST /api/interview/participant/credentials',
  'POST /api/interview/seat/signals': 'POST /api/interview/participant/signals',
  'POST /api/interview/seat/messages': 'POST /api/interview/participant/messages',
  'POST /api/interview/seats/{id}/decide': 'POST /api/interview/participants/{id}/decide',
  'POST /api/interview/rooms/{roomId}/door': 'POST /api/interview/rooms/{roomId}/public-join',
  // Stays for good: WeChat Pay calls the address that an order was made with.
  'POST /api/orders/wechat-notice': 'POST /api/orders/payment-webhook/wechat',
}

const split = (name: string) => {
  const [method = '', path = ''] = name.split(' ')
  return { method, path }
}

/** The path of a route with its parameters filled in and encoded. */
const addressOf = (path: string, params: Record<string, string>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))

/**
 * Answers former paths as the present ones: the request starts anew under the present path, and is counted by its former
 * name. Belongs before all middleware that acts on a request, or it would act twice.
 */
export function serveRenamedRoutes(app: Hono<Env>, { metrics }: Pick<Deps, 'metrics'>, renamed: RenamedRoutes): void {
  for (const [former, present] of Object.entries(renamed)) {
    const { method: verb, path } = split(former)
    app.on(verb, path.replace(/\{(\w+)\}/g, ':$1'), (c) => {
      metrics.renamedRoute(former)
      const { raw } = c.req
      const url = new URL(raw.url)
      url.pathname = addressOf(split(present).path, c.req.param())
      // A body that is a stream needs `duplex`, which the DOM's RequestInit lacks.
      const init: RequestInit & { duplex: 'half' } = {
        method: raw.method,
        headers: raw.headers,
        body: raw.body,
        signal: raw.signal,
        duplex: 'half',
      }
      return app.fetch(new Request(url, init), c.env)
    })
  }
}

/**
 * Gives the name and the address under which the Idempotency-Keys of a route are stored: its former ones, so that a key
 * that was first sent before the rename, or on the former path, counts as the same key.
 */
export function keyNames(present: string, renamed: RenamedRoutes) {
  const name = Object.keys(renamed).find((former) => renamed[former] === present) ?? present
  return { name, addressWith: (params: Record<string, string>) => addressOf(split(name).path, params) }
}

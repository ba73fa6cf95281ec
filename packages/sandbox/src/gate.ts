import { setTimeout as wait } from 'node:timers/promises'
import type { Context, MiddlewareHandler } from 'hono'
import { type Fault, replacesAnswer } from './faults.ts'
import type { Service } from './services.ts'
import type { Env, World } from './world.ts'

/** How a dropped connection shows in process, where there is no socket to cut. */
export class ConnectionDropped extends Error {
  override name = 'ConnectionDropped'
}

/** Stands before every vendor route: writes the call down and lets planned faults happen. */
export const gate =
  (world: World, service: Service, routeOf: (c: Context<Env>) => string): MiddlewareHandler<Env> =>
  async (c, next) => {
    const entry = world.requests.add({
      service,
      route: routeOf(c),
      ...(await seen(c)),
      at: world.clock.now(),
      status: null,
    })
    const fault = world.faults.take(service, entry.route)
    if (fault?.delayMs) await wait(fault.delayMs)
    if (fault?.drop) dropConnection(c)
    if (fault && replacesAnswer(fault)) c.res = faultyAnswer(fault)
    else await next()
    entry.status = c.res.status
  }

const seen = async (c: Context<Env>) => {
  // Read as bytes first: Hono derives text from them later, while bytes made from text could differ from what was signed.
  const bytes = await c.req.arrayBuffer()
  return {
    method: c.req.method,
    path: c.req.path,
    query: c.req.query(),
    headers: c.req.header(),
    body: Buffer.from(bytes).toString('utf8'),
  }
}

const faultyAnswer = ({ status = 200, body }: Fault) => {
  const headers = { 'content-type': typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json' }
  if (body === undefined) return new Response(null, { status })
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers })
}

const dropConnection = (c: Context<Env>): never => {
  c.env?.incoming?.socket.destroy()
  throw new ConnectionDropped('The connection was dropped by a planned fault')
}

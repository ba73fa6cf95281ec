import { setTimeout as wait } from 'node:timers/promises'
import type { Context, MiddlewareHandler } from 'hono'
import { cutAfter, captureAnswer, replay, type SentAnswer } from './answers.ts'
import { type Fault, replacesAnswer } from './faults.ts'
import { MAX_BODY_LENGTH } from './requests.ts'
import type { Service } from './services.ts'
import type { Env, World } from './world.ts'

/** Thrown for a dropped connection in process, where there is no socket to close. */
export class ConnectionDropped extends Error {
  override name = 'ConnectionDropped'
}

/** The middleware of every vendor route, which records the call and applies planned faults. */
export function gate(
  world: World,
  serviceOf: Service | ((c: Context<Env>) => Service),
  routeOf: (c: Context<Env>) => string,
): MiddlewareHandler<Env> {
  const last = new Map<string, SentAnswer>()
  return async (c, next) => {
    const route = routeOf(c)
    const service = typeof serviceOf === 'string' ? serviceOf : serviceOf(c)
    const at = world.clock.now()
    const entry = world.requests.add({ service, route, ...(await requestOf(c)), at, status: null })
    const fault = world.faults.take({ service, route, method: c.req.method, path: c.req.path }, at)
    if (fault?.delayMs) await wait(fault.delayMs)
    if (fault?.drop) dropConnection(c)
    const again = fault?.repeat === undefined ? undefined : last.get(route)
    if (fault && replacesAnswer(fault)) c.res = faultyAnswer(fault)
    else if (again) c.res = replay(again)
    else {
      await next()
      const sent = await captureAnswer(c.res)
      if (sent) last.set(route, sent)
    }
    entry.status = c.res.status
    if (fault?.cut !== undefined) {
      const cut = cutAfter(c.res, fault.cut, () => cutConnection(c))
      // Unset first, because Hono copies the headers of the existing answer, its length included.
      c.res = undefined
      c.res = cut
    }
  }
}

async function requestOf(c: Context<Env>) {
  // Bytes first: Hono derives the text from them, but bytes made from text could differ from the signed ones.
  const bytes = await c.req.arrayBuffer()
  return {
    method: c.req.method,
    path: c.req.path,
    query: c.req.query(),
    headers: c.req.header(),
    body: Buffer.from(bytes, 0, Math.min(bytes.byteLength, MAX_BODY_LENGTH)).toString('utf8'),
  }
}

function faultyAnswer({ status = 200, retryAfter, body }: Fault) {
  const headers = {
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    ...(body === undefined
      ? {}
      : { 'content-type': typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json' }),
  }
  if (body === undefined) return new Response(null, { status, headers })
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers })
}

/** Closes the socket behind a port; throws in process. */
function cutConnection(c: Context<Env>) {
  if (!c.env?.incoming?.socket) dropConnection(c)
  c.env?.incoming?.socket.destroy()
}

function dropConnection(c: Context<Env>): never {
  c.env?.incoming?.socket.destroy()
  throw new ConnectionDropped('The connection was dropped by a planned fault')
}

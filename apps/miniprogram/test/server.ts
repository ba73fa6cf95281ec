import { act } from 'react'
import { afterAll, beforeAll } from 'vitest'
import { startAs } from '@/app/session'
import { type PersonLogin, startApp, type TestApp } from '@qingpin/testing/harness'
import { xhrThrough } from './upload'

export type { TestApp }

const HOST = 'http://test.local'

/** What was said of this route, or of those that begin as said before a `*`; it holds once. */
function taken<T>(said: Map<string, T>, route: string): T | undefined {
  const key = [...said.keys()].find((one) => one === route || (one.endsWith('*') && route.startsWith(one.slice(0, -1))))
  const value = key === undefined ? undefined : said.get(key)
  said.delete(key ?? '')
  return value
}

/**
 * The real server behind this file's `fetch` and `XMLHttpRequest`, on a database of its own. `calls` tells which routes
 * were asked for; `cut` makes the network fail.
 */
export function useServer(env: Parameters<typeof startApp>[1] = {}) {
  const state = { calls: [] as string[], cut: false }
  const held = new Map<string, Promise<void>>()
  /**
   * Keeps the next request of a route, or of those that begin as said before a `*`, on its way until it is released; the
   * server sees it only then.
   */
  const hold = (route: string) => {
    let release = () => {}
    held.set(route, new Promise<void>((resolve) => (release = resolve)))
    return { release: () => release() }
  }
  const broken = new Map<string, Error>()
  /** What the next request of a route sends breaks off like this, before a byte of it has come. */
  const breakOff = (route: string, error: Error) => void broken.set(route, error)
  const losing = new Map<string, true>()
  /** The server does what the next request of a route asks for, and its answer does not arrive. */
  const loseAnswer = (route: string) => void losing.set(route, true)
  const failing = new Map<string, Response>()
  /** Until it is mended, a route answers like this and does nothing. */
  const fail = (route: string, status: number, error: { code: string; message: string; details?: unknown }) => {
    failing.set(route, Response.json({ success: false, error: error.code, ...error }, { status }))
    return { mend: () => void failing.delete(route) }
  }
  const tools = { hold, breakOff, loseAnswer, fail }
  const server = tools as TestApp & typeof tools
  const real = { fetch: globalThis.fetch, XMLHttpRequest: globalThis.XMLHttpRequest }
  beforeAll(async () => {
    const app = await startApp('sqlite', { PUBLIC_URL: HOST, ...env })
    Object.assign(server, app)
    const ask = async (method: string, url: string, init: { headers: HeadersInit; body: BodyInit | null }) => {
      if (state.cut) throw new TypeError('Failed to fetch')
      const route = `${method} ${url.split('?')[0]}`
      state.calls.push(route)
      await taken(held, route)
      const refusal = failing.get(route)
      if (refusal) return refusal.clone()
      const error = taken(broken, route)
      const body = error ? new ReadableStream({ start: (controller) => controller.error(error) }) : init.body
      const sent = new Request(`${HOST}${url}`, { method, ...init, body, ...(error ? { duplex: 'half' } : {}) })
      const answer = await app.fetch(sent)
      if (taken(losing, route)) throw new TypeError('Failed to fetch')
      return answer
    }
    globalThis.fetch = async (input, init) => {
      const url = input instanceof Request ? input.url : String(input)
      if (!url.startsWith('/api')) return real.fetch(input, init)
      return ask(init?.method ?? 'GET', url, { headers: init?.headers ?? {}, body: init?.body ?? null })
    }
    const through = xhrThrough((method, url, init) => ask(method, url.replace(HOST, ''), init))
    globalThis.XMLHttpRequest = through as unknown as typeof XMLHttpRequest
  })
  /** This person holds the phone from now on. */
  const enter = async ({ token, refreshToken }: Pick<PersonLogin, 'token' | 'refreshToken'>) => {
    const user = await server.as(token)('GET /api/auth/me')
    await act(async () => startAs({ access_token: token, token, refresh_token: refreshToken, user } as never))
  }
  afterAll(async () => {
    Object.assign(globalThis, real)
    await server.stop?.()
  })
  return { server, state, enter }
}

import { afterAll, beforeAll } from 'vitest'
import { startApp, type TestApp } from '../../bff/test/harness.ts'

export type { TestApp }

/**
 * The real server behind this file's `fetch`, on a database of its own. `calls` tells which routes were asked for;
 * `cut` makes the network fail.
 */
export function useServer() {
  const state = { calls: [] as string[], cut: false }
  const held = new Map<string, Promise<void>>()
  /** Keeps the next request of a route on its way until it is released; the server sees it only then. */
  const hold = (route: string) => {
    let release = () => {}
    held.set(route, new Promise<void>((resolve) => (release = resolve)))
    return { release: () => release() }
  }
  const server = { hold } as TestApp & { hold: typeof hold }
  const real = globalThis.fetch
  beforeAll(async () => {
    const app = await startApp('sqlite')
    Object.assign(server, app)
    globalThis.fetch = async (input, init) => {
      const url = input instanceof Request ? input.url : String(input)
      if (!url.startsWith('/api')) return real(input, init)
      if (state.cut) throw new TypeError('Failed to fetch')
      const route = `${init?.method ?? 'GET'} ${url.split('?')[0]}`
      state.calls.push(route)
      const wait = held.get(route)
      held.delete(route)
      await wait
      return app.fetch(
        new Request(`http://test.local${url}`, {
          method: init?.method ?? 'GET',
          headers: init?.headers ?? {},
          body: init?.body ?? null,
        }),
      )
    }
  })
  afterAll(async () => {
    globalThis.fetch = real
    await server.stop?.()
  })
  return { server, state }
}

import { afterAll, beforeAll } from 'vitest'
import { startApp, type TestApp } from '../../bff/test/harness.ts'

export type { TestApp }

/**
 * The real server behind this file's `fetch`, on a database of its own. `calls` tells which routes were asked for;
 * `cut` makes the network fail.
 */
export function useServer() {
  const state = { calls: [] as string[], cut: false }
  const server = {} as TestApp & typeof state
  const real = globalThis.fetch
  beforeAll(async () => {
    const app = await startApp('sqlite')
    Object.assign(server, app)
    globalThis.fetch = async (input, init) => {
      const url = input instanceof Request ? input.url : String(input)
      if (!url.startsWith('/api')) return real(input, init)
      if (state.cut) throw new TypeError('Failed to fetch')
      state.calls.push(`${init?.method ?? 'GET'} ${url.split('?')[0]}`)
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
    await server.sandbox?.close()
    await server.db?.close()
  })
  return { server, state }
}

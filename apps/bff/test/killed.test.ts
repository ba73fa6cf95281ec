import type { Route } from '@qingpin/contract/core/define'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../src/db/db.ts'
import { ALL_ROUTES, takesKey } from '@qingpin/testing/contract-routes'
import { formDataOf, prepare, type ReadyCall } from '@qingpin/testing/examples/example'
import { exampleOf } from '@qingpin/testing/examples/index'
import { ENGINES, type RawReply, useApp } from '@qingpin/testing/harness'
import { MortalProcess } from '@qingpin/testing/mortal-process'
import { countRows } from '@qingpin/testing/rows'

/** What is counted and kept per request, whatever comes of it. */
const ASIDE: readonly (keyof Db['s'])[] = ['rateLimits', 'idempotencyKeys']
/** Keyed routes that may leave something behind, and why that does no harm. */
const LEAVES: Readonly<Record<string, string>> = {
  'POST /api/resumes/{id}/files/uploads': 'a permission that no client has received, which expires after ten minutes',
}

const KEYED = ALL_ROUTES.filter(({ route }) => takesKey(route))

/** 200 instead of 201 where the reply says that what would have been created is there. */
const isAccepted = (route: Route, { status, json }: RawReply): boolean =>
  status === (route.status ?? 200) || ('mayBeThere' in route && status === 200 && json.data.repeated === true)

describe.each(ENGINES)('a server that dies after any commit of a request with a key, on %s', (engine) => {
  const app = useApp(engine)
  let server: MortalProcess
  beforeAll(() => {
    server = new MortalProcess(app)
  })
  const send = ({ method, path, headers, body, form, values }: ReadyCall) =>
    app.raw(method, path, {
      headers,
      ...(values.TOKEN ? { token: values.TOKEN } : {}),
      ...(form ? { form: formDataOf(form) } : { body }),
    })
  const counts = async () => {
    const tables = (Object.keys(app.db.s) as (keyof Db['s'])[]).filter((table) => !ASIDE.includes(table))
    return Object.fromEntries(
      await Promise.all(tables.map(async (table) => [table, await countRows(app, table)] as const)),
    )
  }
  /** How many rows more each table has afterwards. */
  const growth = async (work: () => Promise<void>) => {
    const before = await counts()
    await work()
    await app.deps.background.idle()
    const after = await counts()
    return Object.entries(after).map(([table, n]) => ({ table, more: n - (before[table] ?? 0) }))
  }

  it.each(KEYED)('$label: the repeat is answered, and nothing is there twice', async ({ label, route }) => {
    const { call: clean } = await prepare(app, label, exampleOf(label))
    await server.start()
    const usual = await growth(async () => {
      expect((await send(clean)).status).toBe(route.status ?? 200)
    })
    const { commits } = server
    expect(commits).toBeGreaterThan(1)
    for (let n = 1; n <= commits; n++) {
      await server.start()
      const { call } = await prepare(app, label, exampleOf(label))
      const grown = await growth(async () => {
        await server.start(n)
        await send(call)
        await server.start()
        app.advance(61_000)
        const again = await send(call)
        expect([n, isAccepted(route, again), again.json]).toEqual([n, true, again.json])
      })
      const twice = grown.filter(({ table, more }) => more > (usual.find((one) => one.table === table)?.more ?? 0))
      expect([n, LEAVES[label] ? [] : twice]).toEqual([n, []])
    }
  })
})

import { oldErrorOf } from '@qingpin/contract/old-errors'
import { describe, expect, it } from 'vitest'
import { routeErrors } from '../src/http/route-errors.ts'
import { ALL_ROUTES, type NamedRoute, takesKey } from '@qingpin/testing/contract-routes'
import { aCaller, fillIn, formDataOf, prepare, type ReadyCall } from '@qingpin/testing/examples/example'
import { exampleOf } from '@qingpin/testing/examples/index'
import { ENGINES, type RawReply, useApp } from '@qingpin/testing/harness'
import { countRows } from '@qingpin/testing/rows'

/** What a person writes who means harm, or has pasted something odd. */
const HOSTILE = [
  "'; DROP TABLE accounts; --",
  '<script>alert(1)</script>',
  '{{7*7}}${7*7}#{7*7}',
  '../../../etc/passwd',
  '\u202Egnp.exe',
  '\u0000',
  '\uD800',
  '👩‍👩‍👧‍👦'.repeat(40),
  '长'.repeat(30_000),
  '',
  ' ',
]
const ODD = [null, -1, 1e308, 2 ** 53, true, [], {}, [[]], { $gt: '' }, { __proto__: null }]

type Leaf = (body: unknown, value: unknown) => unknown
/** A way to put another value in the place of each value of a body. */
function leavesOf(body: unknown): Leaf[] {
  if (typeof body !== 'object' || body === null) return [(_, value) => value]
  return Object.entries(body).flatMap(([key, inner]) =>
    leavesOf(inner).map((put): Leaf => (outer, value) => {
      const copy: unknown[] | Record<string, unknown> = Array.isArray(outer) ? [...outer] : { ...(outer as object) }
      Reflect.set(copy, key, put(inner, value))
      return copy
    }),
  )
}

/** Notes of what happened, which grow with every call: sessions in use, limits, audit rows, keys. */
const DIARIES = ['auditLog', 'idempotencyKeys', 'rateLimits', 'loginFailures', 'sessions']

describe.each(ENGINES)('every route, on %s', (engine) => {
  const app = useApp(engine)
  const send = ({ method, path, headers, body, form }: ReadyCall, token: string, over: { body?: unknown } = {}) =>
    app.raw(method, path, {
      ...(token ? { token } : {}),
      headers,
      ...(body === undefined ? {} : { body }),
      ...(form === undefined ? {} : { form: formDataOf(form) }),
      ...over,
    })
  const rows = async () => {
    const tables = Object.keys(app.db.s).filter((name) => !DIARIES.includes(name)) as (keyof typeof app.db.s)[]
    return Object.fromEntries(
      await Promise.all(tables.map(async (name) => [name, await countRows(app, name)] as const)),
    )
  }
  const outcome = ({ status, json }: RawReply) => [status, json.code, json.message, json.details]
  const byHand = ALL_ROUTES.filter(({ label }) => exampleOf(label).notByHand === undefined)
  const named = (wanted: (route: NamedRoute) => boolean) => byHand.filter(wanted)

  it.each(named(() => true))('$label answers its example as it declares', async ({ label, route }) => {
    const { caller, call } = await prepare(app, label, exampleOf(label))
    const reply = await send(call, caller.token)
    expect([reply.status, reply.json.code]).toEqual([route.status ?? 200, undefined])
  })

  it.each(named(({ route }) => route.params !== undefined))(
    '$label gives a stranger of the same role only what the contract says',
    async ({ label, route }) => {
      const example = exampleOf(label)
      const { call } = await prepare(app, label, example)
      const stranger = await aCaller(app, example.as)
      const theirs = await send(call, stranger.token)
      if (example.rows === 'shared') return expect(theirs.status).toBe(route.status ?? 200)
      expect(example.rows).toBe('own')
      // The same reply as for a row that never existed, so that it does not reveal that there is one.
      const nothing = Object.fromEntries(
        Object.entries(call.values).map(([name, value]) => [name, value.replace(/[0-9a-f]{24}$/, 'f'.repeat(24))]),
      )
      if (nothing.ROOM) nothing.ROOM = 'room_that_is_none'
      const never = await send(fillIn(label, example, nothing), stranger.token)
      expect(outcome(theirs)).toEqual(outcome(never))
      expect([theirs.status, theirs.json.code]).toEqual([404, 'NOT_FOUND'])
    },
  )

  it.each(named(({ route }) => takesKey(route)))(
    '$label does once what is sent twice under one key, and not another thing',
    async ({ label, route }) => {
      const { caller, call } = await prepare(app, label, exampleOf(label))
      const first = await send(call, caller.token)
      await app.deps.background.idle()
      const before = await rows()
      const second = await send(call, caller.token)
      await app.deps.background.idle()
      expect([second.status, second.json.data]).toEqual([route.status ?? 200, first.json.data])
      expect(await rows()).toEqual(before)
      if (call.body === undefined) return
      const other = await send(call, caller.token, { body: { ...(call.body as object), extra: 1 } })
      expect([other.status, other.json.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED'])
    },
  )

  it.each(named(({ route }) => takesKey(route)))(
    '$label does once what is sent five times at once under one key',
    async ({ label, route }) => {
      const { caller, call } = await prepare(app, label, exampleOf(label))
      const replies = await Promise.all(Array.from({ length: 5 }, () => send(call, caller.token)))
      await app.deps.background.idle()
      const done = replies.filter(({ status }) => status === (route.status ?? 200))
      const held = replies.filter(({ json }) => json.code === 'IDEMPOTENCY_IN_PROGRESS')
      expect(done.length).toBeGreaterThan(0)
      expect(done.length + held.length).toBe(5)
      expect(new Set(done.map(({ json }) => JSON.stringify(json.data))).size).toBe(1)
      const before = await rows()
      await send(call, caller.token)
      expect(await rows()).toEqual(before)
    },
  )

  it.each(named(({ label }) => exampleOf(label).body !== undefined))(
    '$label is not moved by hostile text, odd values and keys it does not know',
    async ({ label, route }) => {
      const example = { ...exampleOf(label), headers: withoutKey(exampleOf(label).headers) }
      const { caller, call } = await prepare(app, label, example)
      const allowed = routeErrors(route).map((code): string => {
        const old = oldErrorOf(label, code)
        return old?.everywhere ? old.error : code
      })
      for (const put of leavesOf(call.body)) {
        for (const value of [...HOSTILE, ...ODD]) {
          const reply = await send(call, caller.token, { body: put(call.body, value) })
          expect([value, reply.status < 500, reply.json.success || allowed.includes(reply.json.code)]).toEqual([
            value,
            true,
            true,
          ])
        }
      }
      await app.deps.background.idle()
      const again = await prepare(app, label, example)
      const kept = { isAdmin: true, role: 'admin', id: 'f'.repeat(24), ...(again.call.body as object) }
      expect((await send(again.call, again.caller.token, { body: kept })).status).toBe(route.status ?? 200)
    },
    30_000,
  )

  const withoutKey = (headers: Record<string, string> = {}) =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'idempotency-key'))
})

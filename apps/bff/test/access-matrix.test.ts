import type { Allow } from '@qingpin/contract/core/define'
import { errorSpec } from '@qingpin/contract/errors'
import { type ErrorCode } from '@qingpin/contract/core/error-spec'
import { can, type Permission, type Role, ROLES } from '@qingpin/contract/core/policy'
import { beforeAll, describe, expect, it } from 'vitest'
import { signAccessToken } from '../src/crypto/access-token.ts'
import { type AccountRow, createAccount } from '../src/features/auth/index.ts'
import { openSession } from '../src/features/auth/session.service.ts'
import { routeErrors } from '../src/http/route-errors.ts'
import { ALL_ROUTES, bodyOf, type NamedRoute, pathWith, takesKey } from '@qingpin/testing/contract-routes'
import { useApp } from '@qingpin/testing/harness'
import { changeAccount, countRows } from '@qingpin/testing/rows'

const app = useApp()
const NOBODY = '0'.repeat(24)
const AUTH_CODES: readonly string[] = [
  'UNAUTHORIZED',
  'TOKEN_INVALID',
  'TOKEN_EXPIRED',
  'ACCOUNT_SUSPENDED',
  'FORBIDDEN',
]

const accounts = new Map<Role, AccountRow>()
beforeAll(async () => {
  for (const role of ROLES) {
    const staffRole = role === 'personal' ? {} : { username: `matrix.${role}`, staffRole: role }
    const account = await app.db.tx((t) => createAccount(t, app.ctx(), { name: '矩阵', ...staffRole }))
    if (account) accounts.set(role, account)
  }
})

/** A session of its own for each call: some routes end the one that calls them. */
async function aToken(role: Role): Promise<string> {
  const account = accounts.get(role)
  if (!account) throw new Error(`there is no ${role}`)
  return (await app.db.tx((t) => openSession(t, app.ctx(), account, 'password'))).token
}

/** Says something else under the signature of what it said. */
function changed(token: string, changes: object): string {
  const [head, payload = '', signature] = token.split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object
  return [head, Buffer.from(JSON.stringify({ ...claims, ...changes })).toString('base64url'), signature].join('.')
}

/** Tokens that must not work, and the code that says why. */
const BAD_TOKENS: Record<string, { code: ErrorCode; make: () => Promise<string> | string }> = {
  'a garbage token': { code: 'TOKEN_INVALID', make: () => 'garbage' },
  'a token that names another account': {
    code: 'TOKEN_INVALID',
    make: async () => changed(await aToken('personal'), { sub: accounts.get('admin')?.id }),
  },
  // Its session is open and its account the right one: nothing but the signature is wrong.
  'a token whose end was put off': {
    code: 'TOKEN_INVALID',
    make: async () => changed(await aToken('admin'), { exp: Math.floor(app.ctx().now / 1000) + 86_400 }),
  },
  'an expired token': {
    code: 'TOKEN_EXPIRED',
    make: async () => {
      const claims = JSON.parse(Buffer.from((await aToken('admin')).split('.')[1] ?? '', 'base64url').toString())
      return signAccessToken(app.deps.settings.tokenSecret, { ...claims, exp: Math.floor(app.ctx().now / 1000) })
    },
  },
  'the token of a session that was ended': {
    code: 'TOKEN_INVALID',
    make: async () => {
      const token = await aToken('admin')
      await app.as(token)('POST /api/auth/logout')
      return token
    },
  },
  'the token of a suspended admin': {
    code: 'ACCOUNT_SUSPENDED',
    make: async () => {
      const { id, token } = await app.aStaff('admin')
      await changeAccount(app, id, { status: 'suspended' })
      return token
    },
  },
}

const isPermission = (allow: Allow): allow is Permission => allow.includes(':')
/** What stands in the way of a good session of this role, by the contract alone. */
const refusalOf = (allow: Allow, role: Role): ErrorCode | undefined =>
  isPermission(allow) && !can(role, allow) ? 'FORBIDDEN' : undefined

/** Calls a route without anything that it asks for: who may not call it must not even learn what that is. */
async function call({ route, method }: NamedRoute, token: string | undefined) {
  const init = bodyOf(route) ? { body: {} } : {}
  const reply = await app.raw(method, pathWith(route, NOBODY), token === undefined ? init : { ...init, token })
  if (route.raw) {
    // A vendor's own protocol: that it is refused in the vendor's shape is tested with the vendor's messages.
    expect(reply.status).toBeLessThan(500)
    return { code: undefined, details: undefined }
  }
  if ('produces' in route && reply.status === 200 && !/json/.test(reply.headers.get('content-type') ?? '')) {
    expect(reply.headers.get('content-disposition')).toMatch(/^attachment/)
    return { code: undefined, details: undefined }
  }
  const code: string | undefined = reply.json.code
  if (code !== undefined) {
    expect(routeErrors(route)).toContain(code)
    expect(reply.status).toBe(errorSpec(code as ErrorCode).status)
    expect(reply.json).toMatchObject({ success: false, error: code, message: expect.stringMatching(/[\u4e00-\u9fff]/) })
  } else expect([reply.json.success, reply.status]).toEqual([true, route.status ?? 200])
  expect(reply.json).toMatchObject({ requestId: expect.any(String), timestamp: app.ctx().now })
  return { code, details: reply.json.details as unknown }
}

async function expectOutcome(named: NamedRoute, token: string | undefined, refused: ErrorCode | undefined) {
  const { code, details } = await call(named, token)
  if (refused) expect([code, details]).toEqual([refused, undefined])
  else expect(AUTH_CODES).not.toContain(code)
}

describe.each(ALL_ROUTES)('$label', (named) => {
  const { route, method } = named
  const { allow } = route
  const body = bodyOf(route)
  const allowedRole = ROLES.find((role) => refusalOf(allow, role) === undefined) ?? 'admin'

  it('without a token', () =>
    expectOutcome(named, undefined, allow === 'public' || allow === 'optional' ? undefined : 'UNAUTHORIZED'))

  it.each(Object.entries(BAD_TOKENS))('with %s', async (_, { code, make }) =>
    expectOutcome(named, await make(), allow === 'public' ? undefined : code),
  )

  it.each(ROLES)('as %s', async (role) => expectOutcome(named, await aToken(role), refusalOf(allow, role)))

  it('refuses another kind of authorization, and one without a token', async () => {
    for (const authorization of ['Basic YWRtaW46YWRtaW4xMjM=', 'Bearer', 'Bearer ', 'Bearer a b', '']) {
      const init = { headers: { authorization }, ...(body ? { body: {} } : {}) }
      const { json } = await app.raw(method, pathWith(route, NOBODY), init)
      if (allow === 'public') expect(AUTH_CODES).not.toContain(json.code)
      else expect(json.code).toBe('TOKEN_INVALID')
    }
  })

  if (route.params) {
    it('with ids that cannot be', async () => {
      const token = await aToken(allowedRole)
      const long = 'a'.repeat(25)
      const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
      const impossible = (value: string) =>
        !route.params?.safeParse(Object.fromEntries(names.map((name) => [name, decodeURIComponent(value)]))).success
      const values = ['x', '0'.repeat(23), long, 'A'.repeat(24), '%00', "1'%20or%20'1'='1", '%F0%9F%8C%B8', '%25']
      expect(values.filter(impossible).length).toBeGreaterThan(3)
      for (const id of values.filter(impossible)) {
        const reply = await app.raw(method, pathWith(route, id), body ? { token, body: {} } : { token })
        expect([reply.status, reply.json.code]).toEqual([400, 'VALIDATION_ERROR'])
        expect(names).toContain(reply.json.details[0].field)
      }
    })
  }

  if (!body) return

  const send = async (init: { body?: unknown; text?: string; headers?: Record<string, string> }) =>
    app.raw(method, pathWith(route, NOBODY), { token: await aToken(allowedRole), ...init })

  it('says in Chinese which fields are missing, and drops keys it does not know', async () => {
    const missing = body.safeParse({}).error?.issues.map((issue) => issue.path.join('.'))
    const [empty, unknown] = [await send({ body: {} }), await send({ body: { '': 1, __proto__x: {}, isAdmin: true } })]
    if (missing) {
      expect([empty.status, empty.json.code]).toEqual([400, 'VALIDATION_ERROR'])
      expect(empty.json.details.map((detail: { field: string }) => detail.field)).toEqual(missing)
      for (const { message } of empty.json.details) expect(message).toBe('这一项要填。')
    } else expect(empty.json.code).not.toBe('VALIDATION_ERROR')
    expect([unknown.status, unknown.json.details]).toEqual([empty.status, empty.json.details])
  })

  it('refuses a body that is no object, no JSON, or of another type', async () => {
    for (const text of ['[]', 'null', '"text"', '7']) {
      const reply = await send({ text })
      expect([text, reply.status, reply.json.code]).toEqual([text, 400, 'VALIDATION_ERROR'])
    }
    for (const text of ['{', '', '{"a":}', 'undefined']) {
      const reply = await send({ text, headers: { 'content-type': 'application/json; charset=utf-8' } })
      expect([text, reply.status, reply.json.code]).toEqual([text, 400, 'MALFORMED_JSON'])
    }
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded']) {
      const reply = await send({ text: 'a=b', headers: { 'content-type': type } })
      expect([type, reply.status, reply.json.code]).toEqual([type, 415, 'UNSUPPORTED_MEDIA_TYPE'])
    }
  })

  it('refuses a body of more than a megabyte', async () => {
    const reply = await send({ text: JSON.stringify({ text: 'x'.repeat(1024 * 1024) }) })
    expect([reply.status, reply.json.code]).toEqual([413, 'PAYLOAD_TOO_LARGE'])
  })

  it(takesKey(route) ? 'refuses an idempotency key that is none' : 'ignores an idempotency key', async () => {
    const before = await countRows(app, 'idempotencyKeys')
    for (const key of ['x'.repeat(201), 'a b', 'ü']) {
      const reply = await send({ body: {}, headers: { 'idempotency-key': key } })
      if (takesKey(route)) expect([reply.status, reply.json.code]).toEqual([400, 'IDEMPOTENCY_KEY_INVALID'])
      else expect(reply.json.code).not.toBe('IDEMPOTENCY_KEY_INVALID')
    }
    const { status } = await send({ body: {}, headers: { 'idempotency-key': 'usable' } })
    // A refused request keeps nothing; a few routes ask for so little that an empty body is accepted.
    const kept = takesKey(route) && status < 300 ? 1 : 0
    expect(await countRows(app, 'idempotencyKeys')).toBe(before + kept)
  })
})

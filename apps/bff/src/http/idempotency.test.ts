import { setImmediate as nextTurn } from 'node:timers/promises'
import { isNull } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '@qingpin/contract/core/days'
import { ENGINES, useApp } from '@qingpin/testing/harness'
import { countRows } from '@qingpin/testing/rows'
import { anIdNumber, aWorker } from '@qingpin/testing/workers'

const REGISTER = '/api/resumes/miniprogram/self-register'
const CREATE = '/api/resumes/miniprogram/create'
let serial = 0
const aKey = () => `key-${serial++}`

describe.each(ENGINES)('the Idempotency-Key on %s', (engine) => {
  const app = useApp(engine, { TRUSTED_PROXIES: 'in-process' })
  const post = (path: string, key: string, body: object, token?: string) =>
    app.raw('POST', path, { body, headers: { 'idempotency-key': key }, ...(token === undefined ? {} : { token }) })
  const changeKeys = (changes: object) =>
    app.db.tx(function* (t) {
      yield t.update(app.db.s.idempotencyKeys).set(changes)
    })
  const anonymous = () => ({ ...aWorker(), phone: null })

  it('gives the first answer again, marked as a repeat, and does nothing twice', async () => {
    const [key, body] = [aKey(), aWorker()]
    const first = await post(REGISTER, key, body)
    const before = [await countRows(app, 'resumes'), await countRows(app, 'auditLog')]
    app.advance(5000)
    const second = await post(REGISTER, key, body)
    expect([second.status, second.json.data]).toEqual([201, first.json.data])
    expect(first.headers.get('idempotency-replayed')).toBeNull()
    expect(second.headers.get('idempotency-replayed')).toBe('true')
    expect(second.json.requestId).not.toBe(first.json.requestId)
    expect(second.json.timestamp).toBe(first.json.timestamp + 5000)
    expect([await countRows(app, 'resumes'), await countRows(app, 'auditLog')]).toEqual(before)
  })

  it('recognises a guest whose IPv6 address has changed within the subnet', async () => {
    const [key, body] = [aKey(), aWorker()]
    const from = (address: string) =>
      app.raw('POST', REGISTER, { body, headers: { 'idempotency-key': key, 'x-forwarded-for': address } })
    const [first, second] = [await from('2001:db8:1:2::a'), await from('2001:db8:1:2::b')]
    expect([second.status, second.json.data]).toEqual([201, first.json.data])
    const elsewhere = await from('2001:db8:1:3::a')
    expect(elsewhere.json.data.id).not.toBe(first.json.data.id)
  })

  it('makes one row of twenty simultaneous repeats; the others get 409 or the stored reply', async () => {
    const [key, body, before] = [aKey(), anonymous(), await countRows(app, 'resumes')]
    const replies = await Promise.all(Array.from({ length: 20 }, () => post(REGISTER, key, body)))
    expect(await countRows(app, 'resumes')).toBe(before + 1)
    const ids = new Set(replies.filter((reply) => reply.status === 201).map((reply) => reply.json.data.id))
    expect(ids.size).toBe(1)
    for (const reply of replies.filter((one) => one.status !== 201)) {
      expect([reply.status, reply.json.code]).toEqual([409, 'IDEMPOTENCY_IN_PROGRESS'])
      expect(reply.headers.get('retry-after')).toBe('1')
    }
  })

  it('refuses another body under the same key', async () => {
    const [key, body] = [aKey(), aWorker()]
    await post(REGISTER, key, body)
    const reply = await post(REGISTER, key, { ...body, age: 41 })
    expect([reply.status, reply.json.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED'])
  })

  it('stores nothing of a refused request, so that it can be corrected under the same key', async () => {
    const [key, before] = [aKey(), await countRows(app, 'idempotencyKeys')]
    expect((await post(REGISTER, key, aWorker({ age: 5 }))).status).toBe(400)
    expect((await post(REGISTER, key, {})).status).toBe(400)
    expect(await countRows(app, 'idempotencyKeys')).toBe(before)
    expect((await post(REGISTER, key, aWorker())).status).toBe(201)
  })

  it('distinguishes callers and routes', async () => {
    const [one, other] = [await app.aStaff('employee'), await app.aStaff('employee')]
    const [key, body] = [aKey(), anonymous()]
    const ids = [
      await post(CREATE, key, body, one.token),
      await post(CREATE, key, body, other.token),
      await post(REGISTER, key, body, one.token),
      await post(REGISTER, key, body),
    ].map((reply) => reply.json.data.id)
    expect(new Set(ids).size).toBe(4)
    const again = await post(CREATE, key, body, one.token)
    expect(again.json.data.id).toBe(ids[0])
  })

  it('recognises the caller under a new token', async () => {
    const staff = await app.aStaff('employee')
    const [key, body] = [aKey(), anonymous()]
    const first = await post(CREATE, key, body, staff.token)
    const { token } = await app.as()('POST /api/auth/refresh', { body: { refresh_token: staff.refreshToken } })
    expect((await post(CREATE, key, body, token)).json.data).toEqual(first.json.data)
  })

  it('checks the token before the key', async () => {
    const reply = await post(CREATE, aKey(), anonymous())
    expect([reply.status, reply.json.code]).toEqual([401, 'UNAUTHORIZED'])
  })

  it('lets a repeat claim the key of a crashed process after a minute', async () => {
    const [key, body] = [aKey(), anonymous()]
    const first = await post(REGISTER, key, body)
    await changeKeys({ status: null, reply: null })
    app.advance(59_999)
    expect((await post(REGISTER, key, body)).json.code).toBe('IDEMPOTENCY_IN_PROGRESS')
    app.advance(1)
    const second = await post(REGISTER, key, body)
    expect([second.status, second.json.data.id === first.json.data.id]).toEqual([201, false])
    expect((await post(REGISTER, key, body)).json.data.id).toBe(second.json.data.id)
  })

  it('stores the accepted reply of a slow request, although the repeat that claimed its key was refused', async () => {
    const { token } = await app.aStaff('admin')
    const body = { username: `slow.${serial++}`, password: 'long-enough-1', name: '慢慢来', role: 'employee' }
    const key = aKey()
    const { idempotencyKeys } = app.db.s
    const underWay = async () =>
      (await app.db.q.select().from(idempotencyKeys).where(isNull(idempotencyKeys.status))).length
    const before = await underWay()
    // Both make a password hash first, which takes long enough for the second to come in between.
    const slow = post('/api/users', key, body, token)
    while ((await underWay()) === before) await nextTurn()
    app.advance(61_000)
    const claimLease = post('/api/users', key, body, token)
    const replies = await Promise.all([slow, claimLease])
    const accepted = replies.find((reply) => reply.status === 201)
    expect(replies.map((reply) => reply.json.code)).toContain('DUPLICATE_USERNAME')
    const repeat = await post('/api/users', key, body, token)
    expect([repeat.status, repeat.json.data]).toEqual([201, accepted?.json.data])
  })

  it('forgets a key after a day', async () => {
    const [key, body] = [aKey(), anonymous()]
    const first = await post(REGISTER, key, body)
    app.advance(24 * HOUR_MS - 1)
    expect((await post(REGISTER, key, body)).json.data.id).toBe(first.json.data.id)
    app.advance(1)
    expect((await post(REGISTER, key, { ...body, age: 50 })).json.data.id).not.toBe(first.json.data.id)
  })

  it('deletes replies older than a day when new keys come in, because they hold personal data', async () => {
    await post(REGISTER, aKey(), anonymous())
    app.advance(25 * HOUR_MS)
    await post(REGISTER, aKey(), anonymous())
    expect(await countRows(app, 'idempotencyKeys')).toBe(1)
  })

  it('stores the answer encrypted, and neither key nor body', async () => {
    const [key, idNumber] = [aKey(), anIdNumber()]
    const { token } = await app.aStaff('employee')
    const body = aWorker({ idNumber, name: '独一无二', phone: '13512349999' })
    const reply = await post(CREATE, key, body, token)
    expect(reply.json.data.resume.idNumber).toBe(idNumber)
    const text = JSON.stringify(await app.db.q.select().from(app.db.s.idempotencyKeys))
    for (const secret of [idNumber, '13512349999', '独一无二', key]) expect(text).not.toContain(secret)
    expect((await post(CREATE, key, body, token)).json.data).toEqual(reply.json.data)
  })

  it.each(['', 'with space', 'tab\there', 'ü', 'x'.repeat(201)])('refuses the key "%s"', async (key) => {
    const reply = await post(REGISTER, key, aWorker())
    expect([reply.status, reply.json.code]).toEqual([400, 'IDEMPOTENCY_KEY_INVALID'])
  })

  it('takes a key of 200 visible characters', async () => {
    expect((await post(REGISTER, `~!{}'"${'k'.repeat(194)}`, aWorker())).status).toBe(201)
  })
})

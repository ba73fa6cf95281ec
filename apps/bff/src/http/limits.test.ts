import { LIMITS } from '@qingpin/contract/core/limits'
import { describe, expect, it } from 'vitest'
import { ENGINES, useApp } from '@qingpin/testing/harness'
import { countRows } from '@qingpin/testing/rows'
import { memoryLimiter } from './limiter.ts'
import { aWorker } from '@qingpin/testing/workers'

const WRONG = { username: 'nobody-here', password: 'not-the-password' }

describe.each(ENGINES)('limits, on %s', (engine) => {
  const app = useApp(engine, { TRUSTED_PROXIES: '10.0.0.1' }, undefined, { limits: true })
  let phones = 0
  const register = (over: object = {}, headers: Record<string, string> = {}) =>
    app.raw('POST', '/api/resumes/miniprogram/self-register', {
      body: aWorker({ phone: `1337${String(phones++).padStart(7, '0')}`, ...over }),
      headers,
    })
  const statusesOf = (replies: { status: number }[]) => replies.map(({ status }) => status)

  it('let three registrations a minute through; refused ones do not count', async () => {
    const before = await countRows(app, 'resumes')
    for (let i = 0; i < 5; i++) expect((await register({ age: 'old' })).status).toBe(400)
    const replies = [await register(), await register(), await register(), await register()]
    expect(statusesOf(replies)).toEqual([201, 201, 201, 429])
    expect(replies[3]?.json).toMatchObject({ code: 'RATE_LIMITED', message: expect.stringMatching(/再试/) })
    expect(Number(replies[3]?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await countRows(app, 'resumes')).toBe(before + 3)
    app.advance(61_000)
    expect((await register()).status).toBe(201)
    app.advance(61_000)
  })

  it('let a classroom behind one address register, and one device no more than three a minute', async () => {
    const from = (device: number) => register({}, { 'x-device-token': `classroom-${String(device).padStart(20, '0')}` })
    const replies = []
    for (let device = 0; device < 12; device++) replies.push(await from(device))
    expect(new Set(statusesOf(replies))).toEqual(new Set([201]))
    expect(statusesOf([await from(0), await from(0), await from(0)])).toEqual([201, 201, 429])
    app.advance(61_000)
  })

  it('allow a classroom behind one address many codes, and one device few', async () => {
    const ask = (device: number) =>
      app.raw('POST', '/api/auth/sms-code', {
        body: { phone: `1338${String(phones++).padStart(7, '0')}` },
        headers: { 'x-device-token': `classroom-${String(device).padStart(20, '0')}` },
      })
    const replies = []
    for (let device = 0; device < 40; device++) replies.push(await ask(device))
    expect(new Set(statusesOf(replies))).toEqual(new Set([200]))
    const own = []
    for (let i = 0; i < LIMITS.smsCodeDevice.times; i++) own.push((await ask(0)).status)
    expect([own.filter((status) => status === 200).length, own.at(-1)]).toEqual([LIMITS.smsCodeDevice.times - 1, 429])
    app.advance(601_000)
  })

  it('hold for concurrent requests', async () => {
    const replies = await Promise.all(Array.from({ length: 12 }, () => register()))
    expect(statusesOf(replies).filter((status) => status === 201)).toHaveLength(3)
    app.advance(61_000)
  })

  it('ignore an X-Forwarded-For that the caller wrote', async () => {
    const replies = []
    for (let i = 0; i < 4; i++) replies.push(await register({}, { 'x-forwarded-for': `203.0.113.${i}` }))
    expect(statusesOf(replies)).toEqual([201, 201, 201, 429])
    app.advance(61_000)
  })

  it('slow down guesses of passwords, whether or not the user name exists', async () => {
    const { username } = await app.aStaff('employee')
    const guesses = []
    for (let i = 0; i < 100; i++) {
      const body = i % 2 ? WRONG : { username, password: 'not-the-password' }
      guesses.push(await app.raw('POST', '/api/auth/login', { body }))
    }
    expect(statusesOf(guesses).filter((status) => status === 429).length).toBeGreaterThanOrEqual(
      100 - LIMITS.login.times,
    )
    const [known, unknown] = [guesses.filter((_, i) => i % 2 === 0), guesses.filter((_, i) => i % 2)]
    expect(known.map(({ json }) => json.code)).toEqual(unknown.map(({ json }) => json.code))
    app.advance(LIMITS.login.seconds * 1000)
  })

  it('limit the PDF pages of one person', async () => {
    const [eager, other] = [await app.aPerson(), await app.aPerson()]
    const previews = async (token: string, times: number) => {
      const { id } = await app.as(token)('POST /api/cvs', { body: {} })
      const statuses = []
      for (let i = 0; i < times; i++)
        statuses.push((await app.raw('GET', `/api/cvs/${id}/${i % 2 ? 'pdf' : 'preview'}`, { token })).status)
      return statuses
    }
    const seen = await previews(eager.token, LIMITS.pdf.times + 1)
    expect([seen.filter((status) => status === 200).length, seen.at(-1)]).toEqual([LIMITS.pdf.times, 429])
    expect(await previews(other.token, 1)).toEqual([200])
    app.advance(61_000)
  })

  it('limit queries of one person to WeChat Pay, by all routes together', async () => {
    const person = await app.aPerson()
    const calls = () => app.sandbox.sandbox.requests.list('wxpay').length
    const post = (path: string, body?: object) => app.raw('POST', path, { token: person.token, body })
    const order = await post('/api/orders', { packageId: 'credits-100', platform: 'h5' })
    const { id } = order.json.data.order
    const statuses = []
    for (let i = 1; i < LIMITS.payment.times; i++) statuses.push((await post(`/api/orders/${id}/confirm`)).status)
    expect(new Set(statuses)).toEqual(new Set([200]))
    const before = calls()
    expect(before).toBeGreaterThan(0)
    for (const way of ['pay', 'confirm', 'close']) expect((await post(`/api/orders/${id}/${way}`)).status).toBe(429)
    expect((await post('/api/orders', { packageId: 'credits-100', platform: 'h5' })).status).toBe(429)
    expect(calls()).toBe(before)
    // How it stands here can be read all the while.
    expect((await app.raw('GET', `/api/orders/${id}`, { token: person.token })).status).toBe(200)
    app.advance(61_000)
    expect((await post(`/api/orders/${id}/close`)).status).toBe(200)
  })

  it('limit the moderated names of one person, by the old and the new route together', async () => {
    const { token } = await app.aPerson()
    const rename = async (i: number) =>
      i % 2
        ? (await app.raw('PATCH', '/api/auth/me', { token, body: { name: `小王${i}` } })).status
        : (await app.raw('POST', '/api/user/update-profile', { token, body: { userInfo: { nickName: `小王${i}` } } }))
            .status
    const statuses = []
    for (let i = 0; i < LIMITS.profile.times; i++) statuses.push(await rename(i))
    expect([new Set(statuses), await rename(0), await rename(1)]).toEqual([new Set([200]), 429, 429])
  })

  it('keep no address in clear', async () => {
    await register({}, {})
    const rows = JSON.stringify(await app.db.q.select().from(app.db.s.rateLimits))
    expect(rows).not.toContain('in-process')
  })
})

describe('the general limit', () => {
  const app = useApp('sqlite', {}, undefined, { limits: true })

  it('stops a flood of one account without affecting others', async () => {
    const [busy, calm] = [await app.aPerson(), await app.aPerson()]
    const ask = (token: string) => app.raw('GET', '/api/auth/me', { token })
    let refused = 0
    for (let i = 0; i <= LIMITS.general.times; i++) if ((await ask(busy.token)).status === 429) refused++
    expect(refused).toBe(1)
    expect((await ask(calm.token)).status).toBe(200)
    app.advance(60_000)
    expect((await ask(busy.token)).status).toBe(200)
  })

  it('holds for the documentation too', async () => {
    const page = () => app.raw('GET', '/api/docs')
    for (let i = 0; i < LIMITS.general.times; i++) expect((await page()).status).toBe(200)
    const refused = [
      await page(),
      await app.raw('GET', '/api/docs/start.js'),
      await app.raw('GET', '/api/openapi.json'),
    ]
    expect(refused.map(({ json }) => json.code)).toEqual(Array(3).fill('RATE_LIMITED'))
    app.advance(60_000)
  })
})

describe('the memory of callers', () => {
  it('forgets the oldest callers when it is full, not the active ones', async () => {
    const limiter = memoryLimiter(() => ({ per: 'address', times: 2, seconds: 60 }))
    for (let i = 0; i < 19_999; i++) await limiter.take('general', `crowd-${i}`, 0)
    for (let i = 0; i < 3; i++) await limiter.take('general', 'busy', 1)
    await limiter.take('general', 'one more', 2)
    expect(await limiter.take('general', 'busy', 3)).toBeGreaterThan(0)
  })

  it('stores no more of a key than distinguishes callers', async () => {
    const limiter = memoryLimiter(() => ({ per: 'address', times: 1, seconds: 60 }))
    const long = 'x'.repeat(64)
    expect(await limiter.take('general', `${long}one`, 0)).toBe(0)
    expect(await limiter.take('general', `${long}another`, 0)).toBeGreaterThan(0)
  })
})

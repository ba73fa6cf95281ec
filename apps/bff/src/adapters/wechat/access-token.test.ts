import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { newDatabase } from '@qingpin/testing/postgres'
import { aPhone, ENGINES, startApp, type TestApp, useApp } from '@qingpin/testing/harness'
import { FORCE_EVERY_MS, FORCED_A_DAY } from './token-store.rules.ts'
import { makeTokenStore } from './token-store.repo.ts'
import { openPg } from '../../db/pg.ts'

const askFor = (app: TestApp, by: TestApp = app) => {
  const phone = aPhone()
  const { code } = by.sandbox.sandbox.wechat.issuePhoneCode(phone)
  return app.deps.wechat.phoneOf(code)
}

describe.each(ENGINES)('the access token on %s', (engine) => {
  const app = useApp(engine)
  const wechat = () => app.sandbox.sandbox.wechat
  const tokenCalls = () =>
    app.sandbox.sandbox.requests.list('wechat').filter((one) => one.route === 'stable_token').length
  const crowd = () => Promise.all(Array.from({ length: 20 }, () => askFor(app)))
  beforeEach(() => app.sandbox.sandbox.requests.clear())

  it('is fetched once for twenty concurrent callers, and stored encrypted', async () => {
    expect(await crowd()).toHaveLength(20)
    expect(tokenCalls()).toBe(1)
    const [row] = await app.db.q.select().from(app.db.s.vendorTokens)
    expect(row?.tokenSealed).toMatch(/^k1\./)
    await crowd()
    expect(tokenCalls()).toBe(1)
  })

  it('is renewed before it expires', async () => {
    await askFor(app)
    app.advance(6901_000)
    await askFor(app)
    expect(tokenCalls()).toBe(1)
  })

  it('is renewed exactly once when WeChat refuses it for several callers', async () => {
    await askFor(app)
    wechat().revokeToken()
    app.sandbox.sandbox.requests.clear()
    expect(await crowd()).toHaveLength(20)
    expect([tokenCalls(), wechat().tokens().forcedToday]).toEqual([1, 0])
  })

  it('is force-refreshed only when WeChat returns the refused token again, and at most so often', async () => {
    await askFor(app)
    const refused = { body: { errcode: 42001, errmsg: 'access_token expired' } }
    const plan = (times: number) =>
      app.sandbox.sandbox.faults.plan({ service: 'wechat', route: 'getuserphonenumber', times, ...refused })
    plan(1)
    await askFor(app)
    expect(wechat().tokens().forcedToday).toBe(1)
    plan(1)
    await expect(askFor(app)).rejects.toMatchObject({ code: 'WECHAT_BUSY' })
    expect(wechat().tokens().forcedToday).toBe(1)
  })

  it('is force-refreshed a few times a day, for all ports and processes together', async () => {
    const refuse = () =>
      app.sandbox.sandbox.faults.plan({
        service: 'wechat',
        route: 'getuserphonenumber',
        times: 1,
        body: { errcode: 42001, errmsg: 'access_token expired' },
      })
    app.advance(86_400_000)
    const store = makeTokenStore(app.deps, `wechat:${app.deps.settings.wechat.appId}`)
    await askFor(app)
    // Another port or process takes some of them.
    for (let i = 0; i < 4; i++) {
      app.advance(FORCE_EVERY_MS)
      expect(await store.takeForced()).toBe(true)
      expect(await store.takeForced()).toBe(false)
    }
    const outcomes: string[] = []
    for (let i = 0; i < FORCED_A_DAY - 2; i++) {
      app.advance(FORCE_EVERY_MS)
      refuse()
      outcomes.push(
        await askFor(app).then(
          () => 'asked',
          () => 'refused',
        ),
      )
    }
    expect(outcomes.filter((one) => one === 'asked')).toHaveLength(FORCED_A_DAY - 4)
    expect(wechat().tokens().forcedToday).toBe(FORCED_A_DAY - 4)
    app.advance(86_400_000)
    expect(await store.takeForced()).toBe(true)
  })

  it('fails when WeChat issues none, and is requested again by the next caller', async () => {
    wechat().revokeToken()
    app.advance(7200_000)
    const plan = { service: 'wechat', route: 'stable_token', times: 1 } as const
    app.sandbox.sandbox.faults.plan({ ...plan, body: { errcode: 40164, errmsg: 'invalid ip' } })
    await expect(askFor(app)).rejects.toMatchObject({ code: 'WECHAT_UNAVAILABLE' })
    app.sandbox.sandbox.faults.plan({ ...plan, status: 502 })
    await expect(askFor(app)).rejects.toMatchObject({ code: 'WECHAT_BUSY' })
    await expect(askFor(app)).resolves.toMatch(/^136/)
  })
})

const base = inject('postgres')

describe.skipIf(base === undefined)('the access token of two replicas on one PostgreSQL', () => {
  const replicas: TestApp[] = []
  beforeAll(async () => {
    const url = await newDatabase(base ?? '')
    const first = await startApp('pg', {}, undefined, { open: () => openPg(url, { max: 6 }) })
    const env = { WECHAT_API_BASE: first.deps.settings.wechat.base, WECHAT_SECRET: first.deps.settings.wechat.secret }
    replicas.push(first, await startApp('pg', env, undefined, { open: () => openPg(url, { max: 6 }) }))
  })
  afterAll(async () => {
    for (const replica of replicas) await replica.stop()
  })

  it('is renewed by one of them for both', async () => {
    const [first, second] = replicas as [TestApp, TestApp]
    const all = () => Promise.all(Array.from({ length: 10 }, (_, i) => askFor(i % 2 === 0 ? first : second, first)))
    await all()
    expect(first.sandbox.sandbox.wechat.tokens().made).toBe(1)
    first.sandbox.sandbox.wechat.revokeToken()
    await all()
    expect(first.sandbox.sandbox.wechat.tokens()).toEqual({ made: 2, forcedToday: 0 })
  })
})

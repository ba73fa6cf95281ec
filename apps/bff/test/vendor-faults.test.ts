import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '@qingpin/contract/core/days'
import { Worker } from '../src/jobs/index.ts'
import { orderWatch } from '../src/features/orders/order-watch.job.ts'
import { SIGN_UP_GIFT } from '../src/features/credits/ledger.rules.ts'
import { aPhone, ENGINES, useApp } from '@qingpin/testing/harness'
import { machineForward } from '@qingpin/testing/machine-clock'
import { memoryLog } from '@qingpin/testing/memory-log'
import { readRun } from '@qingpin/testing/run-reader'

/** Longer than the pause before a second opening, and than what is looked at while it lasts. */
const REST_MS = 2000

describe('a vendor that is down', () => {
  const { log, lines } = memoryLog()
  const app = useApp('sqlite', { VENDOR_REST_MS: String(REST_MS) }, log)
  const vendors = () => app.sandbox.sandbox
  const metric = async (name: string) => {
    const line = (await app.deps.metrics.text()).split('\n').find((one) => one.startsWith(`qingpin_${name} `))
    return line === undefined ? undefined : Number(line.split(' ').at(-1))
  }
  const post = (path: string, body: unknown, token?: string) =>
    app.raw('POST', path, { body, ...(token === undefined ? {} : { token }) })

  /** What a person does that needs the vendor, and the error that they get when it is down. */
  const ACTS = {
    wechat: {
      code: 'WECHAT_BUSY',
      rested: 'WECHAT_BUSY',
      make: async () => () => post('/api/auth/miniprogram-login', { code: vendors().wechat.issueCode().code }),
    },
    sms: {
      code: 'SMS_SEND_UNSURE',
      rested: 'SMS_SEND_FAILED',
      make: async () => () => post('/api/auth/sms-code', { phone: aPhone() }),
    },
    'wechat-pay': {
      code: 'PAYMENT_BUSY',
      rested: 'PAYMENT_BUSY',
      make: async () => {
        const { token } = await app.aPerson()
        return () => post('/api/orders', { packageId: 'credits-100', platform: 'h5' }, token)
      },
    },
  } as const
  const sandboxName = (service: keyof typeof ACTS) => (service === 'wechat-pay' ? 'wxpay' : service)

  it.each(['wechat', 'sms', 'wechat-pay'] as const)(
    '(%s) is reported in a clear sentence; after five failures its circuit opens, one call tries, and it closes',
    async (service) => {
      const { code, rested: restedCode, make } = ACTS[service]
      const act = await make()
      const asked = () => vendors().requests.list(sandboxName(service)).length
      const open = () => metric(`vendor_breaker_open{service="${service}"}`)
      const down = { service: sandboxName(service), times: 1000, status: 503, body: { code: 'SYSTEM_ERROR' } } as const
      expect(await open()).toBe(0)
      vendors().faults.plan(down)

      for (let i = 0; i < 5; i++) {
        const { status, json } = await act()
        expect([status, json.code, json.message]).toEqual([503, code, expect.stringMatching(/请稍后再试。$/)])
      }
      expect(await open()).toBe(1)
      const before = asked()
      const rested = await act()
      expect([rested.status, rested.json.code, rested.headers.get('retry-after'), asked()]).toEqual([
        503,
        restedCode,
        '2',
        before,
      ])
      expect(JSON.stringify(rested.json)).not.toMatch(/breaker|open|SYSTEM_ERROR|127\.0\.0\.1/)

      machineForward(REST_MS)
      const crowd = await Promise.all(Array.from({ length: 4 }, () => act()))
      // One of them was asked for; the others were not.
      const codes = [code, restedCode, restedCode, restedCode]
      expect(crowd.map(({ json }) => json.code).toSorted()).toEqual(codes.toSorted())
      expect([asked(), await open()]).toEqual([before + 1, 1])

      vendors().faults.clear()
      machineForward(REST_MS)
      expect((await act()).status).toBeLessThan(300)
      expect(await open()).toBe(0)
      expect(await metric(`vendor_breaker_openings_total{service="${service}"}`)).toBe(2)
      expect(vendors().faults.fired().length).toBeGreaterThanOrEqual(6)
    },
  )

  it('and sends Retry-After is not called before, and the reply passes the time on', async () => {
    vendors().faults.plan({ service: 'wechat', times: 1, status: 429, retryAfter: 7 })
    const { status, headers } = await (await ACTS.wechat.make())()
    expect([status, headers.get('retry-after')]).toEqual([503, '7'])
    await (
      await ACTS.wechat.make()
    )()
  })

  it('(deepseek) costs no credits, and is not called while its circuit is open: the answer fails at once', async () => {
    const { token } = await app.aPerson()
    const api = app.as(token)
    const asked = () => vendors().requests.list('deepseek').length
    const last = async () => {
      const { run } = await api('POST /api/assistant/chats', { body: { text: '明天面试' } })
      return (await readRun(app, token, run.topic)).at(-1)
    }
    vendors().faults.plan({ service: 'deepseek', times: 1000, drop: true })
    // Two openings each: what has not begun is asked for once more.
    for (let i = 0; i < 3; i++) expect(await last()).toMatchObject({ type: 'failed', data: { code: 'UNAVAILABLE' } })
    expect(await metric('vendor_breaker_open{service="deepseek"}')).toBe(1)
    const before = asked()
    expect(before).toBe(5)
    expect(await last()).toMatchObject({
      type: 'failed',
      data: { code: 'UNAVAILABLE', cost: 0, note: '助手暂时用不了，我们已经知道了。没有扣积分。' },
    })
    expect(asked()).toBe(before)
    expect((await api('GET /api/assistant')).credits).toEqual({ available: SIGN_UP_GIFT, held: 0 })
    vendors().faults.clear()
    machineForward(REST_MS)
    expect(await last()).toMatchObject({ type: 'done' })
    const calls = await metric('vendor_call_seconds_count{service="deepseek",operation="chat",outcome="trouble"}')
    expect([calls, await metric('vendor_breaker_open{service="deepseek"}')]).toEqual([5, 0])
  })

  it('is logged without secrets, codes or numbers', async () => {
    const { wechat, sms, deepseek } = app.deps.settings
    const { requests, wechat: people } = vendors()
    const codes = requests.list('wechat').map(({ query }) => query['js_code'] ?? '')
    const said = lines.join('')
    expect(said).toContain('vendor call failed')
    expect(said).toContain('"service":"wechat-pay"')
    for (const secret of [wechat.secret, sms.secretKey, sms.secretId, deepseek.apiKey, ...codes]) {
      expect(secret.length).toBeGreaterThan(5)
      expect(said).not.toContain(secret)
    }
    for (const { openid } of people.people()) expect(said).not.toContain(openid)
  })
})

describe.each(ENGINES)('a payment service with random faults, on %s', (engine) => {
  const app = useApp(engine)
  const { wxpay, faults } = { wxpay: () => app.sandbox.sandbox.wxpay, faults: () => app.sandbox.sandbox.faults }
  const look = () => new Worker(app.deps, [orderWatch]).runDue()

  it('that fails, drops, cuts and repeats calls loses no payment and credits none twice', async () => {
    const people = []
    for (let i = 0; i < 12; i++) people.push(await app.aPerson())
    const seed = 'storm'
    const usual = { service: 'wxpay', times: 1000, probability: 0.2, seed } as const
    faults().plan({ ...usual, route: 'query', status: 503, body: { code: 'SYSTEM_ERROR' } })
    faults().plan({ ...usual, route: '*/transactions/*', drop: true })
    faults().plan({ ...usual, route: 'query', cut: 40 })
    faults().plan({ ...usual, route: 'query', repeat: 1 })
    faults().plan({ ...usual, route: 'webhook', drop: true, probability: 0.5 })
    faults().plan({ ...usual, route: 'webhook', repeat: 2, probability: 0.5 })
    const order = async ({ token }: { token: string }) => {
      for (let tries = 0; tries < 20; tries++) {
        const { status, json } = await app.raw('POST', '/api/orders', {
          token,
          body: { packageId: 'credits-100', platform: 'h5' },
        })
        if (status === 201) return json.data.order as { number: string }
        expect([status, json.code]).toEqual([503, 'PAYMENT_BUSY'])
      }
      throw new Error('never ordered')
    }
    const numbers = await Promise.all(people.map(async (person) => (await order(person)).number))
    await Promise.all(
      numbers.map(async (number) => {
        const there = wxpay().find(number)
        if (!there) throw new Error('WeChat does not know this order')
        await wxpay().pay(there)
      }),
    )
    for (let minute = 0; minute < 25; minute++) {
      app.advance(MINUTE_MS)
      await look()
    }
    faults().clear()
    for (let minute = 0; minute < 20; minute++) {
      app.advance(MINUTE_MS)
      await look()
    }
    const rows = await app.db.q.select().from(app.db.s.orders)
    expect(rows.map(({ state }) => state)).toEqual(people.map(() => 'credited'))
    for (const { token } of people) {
      expect((await app.as(token)('GET /api/credits')).available).toBe(SIGN_UP_GIFT + 100)
    }
    expect(faults().fired().length).toBeGreaterThan(5)
    const { jobs } = app.db.s
    expect(await app.db.q.select().from(jobs).where(eq(jobs.queue, orderWatch.name))).toEqual([])
  })
})

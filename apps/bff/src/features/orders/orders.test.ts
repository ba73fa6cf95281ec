import { createPublicKey, verify } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '@qingpin/contract/core/days'
import { aPhone, ENGINES, refusal, type TestApp, useApp } from '@qingpin/testing/harness'
import { SIGN_UP_GIFT } from '../credits/ledger.rules.ts'
import { Worker } from '../../jobs/index.ts'
import { orderWatch } from './order-watch.job.ts'

const PACKAGE = 'credits-300'
/** What the first purchase of that package brings. */
const BOUGHT = SIGN_UP_GIFT + 300 + 60

const wxpay = (app: TestApp) => app.sandbox.sandbox.wxpay
function atWechat(app: TestApp, number: string) {
  const order = wxpay(app).find(number)
  if (!order) throw new Error('WeChat does not know this order')
  return order
}
const balanceOf = async (app: TestApp, token: string) => (await app.as(token)('GET /api/credits')).available
const order = (app: TestApp, token: string, platform: 'h5' | 'weapp' = 'h5') =>
  app.as(token)('POST /api/orders', { body: { packageId: PACKAGE, platform } })
const fault = (app: TestApp, route: string, plan: object) =>
  app.sandbox.sandbox.faults.plan({ service: 'wxpay', route, times: 1, ...plan })
/** A person who logged in by WeChat, as paying on a phone asks for. */
async function onWechat(app: TestApp) {
  const { code, openid } = app.sandbox.sandbox.wechat.issueCode({ person: aPhone() })
  const { token } = await app.as()('POST /api/auth/miniprogram-login', { body: { code } })
  return { token, openid }
}

describe.each(ENGINES)('buying credits on %s', (engine) => {
  const app = useApp(engine)
  const params = (id: string) => ({ params: { id } })

  it('by code: the credits and the bonus of the first purchase arrive with the payment webhook', async () => {
    const { token } = await app.aPerson()
    const { order: made, payment } = await order(app, token)
    expect(made).toMatchObject({ state: 'paying', credits: 300, bonus: 60, amountFen: 2800, paidAt: null })
    expect(payment).toEqual({ kind: 'code', url: expect.stringContaining('/pay/') })
    await wxpay(app).pay(atWechat(app, made.number))
    expect(wxpay(app).webhooks().at(-1)?.status).toBe(204)
    expect(await app.as(token)('GET /api/orders/{id}', params(made.id))).toMatchObject({
      state: 'credited',
      stateLabel: '已到账',
      paidAt: expect.any(String),
    })
    expect(await balanceOf(app, token)).toBe(BOUGHT)
    const { items } = await app.as(token)('GET /api/credits/history')
    expect(items.map(({ reason, amount, balanceAfter, orderId }) => [reason, amount, balanceAfter, orderId])).toEqual([
      ['首次购买赠送', 60, BOUGHT, null],
      ['购买积分', 300, BOUGHT - 60, made.id],
      ['新账号赠送', SIGN_UP_GIFT, SIGN_UP_GIFT, null],
    ])
    const { items: packages } = await app.as(token)('GET /api/credits/packages')
    expect(packages.map(({ bonus }) => bonus)).toEqual([0, 0, 0])
  })

  it('on the phone: the dialog parameters are signed by the merchant and name the person’s own order', async () => {
    const { token, openid } = await onWechat(app)
    const { order: made, payment } = await order(app, token, 'weapp')
    if (payment?.kind !== 'phone') throw new Error('not for a phone')
    const { timeStamp, nonceStr, package: text, signType, paySign } = payment
    const { wechat, payment: settings } = app.deps.settings
    const signed = Buffer.from(`${wechat.appId}\n${timeStamp}\n${nonceStr}\n${text}\n`)
    if (!settings.wxpay) throw new Error('nothing is sold here')
    const key = createPublicKey(settings.wxpay.privateKey as never)
    expect([signType, verify('sha256', signed, key, Buffer.from(paySign, 'base64'))]).toEqual(['RSA', true])
    expect(atWechat(app, text.replace('prepay_id=', ''))).toMatchObject({ number: made.number, openid })
  })

  it('on the phone requires a WeChat login, because WeChat needs the payer', async () => {
    const { token } = await app.aPerson()
    expect((await refusal(order(app, token, 'weapp'))).code).toBe('PAYER_UNKNOWN')
    expect((await app.as(token)('GET /api/orders')).items).toEqual([])
  })

  it('twice in a row is one order, and the same key returns the same reply', async () => {
    const { token } = await app.aPerson()
    const body = { packageId: PACKAGE, platform: 'h5' } as const
    const keyed = () => app.as(token)('POST /api/orders', { body, idempotencyKey: `key-${token.slice(-8)}` })
    const first = await keyed()
    expect(await keyed()).toEqual(first)
    const all = await Promise.all(Array.from({ length: 4 }, () => order(app, token)))
    expect(new Set(all.map((one) => one.order.number))).toEqual(new Set([first.order.number]))
    expect((await app.as(token)('GET /api/orders')).items).toHaveLength(1)
  })

  it('pays again under the same number', async () => {
    const { token } = await app.aPerson()
    const { order: made, payment } = await order(app, token)
    const again = await app.as(token)('POST /api/orders/{id}/pay', params(made.id))
    expect(again).toEqual({ order: made, payment })
  })

  it('does not find the orders of another person, so that ids cannot be probed', async () => {
    const [owner, other, staff] = [await app.aPerson(), await app.aPerson(), await app.aStaff('admin')]
    const { order: made } = await order(app, owner.token)
    for (const token of [other.token, staff.token]) {
      const api = app.as(token)
      for (const call of [
        () => api('GET /api/orders/{id}', params(made.id)),
        () => api('POST /api/orders/{id}/pay', params(made.id)),
        () => api('POST /api/orders/{id}/confirm', params(made.id)),
        () => api('POST /api/orders/{id}/close', params(made.id)),
      ]) {
        expect((await refusal(call())).code).toBe('NOT_FOUND')
      }
      expect((await api('GET /api/orders')).items).toEqual([])
    }
    expect((await app.as(owner.token)('GET /api/orders/{id}', params(made.id))).state).toBe('paying')
  })

  it('refuses an unknown package', async () => {
    const { token } = await app.aPerson()
    const body = { packageId: 'credits-999', platform: 'h5' } as const
    expect((await refusal(app.as(token)('POST /api/orders', { body }))).code).toBe('NOT_FOUND')
    const raw = await app.raw('POST', '/api/orders', { token, body: { packageId: PACKAGE, platform: 'ios' } })
    expect([raw.status, raw.json.details[0].field]).toEqual([400, 'platform'])
  })

  it('leaves a payable order when WeChat does not answer, and the next try has the same number', async () => {
    const { token } = await app.aPerson()
    fault(app, 'native', { drop: true })
    expect((await refusal(order(app, token))).code).toBe('PAYMENT_BUSY')
    const [left] = (await app.as(token)('GET /api/orders')).items
    expect(left?.state).toBe('created')
    const { order: made, payment } = await order(app, token)
    expect([made.number, made.state, payment?.kind]).toEqual([left?.number, 'paying', 'code'])
  })

  it('fails an order that WeChat refuses, and the next one has another number', async () => {
    const { token } = await app.aPerson()
    fault(app, 'native', { status: 400, body: { code: 'PARAM_ERROR', message: '参数错误' } })
    expect((await refusal(order(app, token))).code).toBe('PAYMENT_REFUSED')
    const [failed] = (await app.as(token)('GET /api/orders')).items
    expect(failed?.state).toBe('failed')
    expect((await refusal(app.as(token)('POST /api/orders/{id}/pay', params(failed?.id ?? '')))).code).toBe(
      'ORDER_OVER',
    )
    expect((await order(app, token)).order.number).not.toBe(failed?.number)
  })

  it('finds the payment of an order when the reply to its registration was lost', async () => {
    const { token } = await app.aPerson()
    const { order: made } = await order(app, token)
    // As a kill between the answer of WeChat and our second transaction leaves it.
    await app.db.tx(function* (t) {
      yield t.update(app.db.s.orders).set({ state: 'created', handle: null })
    })
    await wxpay(app).pay(atWechat(app, made.number), { lose: true })
    const again = await order(app, token)
    expect([again.order.id, again.order.state, again.payment]).toEqual([made.id, 'credited', null])
    expect(await balanceOf(app, token)).toBe(BOUGHT)
  })

  it('opens another order when WeChat has closed the reused one', async () => {
    const { token } = await app.aPerson()
    const { order: first } = await order(app, token)
    await app.as(token)('POST /api/orders/{id}/close', params(first.id))
    // As a kill between WeChat's answer and ours leaves it.
    await app.db.tx(function* (t) {
      yield t.update(app.db.s.orders).set({ state: 'created', handle: null }).where(eq(app.db.s.orders.id, first.id))
    })
    const { order: second } = await order(app, token)
    expect([second.number === first.number, second.state]).toEqual([false, 'paying'])
    expect((await app.as(token)('GET /api/orders/{id}', params(first.id))).state).toBe('closed')
  })

  it('can be closed; a closed order cannot be paid, and a paid one cannot be closed', async () => {
    const { token } = await app.aPerson()
    const api = app.as(token)
    const { order: first } = await order(app, token)
    expect((await api('POST /api/orders/{id}/close', params(first.id))).state).toBe('closed')
    expect((await api('POST /api/orders/{id}/close', params(first.id))).state).toBe('closed')
    await expect(wxpay(app).pay(atWechat(app, first.number))).rejects.toThrow('订单已关闭')
    expect((await refusal(api('POST /api/orders/{id}/pay', params(first.id)))).code).toBe('ORDER_OVER')

    const { order: second } = await order(app, token)
    expect(second.number).not.toBe(first.number)
    await wxpay(app).pay(atWechat(app, second.number), { lose: true })
    expect((await api('POST /api/orders/{id}/close', params(second.id))).state).toBe('credited')
    expect(await balanceOf(app, token)).toBe(BOUGHT)
  })

  it('gives the bonus once, also when two orders promised it', async () => {
    const { token } = await app.aPerson()
    const { order: one } = await order(app, token)
    app.advance(26 * MINUTE_MS)
    const { order: other } = await order(app, token)
    expect([one.bonus, other.bonus, one.number === other.number]).toEqual([60, 60, false])
    for (const { number } of [one, other]) await wxpay(app).pay(atWechat(app, number))
    expect(await balanceOf(app, token)).toBe(BOUGHT + 300)
  })

  it('pages through orders and through the history without missing or repeating a row', async () => {
    const { token } = await app.aPerson()
    for (let i = 0; i < 5; i++) {
      app.advance(1000)
      await wxpay(app).pay(atWechat(app, (await order(app, token)).order.number))
    }
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await app.as(token)('GET /api/orders', { query: { limit: 2, ...(cursor ? { cursor } : {}) } })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect([seen.length, new Set(seen).size]).toEqual([5, 5])
    const balances: number[] = []
    do {
      const page = await app.as(token)('GET /api/credits/history', {
        query: { limit: 2, ...(cursor ? { cursor } : {}) },
      })
      balances.push(...page.items.map(({ balanceAfter }) => balanceAfter))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(balances).toEqual([1580, 1280, 980, 680, 380, 320, 20])
    for (const cursor of ['x', '-1', '9'.repeat(20)]) {
      expect((await app.as(token)('GET /api/credits/history', { query: { cursor } })).items).toHaveLength(7)
    }
  })

  it('checks open orders in the background, and closes expired ones at WeChat first', async () => {
    const { token } = await app.aPerson()
    const [paid, unpaid] = [(await order(app, token)).order, (await order(app, (await app.aPerson()).token)).order]
    await wxpay(app).pay(atWechat(app, paid.number), { lose: true })
    const runDue = () => new Worker(app.deps, [orderWatch]).runDue()
    await runDue()
    expect((await app.as(token)('GET /api/orders/{id}', params(paid.id))).state).toBe('paying')
    app.advance(MINUTE_MS)
    await runDue()
    expect((await app.as(token)('GET /api/orders/{id}', params(paid.id))).state).toBe('credited')
    expect(await balanceOf(app, token)).toBe(BOUGHT)
    fault(app, 'query', { times: 50, status: 500, body: { code: 'SYSTEM_ERROR', message: '系统异常' } })
    app.advance(2 * MINUTE_MS)
    await runDue()
    app.sandbox.sandbox.faults.clear()
    app.advance(40 * MINUTE_MS)
    await runDue()
    expect(atWechat(app, unpaid.number).state).toBe('CLOSED')
    const { jobs } = app.db.s
    expect(await app.db.q.select().from(jobs).where(eq(jobs.queue, orderWatch.name))).toEqual([])
  })
})

describe('where nothing is sold', () => {
  const hidden = useApp('sqlite', { PAY_CHANNEL_WEAPP: 'hidden', PAY_CHANNEL_H5: 'hidden' })
  const half = useApp('sqlite', { PAY_CHANNEL_WEAPP: 'hidden' })

  it('there are no packages and no orders, and the client config says so', async () => {
    const { token } = await hidden.aPerson()
    const api = hidden.as(token)
    expect((await api('GET /api/client-config')).payment).toEqual({ weapp: 'hidden', h5: 'hidden' })
    const calls = [api('GET /api/credits/packages'), api('GET /api/orders'), order(hidden, token)]
    const refused = await Promise.all(calls.map((call) => refusal(call)))
    expect(refused.map(({ code }) => code)).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND'])
    expect((await hidden.raw('POST', '/api/orders/payment-webhook/wechat', { text: '{}' })).status).toBe(404)
    expect((await api('GET /api/credits')).available).toBe(SIGN_UP_GIFT)
  })

  it('on one platform, the other one still sells', async () => {
    const { token } = await half.aPerson()
    const api = half.as(token)
    expect((await refusal(api('GET /api/credits/packages', { query: { platform: 'weapp' } }))).code).toBe('NOT_FOUND')
    expect((await refusal(order(half, token, 'weapp'))).code).toBe('NOT_FOUND')
    expect((await api('GET /api/credits/packages', { query: { platform: 'h5' } })).items).toHaveLength(3)
  })
})

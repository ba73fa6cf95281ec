import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '@qingpin/contract/core/days'
import { useApp } from '@qingpin/testing/harness'
import { vendorCalls } from '../vendor-calls.ts'
import { makeWechatPay } from './wechat-pay.adapter.ts'

const app = useApp('sqlite')
let serial = 0

const port = () => {
  if (!app.deps.payment) throw new Error('nothing is sold here')
  return app.deps.payment
}
const wxpay = () => app.sandbox.sandbox.wxpay
const anOrder = (over: object = {}) => ({
  number: `QPADAPTER${String(serial++).padStart(6, '0')}`,
  description: '300积分',
  amountFen: 2800,
  expiresAt: app.ctx().now + 30 * MINUTE_MS,
  ...over,
})
const fails = (code: string) => expect.objectContaining({ code })
const fault = (route: string, plan: object) =>
  app.sandbox.sandbox.faults.plan({ service: 'wxpay', route, times: 1, ...plan })

describe('an order at WeChat Pay', () => {
  it('is stored there as sent, and the same order sent again gets the same handle', async () => {
    const order = anOrder()
    const { openid } = app.sandbox.sandbox.wechat.issueCode({ person: '付款的人' })
    const first = await port().prepareOnPhone(order, openid)
    expect(first).toEqual({ kind: 'ready', handle: expect.stringMatching(/^wx[0-9a-f]{34}$/) })
    expect(await port().prepareOnPhone(order, openid)).toEqual(first)
    expect(wxpay().find(order.number)).toMatchObject({
      kind: 'jsapi',
      total: 2800,
      description: '300积分',
      openid,
      expiresAt: order.expiresAt,
      notifyUrl: 'http://test.local/api/orders/payment-webhook/wechat',
    })
  })

  it('has a code that opens a page of the payer’s phone', async () => {
    const prepared = await port().prepareByCode(anOrder())
    expect(prepared).toMatchObject({ kind: 'ready', handle: expect.stringContaining(`${app.sandbox.url}/pay/`) })
  })

  it('is refused under the number of another order', async () => {
    const order = anOrder()
    await port().prepareByCode(order)
    await expect(port().prepareByCode({ ...order, amountFen: 1 })).rejects.toEqual(fails('PAYMENT_REFUSED'))
  })

  it('is found unpaid, paid with its payment, and closed', async () => {
    const [paid, closed] = [anOrder(), anOrder()]
    expect(await port().find(paid.number)).toEqual({ kind: 'unknown' })
    await port().prepareByCode(paid)
    await port().prepareByCode(closed)
    expect(await port().find(paid.number)).toEqual({ kind: 'unpaid' })
    const known = wxpay().find(paid.number)
    if (known) await wxpay().pay(known, { lose: true })
    expect(await port().find(paid.number)).toEqual({
      kind: 'paid',
      payment: {
        number: paid.number,
        transactionId: expect.stringMatching(/^42000\d{23}$/),
        amountFen: 2800,
        currency: 'CNY',
        toUs: true,
        paidAt: Math.floor(app.ctx().now / 1000) * 1000,
      },
    })
    expect(await port().close(paid.number)).toBe('paid')
    expect(await port().prepareByCode(paid)).toEqual({ kind: 'paid' })
    expect([await port().close(closed.number), await port().close(closed.number)]).toEqual(['closed', 'closed'])
    expect(await port().find(closed.number)).toEqual({ kind: 'closed' })
    expect(await port().prepareByCode(closed)).toEqual({ kind: 'closed' })
    expect(await port().close('QPNOBODYKNOWS')).toBe('closed')
  })
})

describe('an answer', () => {
  it('that was changed in transit is rejected', async () => {
    const order = anOrder()
    await port().prepareByCode(order)
    // Asking is repeated, so as many answers are changed.
    wxpay().settings({ tamper: 3 })
    await expect(port().find(order.number)).rejects.toEqual(fails('PAYMENT_BUSY'))
    expect(await port().find(order.number)).toEqual({ kind: 'unpaid' })
  })

  it('that belongs to another request is rejected', async () => {
    const [paid, unpaid] = [anOrder(), anOrder()]
    for (const order of [paid, unpaid]) await port().prepareByCode(order)
    const known = wxpay().find(paid.number)
    if (known) await wxpay().pay(known, { lose: true })
    expect(await port().find(paid.number)).toMatchObject({ kind: 'paid' })
    fault('query', { times: 3, repeat: 1 })
    await expect(port().find(unpaid.number)).rejects.toEqual(fails('PAYMENT_BUSY'))
    expect(await port().find(unpaid.number)).toEqual({ kind: 'unpaid' })
  })

  it.each([{ status: 503, retryAfter: 1 }, { drop: true }, { cut: 30 }])(
    'to a query is requested again after a failure (%j)',
    async (plan) => {
      const order = anOrder()
      await port().prepareByCode(order)
      fault('query', plan)
      expect(await port().find(order.number)).toEqual({ kind: 'unpaid' })
    },
  )

  it('without a signature is rejected', async () => {
    fault('query', { times: 3, body: { trade_state: 'SUCCESS' } })
    await expect(port().find('QPANYTHING')).rejects.toEqual(fails('PAYMENT_BUSY'))
  })

  it.each([
    ['500', { status: 500, body: { code: 'SYSTEM_ERROR', message: '系统异常' } }, 'PAYMENT_BUSY'],
    ['502 of a proxy', { status: 502, body: '<html>' }, 'PAYMENT_BUSY'],
    ['429', { status: 429, body: { code: 'FREQUENCY_LIMITED', message: '频率超限' } }, 'PAYMENT_BUSY'],
    ['401', { status: 401, body: { code: 'SIGN_ERROR', message: '签名错误' } }, 'PAYMENT_UNAVAILABLE'],
    ['403', { status: 403, body: { code: 'NO_AUTH', message: '商户无权限' } }, 'PAYMENT_UNAVAILABLE'],
    ['a cut connection', { drop: true }, 'PAYMENT_BUSY'],
  ])('of %s is mapped to the error of the order', async (_, plan, code) => {
    // After the troubles before, the breaker rests for a moment; a good answer closes it.
    await expect
      .poll(() =>
        port()
          .prepareByCode(anOrder())
          .catch(() => undefined),
      )
      .toBeDefined()
    fault('native', plan)
    await expect(port().prepareByCode(anOrder())).rejects.toEqual(fails(code))
  })

  it('that takes too long times out', async () => {
    const { settings, log } = app.deps
    if (!settings.payment.wxpay) throw new Error('nothing is sold here')
    const calls = vendorCalls({ service: 'wechat-pay', timeoutMs: 100, concurrency: 1 }, app.deps)
    const hasty = makeWechatPay({ ...settings.payment.wxpay, appId: settings.wechat.appId }, calls, log)
    // Longer than a test may take: it would not end if the answer were waited for.
    fault('native', { delayMs: 600_000 })
    await expect(hasty.prepareByCode(anOrder())).rejects.toEqual(fails('PAYMENT_BUSY'))
  })
})

describe('our signature', () => {
  it('with another merchant key is refused by WeChat', async () => {
    const { generateKeyPairSync } = await import('node:crypto')
    const { settings, log } = app.deps
    if (!settings.payment.wxpay) throw new Error('nothing is sold here')
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const calls = vendorCalls({ service: 'wechat-pay', timeoutMs: 5000, concurrency: 1 }, app.deps)
    const stranger = makeWechatPay({ ...settings.payment.wxpay, privateKey, appId: settings.wechat.appId }, calls, log)
    await expect(stranger.prepareByCode(anOrder())).rejects.toEqual(fails('PAYMENT_UNAVAILABLE'))
  })
})

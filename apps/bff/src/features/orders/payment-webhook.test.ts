import { describe, expect, it } from 'vitest'
import { ENGINES, useApp } from '@qingpin/testing/harness'
import { memoryLog } from '@qingpin/testing/memory-log'
import { SIGN_UP_GIFT } from '../credits/ledger.rules.ts'

describe.each(ENGINES)('a payment webhook on %s', (engine) => {
  const { log, lines } = memoryLog()
  const app = useApp(engine, {}, log)
  const wxpay = () => app.sandbox.sandbox.wxpay
  const BOUGHT = SIGN_UP_GIFT + 100

  /** An order of 100 credits by a new person, with the calls that act on it. */
  async function anOrder() {
    const { token } = await app.aPerson()
    const api = app.as(token)
    const { order } = await api('POST /api/orders', { body: { packageId: 'credits-100', platform: 'h5' } })
    const there = wxpay().find(order.number)
    if (!there) throw new Error('WeChat does not know this order')
    return {
      there,
      order,
      confirm: () => api('POST /api/orders/{id}/confirm', { params: { id: order.id } }),
      state: async () => (await api('GET /api/orders/{id}', { params: { id: order.id } })).state,
      balance: async () => (await api('GET /api/credits')).available,
    }
  }
  const differences = async (number: string) =>
    (await app.db.q.select().from(app.db.s.paymentDifferences)).filter((one) => one.number === number)
  const answers = (from: number) =>
    wxpay()
      .webhooks()
      .slice(from)
      .map(({ status }) => status)

  it('that got lost is replaced by asking the payment service, once', async () => {
    const { there, confirm, state, balance } = await anOrder()
    await wxpay().pay(there, { lose: true })
    expect([await state(), await balance()]).toEqual(['paying', SIGN_UP_GIFT])
    expect((await confirm()).state).toBe('credited')
    expect((await confirm()).state).toBe('credited')
    expect(await balance()).toBe(BOUGHT)
  })

  it('that arrives twenty times at once credits once', async () => {
    const { there, state, balance } = await anOrder()
    const from = wxpay().webhooks().length
    await wxpay().pay(there, { copies: 20 })
    await wxpay().repeatWebhook(there)
    expect(answers(from)).toEqual(Array.from({ length: 21 }, () => 204))
    expect([await state(), await balance()]).toEqual(['credited', BOUGHT])
  })

  it('that arrives while the client confirms credits once', async () => {
    const { there, confirm, balance } = await anOrder()
    await wxpay().pay(there, { lose: true })
    await Promise.all([wxpay().repeatWebhook(there, { copies: 5 }), ...Array.from({ length: 5 }, () => confirm())])
    expect(await balance()).toBe(BOUGHT)
  })

  it.each(['forged', 'probe', 'stale'] as const)('that is %s is refused and changes nothing', async (signature) => {
    const { there, state, balance } = await anOrder()
    const from = wxpay().webhooks().length
    await wxpay().pay(there, { signature })
    expect(answers(from)).toEqual([401])
    expect([await state(), await balance()]).toEqual(['paying', SIGN_UP_GIFT])
  })

  it('with another amount credits nothing and is recorded, once', async () => {
    const { there, order, state, balance, confirm } = await anOrder()
    await wxpay().pay(there, { total: 1 })
    await wxpay().repeatWebhook(there, { total: 1, copies: 3 })
    expect([await state(), await balance()]).toEqual(['paying', SIGN_UP_GIFT])
    expect(await differences(order.number)).toMatchObject([{ kind: 'amount', expected: 'CNY 1000', reported: 'CNY 1' }])
    expect(lines.join('')).toContain('a payment does not fit its order')
    // What WeChat itself says when asked is right, and counts.
    expect((await confirm()).state).toBe('credited')
    expect(await balance()).toBe(BOUGHT)
  })

  it.each([{ mchid: '1900000666' }, { appid: 'wx6666666666666666' }])(
    'that reports a payment to another merchant (%j) credits nothing',
    async (plan) => {
      const { there, order, state, balance } = await anOrder()
      const from = wxpay().webhooks().length
      await wxpay().pay(there, plan)
      expect(answers(from)).toEqual([400])
      expect([await state(), await balance()]).toEqual(['paying', SIGN_UP_GIFT])
      expect(await differences(order.number)).toMatchObject([{ kind: 'merchant' }])
    },
  )

  it('for an unknown order is refused, so that WeChat Pay repeats it in case the order appears', async () => {
    const { there, balance } = await anOrder()
    const from = wxpay().webhooks().length
    await wxpay().pay(there, { number: 'QPNOBODYSORDER' })
    expect(answers(from)).toEqual([400])
    expect([await balance(), await differences('QPNOBODYSORDER')]).toMatchObject([
      SIGN_UP_GIFT,
      [{ kind: 'unknown-order' }],
    ])
  })

  it('for a closed order is credited, because the money has arrived', async () => {
    const { there, order, state, balance } = await anOrder()
    await app.db.tx(function* (t) {
      yield t.update(app.db.s.orders).set({ state: 'closed' })
    })
    expect(order.state).toBe('paying')
    await wxpay().pay(there)
    expect([await state(), await balance()]).toEqual(['credited', BOUGHT])
  })

  it('of a second payment for one order credits nothing more and is recorded', async () => {
    const { there, order, balance } = await anOrder()
    await wxpay().pay(there)
    there.transactionId = `42000${'9'.repeat(23)}`
    await wxpay().repeatWebhook(there)
    expect(await balance()).toBe(BOUGHT)
    expect(await differences(order.number)).toMatchObject([{ kind: 'second-payment' }])
  })

  it('for a refunded order credits nothing, in either order of the reports', async () => {
    const { there, order, state, confirm, balance } = await anOrder()
    await wxpay().pay(there, { lose: true })
    wxpay().refund(there)
    expect((await confirm()).state).toBe('closed')
    const from = wxpay().webhooks().length
    await wxpay().repeatWebhook(there)
    expect((await confirm()).state).toBe('closed')
    expect([answers(from), await state(), await balance()]).toEqual([[204], 'closed', SIGN_UP_GIFT])
    expect(await differences(order.number)).toMatchObject([{ kind: 'refunded', reported: 'a refund' }])
  })

  it('of a refund after the order was credited takes no credits back: staff decides that', async () => {
    const { there, confirm, balance } = await anOrder()
    await wxpay().pay(there)
    wxpay().refund(there)
    expect([(await confirm()).state, await balance()]).toEqual(['credited', BOUGHT])
  })

  it.each(['/api/orders/payment-webhook/wechat', '/api/orders/wechat-notice'])(
    'with an unreadable body is refused in the format of WeChat Pay, at %s',
    async (path) => {
      for (const text of ['', '{}', 'x'.repeat(10_000), '<xml></xml>']) {
        const reply = await app.raw('POST', path, { text })
        expect([reply.status, reply.json.code, reply.json.message]).toEqual([401, 'FAIL', expect.any(String)])
      }
    },
  )

  it('that the server cannot handle is refused, and credits when it is repeated', async () => {
    const { there, state, balance } = await anOrder()
    const { payment } = app.deps
    const from = wxpay().webhooks().length
    app.deps.payment = null
    await wxpay().pay(there)
    app.deps.payment = payment
    expect([answers(from), await state()]).toEqual([[404], 'paying'])
    await wxpay().repeatWebhook(there)
    expect([answers(from), await state(), await balance()]).toEqual([[404, 204], 'credited', BOUGHT])
  })

  it('is still handled at its former path, which orders of an earlier release were made with', async () => {
    const { there, state, balance } = await anOrder()
    const present = there.notifyUrl
    expect(new URL(present).pathname).toBe('/api/orders/payment-webhook/wechat')
    there.notifyUrl = present.replace('payment-webhook/wechat', 'wechat-notice')
    await wxpay().pay(there)
    expect([await state(), await balance()]).toEqual(['credited', BOUGHT])
  })
})

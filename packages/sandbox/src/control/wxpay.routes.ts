import type { Hono } from 'hono'
import { z } from 'zod'
import { WxpayError } from '../wxpay/errors.ts'
import type { PayOrder } from '../wxpay/orders.ts'
import { TRUSTS } from '../wxpay/platforms.ts'
import type { WxpayControl } from '../wxpay/wxpay.ts'
import type { Env } from '../world.ts'
import { BadInput, flag, noFields, oneOf, readFields, text, times, wholeNumber } from './fields.ts'

const order = z.object({ order: text })
/** What is wrong with a webhook. */
const plan = z.object({
  lose: flag.optional(),
  copies: wholeNumber(1, 100).optional(),
  delayMs: wholeNumber(1, 600_000).optional(),
  signature: oneOf(['forged', 'probe', 'stale']).optional(),
  total: wholeNumber(1, 100_000_000).optional(),
  mchid: text.optional(),
  appid: text.optional(),
  number: text.optional(),
})
const nextPlan = plan.extend({ times: times(1000) })
const repeatPlan = plan.extend({ order: text })
const settings = z.object({ tamper: wholeNumber(0, 1000).optional(), trust: oneOf(TRUSTS).optional() })

/** The control API of WeChat Pay. */
export function wxpayRoutes(routes: Hono<Env>, wxpay: WxpayControl): void {
  function requireOrder(name: string): PayOrder {
    const found = wxpay.find(name)
    if (!found) throw new BadInput('没有这笔订单：order 要是商户订单号或 prepay_id')
    return found
  }

  routes.get('/wxpay/orders', (c) => c.json({ orders: wxpay.orders() }))
  for (const act of ['pay', 'refund'] as const) {
    routes.post(`/wxpay/${act}`, async (c) => {
      const { order: name } = await readFields(c, order)
      const found = requireOrder(name)
      try {
        return c.json({ order: await wxpay[act](found) })
      } catch (error) {
        if (error instanceof WxpayError) throw new BadInput(error.message)
        throw error
      }
    })
  }
  routes.get('/wxpay/webhooks', (c) => c.json({ planned: wxpay.plannedWebhooks(), sent: wxpay.webhooks() }))
  routes.post('/wxpay/webhooks', async (c) => {
    const { times: count, ...webhook } = await readFields(c, nextPlan)
    wxpay.planWebhooks(webhook, count)
    return c.json({ planned: wxpay.plannedWebhooks() })
  })
  routes.post('/wxpay/webhooks/repeat', async (c) => {
    const { order: name, ...webhook } = await readFields(c, repeatPlan)
    const found = requireOrder(name)
    if (found.transactionId === null) throw new BadInput('这笔订单还没有付款')
    await wxpay.repeatWebhook(found, webhook)
    return c.json({ sent: wxpay.webhooks() })
  })
  routes.post('/wxpay/settings', async (c) => {
    return c.json(wxpay.settings(await readFields(c, settings)))
  })
  routes.post('/wxpay/certificates/rotate', async (c) => {
    await readFields(c, noFields)
    return c.json({ serial: wxpay.rotateCertificate() })
  })
}

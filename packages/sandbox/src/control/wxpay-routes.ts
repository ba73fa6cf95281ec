import type { Hono } from 'hono'
import { WxpayError } from '../wxpay/errors.ts'
import type { WebhookPlan } from '../wxpay/webhooks.ts'
import type { PayOrder } from '../wxpay/orders.ts'
import type { WxpayControl } from '../wxpay/wxpay.ts'
import type { Env } from '../world.ts'
import { BadInput, type Fields, flag, oneOf, parseFields, requiredText, text, wholeNumber } from './fields.ts'

const planFields = ['lose', 'copies', 'delayMs', 'signature', 'total', 'mchid', 'appid', 'number'] as const

const planIn = (fields: Fields): WebhookPlan => {
  const plan: WebhookPlan = {}
  const copies = wholeNumber(fields, 'copies', { min: 1, max: 100 })
  const delayMs = wholeNumber(fields, 'delayMs', { min: 1, max: 600_000 })
  const signature = oneOf('signature', text(fields, 'signature'), ['forged', 'probe', 'stale'] as const)
  const total = wholeNumber(fields, 'total', { min: 1, max: 100_000_000 })
  if (flag(fields, 'lose')) plan.lose = true
  if (copies !== undefined) plan.copies = copies
  if (delayMs !== undefined) plan.delayMs = delayMs
  if (signature !== undefined) plan.signature = signature
  if (total !== undefined) plan.total = total
  for (const name of ['mchid', 'appid', 'number'] as const) {
    const value = text(fields, name)
    if (value !== undefined) plan[name] = value
  }
  return plan
}

/** WeChat Pay's part of the control API. */
export const wxpayRoutes = (routes: Hono<Env>, wxpay: WxpayControl) => {
  const orderIn = (fields: Fields): PayOrder => {
    const order = wxpay.find(requiredText(fields, 'order'))
    if (!order) throw new BadInput('没有这笔订单：order 要是商户订单号或 prepay_id')
    return order
  }

  routes.get('/wxpay/orders', (c) => c.json({ orders: wxpay.orders() }))
  for (const act of ['pay', 'refund'] as const) {
    routes.post(`/wxpay/${act}`, async (c) => {
      const order = orderIn(parseFields(await c.req.text(), ['order']))
      try {
        return c.json({ order: await wxpay[act](order) })
      } catch (error) {
        if (error instanceof WxpayError) throw new BadInput(error.message)
        throw error
      }
    })
  }
  routes.get('/wxpay/notices', (c) => c.json({ planned: wxpay.plannedWebhooks(), sent: wxpay.webhooks() }))
  routes.post('/wxpay/notices', async (c) => {
    const fields = parseFields(await c.req.text(), ['times', ...planFields])
    wxpay.planWebhooks(planIn(fields), wholeNumber(fields, 'times', { min: 1, max: 1000 }) ?? 1)
    return c.json({ planned: wxpay.plannedWebhooks() })
  })
  routes.post('/wxpay/notices/repeat', async (c) => {
    const { number: told, ...fields } = parseFields(await c.req.text(), ['order', ...planFields])
    const order = orderIn(fields)
    if (order.transactionId === null) throw new BadInput('这笔订单还没有付款')
    await wxpay.repeatWebhook(order, planIn({ ...fields, number: told }))
    return c.json({ sent: wxpay.webhooks() })
  })
  routes.post('/wxpay/settings', async (c) => {
    const tamper = wholeNumber(parseFields(await c.req.text(), ['tamper']), 'tamper', { min: 0, max: 1000 })
    return c.json(wxpay.settings(tamper === undefined ? {} : { tamper }))
  })
}

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Context, Hono } from 'hono'
import { html, raw } from 'hono/html'
import type { Env } from '../world.ts'
import { WxpayError } from './errors.ts'
import type { PayOrder } from './orders.ts'
import type { WxpayControl } from './wxpay.ts'

const fileHere = (name: string) => readFileSync(`${import.meta.dirname}/${name}`, 'utf8')
const STYLE = [fileHere('../lab/lab.colours.css'), fileHere('phone-page.css')].join('')
const styleElement = raw(`<style>${STYLE}</style>`)

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  // The empty icon keeps browsers from requesting one.
  'img-src data:',
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** The page that plays the payer's phone, which a scanned code opens. It works without scripts. */
export function phoneRoutes(control: WxpayControl): Hono<Env> {
  const routes = new Hono<Env>()
  routes.use(async (c, next) => {
    await next()
    c.header('Content-Security-Policy', CONTENT_SECURITY_POLICY)
    c.header('X-Content-Type-Options', 'nosniff')
    // With no-referrer a form's POST would carry the origin "null", which the guard refuses.
    c.header('Referrer-Policy', 'same-origin')
    c.header('Cache-Control', 'no-store')
  })
  routes.get('/:prepayId', (c) => show(c, control.find(c.req.param('prepayId'))))
  routes.post('/:prepayId', async (c) => {
    const order = control.find(c.req.param('prepayId'))
    if (!order) return show(c, undefined)
    const form = await c.req.parseBody()
    if (form['act'] !== 'pay') return show(c, order, '没有付款。扫码可以再来。')
    try {
      const lost = form['lose'] !== undefined
      await (lost ? control.pay(order, { lose: true }) : control.pay(order))
    } catch (error) {
      if (!(error instanceof WxpayError)) throw error
    }
    return show(c, order)
  })
  return routes
}

function show(c: Context<Env>, order: PayOrder | undefined, message = '') {
  return c.html(page(order ? cardOf(order, message) : html`<p class="big">没有这笔订单</p>`), order ? 200 : 404)
}

const formatYuan = (fen: number) => `¥${(fen / 100).toFixed(2)}`

function cardOf(order: PayOrder, message: string) {
  return html`<p class="shop">轻聘商户</p>
    <p class="amount">${formatYuan(order.total)}</p>
    <p class="what">${order.description}<br /><small>${order.number}</small></p>
    ${stateOf(order)} ${message === '' ? '' : html`<p class="message">${message}</p>`}`
}

function stateOf(order: PayOrder) {
  if (order.state === 'SUCCESS') return html`<p class="big done">付款成功</p>`
  if (order.state === 'REFUND') return html`<p class="big">已退款</p>`
  if (order.state === 'CLOSED') return html`<p class="big">订单已关闭</p>`
  return html`<form method="post">
    <label><input type="checkbox" name="lose" /> 付了款，但通知丢了</label>
    <button class="pay" name="act" value="pay">付款</button>
    <button class="cancel" name="act" value="cancel">取消</button>
  </form>`
}

function page(content: ReturnType<typeof html>) {
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>模拟手机 - 微信支付</title>
        <link rel="icon" href="data:," />
        ${styleElement}
      </head>
      <body>
        <main>
          <h1>模拟手机</h1>
          ${content}
        </main>
        <p class="note">沙盒里的付款，不会动真钱。</p>
      </body>
    </html>`
}

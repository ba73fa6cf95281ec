import { createDecipheriv, createSign, createVerify, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Sandbox } from '../app.ts'
import { aSandbox, merchantKeys, platformKeys, post, secrets, start } from '../test-sandbox.ts'

const { mchid, serial, apiV3Key, platformKeyId } = secrets.wxpay
const { appId } = secrets.wechat
const NATIVE = '/wxpay/v3/pay/transactions/native'

interface Webhook {
  url: string
  headers: Record<string, string>
  body: string
}

/** A sandbox whose webhooks are recorded instead of sent; the merchant answers them with `status`. */
function withWebhooks(status = 204) {
  const webhooks: Webhook[] = []
  const sandbox = aSandbox({
    notify: async (url, { headers, body = '' }) => {
      webhooks.push({ url, headers, body })
      return new Response(null, { status })
    },
  })
  return { sandbox, webhooks }
}

interface Changes {
  method?: string
  at?: number
  nonce?: string
  mchid?: string
  serial?: string
  signedBody?: string
  key?: string
}

/** Calls APIv3 with a signature made here, step by step after WeChat's description. */
async function call({ app }: Sandbox, path: string, body: object | undefined, changes: Changes = {}) {
  const method = changes.method ?? (body ? 'POST' : 'GET')
  const text = body ? JSON.stringify(body) : ''
  const timestamp = String(Math.floor((changes.at ?? Date.now()) / 1000))
  const nonce = changes.nonce ?? randomBytes(16).toString('hex')
  const message = `${method}\n${path}\n${timestamp}\n${nonce}\n${changes.signedBody ?? text}\n`
  const signature = createSign('RSA-SHA256')
    .update(message)
    .sign(changes.key ?? merchantKeys.privateKey, 'base64')
  const fields = {
    mchid: changes.mchid ?? mchid,
    nonce_str: nonce,
    signature,
    timestamp,
    serial_no: changes.serial ?? serial,
  }
  const authorization = `WECHATPAY2-SHA256-RSA2048 ${Object.entries(fields)
    .map(([name, value]) => `${name}="${value}"`)
    .join(',')}`
  const headers = { authorization, 'content-type': 'application/json' }
  const response = await app.request(path, body ? { method, headers, body: text } : { method, headers })
  const answer = await response.text()
  return { status: response.status, headers: response.headers, text: answer, json: answer ? JSON.parse(answer) : null }
}

let numbers = 0
function anOrder(over: object = {}) {
  return {
    appid: appId,
    mchid,
    description: '300积分',
    out_trade_no: `QPSANDBOX${String(numbers++).padStart(4, '0')}`,
    notify_url: 'https://merchant.example/notice',
    amount: { total: 2800, currency: 'CNY' },
    ...over,
  }
}
const query = (number: string) => `/wxpay/v3/pay/transactions/out-trade-no/${number}?mchid=${mchid}`

function isSigned(headers: Headers | Record<string, string>, body: string) {
  const h = new Headers(headers)
  const message = `${h.get('wechatpay-timestamp')}\n${h.get('wechatpay-nonce')}\n${body}\n`
  return (
    h.get('wechatpay-serial') === platformKeyId &&
    createVerify('RSA-SHA256')
      .update(message)
      .verify(platformKeys.publicKey, h.get('wechatpay-signature') ?? '', 'base64')
  )
}

function opened({ body }: Webhook) {
  const { resource } = JSON.parse(body)
  const bytes = Buffer.from(resource.ciphertext, 'base64')
  const cipher = createDecipheriv('aes-256-gcm', apiV3Key, resource.nonce)
  cipher.setAuthTag(bytes.subarray(-16)).setAAD(Buffer.from(resource.associated_data))
  return JSON.parse(Buffer.concat([cipher.update(bytes.subarray(0, -16)), cipher.final()]).toString())
}

describe('a merchant', () => {
  it.each<[string, Changes]>([
    ['another merchant id', { mchid: '1900000002' }],
    ['another serial number', { serial: 'AB' }],
    ['an old time', { at: Date.now() - 330_000 }],
    ['a time to come', { at: Date.now() + 330_000 }],
    ['another body than was signed', { signedBody: '{}' }],
    ['another key', { key: platformKeys.privateKey }],
  ])('is refused with %s', async (_, changes) => {
    const { status, json } = await call(aSandbox(), NATIVE, anOrder(), changes)
    expect([status, json.code]).toEqual([401, 'SIGN_ERROR'])
  })

  it('is refused with a used nonce, or without any authorization', async () => {
    const sandbox = aSandbox()
    const nonce = 'once-and-never-again'
    expect((await call(sandbox, NATIVE, anOrder(), { nonce })).status).toBe(200)
    expect((await call(sandbox, NATIVE, anOrder(), { nonce })).json.code).toBe('SIGN_ERROR')
    expect((await post(sandbox, NATIVE, anOrder())).status).toBe(401)
  })
})

describe('an order', () => {
  it('is answered with a signature, and its code opens the page that plays the phone', async () => {
    const sandbox = aSandbox()
    const { headers, text, json } = await call(sandbox, NATIVE, anOrder())
    expect(isSigned(headers, text)).toBe(true)
    const page = await sandbox.app.request(new URL(json.code_url).pathname, { headers: { host: '127.0.0.1:8788' } })
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('¥28.00')])
  })

  it('is the same when ordered again, and refused when its number was used for something else', async () => {
    const sandbox = aSandbox()
    const order = anOrder()
    const first = await call(sandbox, NATIVE, order)
    expect((await call(sandbox, NATIVE, order)).json).toEqual(first.json)
    const other = await call(sandbox, NATIVE, { ...order, amount: { total: 1 } })
    expect([other.status, other.json.code]).toEqual([403, 'OUT_TRADE_NO_USED'])
  })

  it.each<[string, object, string]>([
    ['no number', { out_trade_no: undefined }, 'PARAM_ERROR'],
    ['a short number', { out_trade_no: 'QP1' }, 'PARAM_ERROR'],
    ['a fraction of a fen', { amount: { total: 0.5 } }, 'PARAM_ERROR'],
    ['an amount as text', { amount: { total: '2800' } }, 'PARAM_ERROR'],
    ['a notify address with a query', { notify_url: 'https://merchant.example/n?x=1' }, 'PARAM_ERROR'],
    ['a notify address without https', { notify_url: 'http://merchant.example/n' }, 'PARAM_ERROR'],
    ['a time that is over', { time_expire: '2020-01-01T00:00:00+08:00' }, 'PARAM_ERROR'],
    ['another app', { appid: 'wx9999999999999999' }, 'APPID_MCHID_NOT_MATCH'],
  ])('is refused with %s', async (_, over, code) => {
    const { status, json } = await call(aSandbox(), NATIVE, anOrder(over))
    expect([status, json.code]).toEqual([400, code])
  })

  it('names its payer when it is paid on a phone', async () => {
    const jsapi = NATIVE.replace('native', 'jsapi')
    expect((await call(aSandbox(), jsapi, anOrder())).json.code).toBe('PARAM_ERROR')
    const sandbox = aSandbox()
    // Of this mini program, and nobody else's.
    const stranger = await call(sandbox, jsapi, anOrder({ payer: { openid: 'o-somebody' } }))
    expect([stranger.status, stranger.json.code]).toEqual([400, 'PARAM_ERROR'])
    const { openid } = sandbox.control.wechat.issueCode({ person: '付款的人' })
    const { json } = await call(sandbox, jsapi, anOrder({ payer: { openid } }))
    expect(json).toEqual({ prepay_id: expect.stringMatching(/^wx[0-9a-f]{34}$/) })
  })

  it('is found by its number, is closed once, and cannot be paid then', async () => {
    const sandbox = aSandbox()
    const order = anOrder()
    expect((await call(sandbox, query(order.out_trade_no), undefined)).json.code).toBe('ORDER_NOT_EXIST')
    await call(sandbox, NATIVE, order)
    expect((await call(sandbox, query(order.out_trade_no), undefined)).json.trade_state).toBe('NOTPAY')
    const close = `/wxpay/v3/pay/transactions/out-trade-no/${order.out_trade_no}/close`
    expect((await call(sandbox, close, { mchid })).status).toBe(204)
    expect((await call(sandbox, NATIVE, order)).json.code).toBe('ORDER_CLOSED')
    const known = sandbox.control.wxpay.find(order.out_trade_no)
    await expect(known && sandbox.control.wxpay.pay(known)).rejects.toThrow('订单已关闭')
  })

  it('cannot be paid after it has expired', async () => {
    const sandbox = aSandbox()
    const order = anOrder({ time_expire: '2026-11-20T12:05:00+08:00' })
    await call(sandbox, NATIVE, order)
    sandbox.control.clock.fix(start + 300_000)
    const known = sandbox.control.wxpay.find(order.out_trade_no)
    await expect(known && sandbox.control.wxpay.pay(known)).rejects.toThrow('订单已过期')
  })
})

describe('a payment', () => {
  async function paid(plan: object = {}, status = 204) {
    const { sandbox, webhooks } = withWebhooks(status)
    const order = anOrder()
    await call(sandbox, NATIVE, order)
    if (Object.keys(plan).length > 0) await post(sandbox, '/control/wxpay/webhooks', plan)
    const reply = await post(sandbox, '/control/wxpay/pay', { order: order.out_trade_no })
    return { sandbox, webhooks, order, status: reply.status }
  }

  it('reaches the merchant as a webhook that is signed over its bytes and encrypted', async () => {
    const { webhooks, order } = await paid()
    const [webhook] = webhooks
    if (!webhook) throw new Error('there was none')
    expect([webhook.url, isSigned(webhook.headers, webhook.body)]).toEqual([order.notify_url, true])
    expect(JSON.parse(webhook.body)).toMatchObject({ event_type: 'TRANSACTION.SUCCESS' })
    expect(opened(webhook)).toMatchObject({
      out_trade_no: order.out_trade_no,
      trade_state: 'SUCCESS',
      amount: { total: 2800, currency: 'CNY' },
      success_time: '2026-11-20T12:00:00+08:00',
    })
  })

  it('can be refunded: queries report it, and the order still counts as paid when it is closed', async () => {
    const { sandbox } = withWebhooks()
    const input = anOrder()
    await call(sandbox, NATIVE, input)
    const control = () => post(sandbox, '/control/wxpay/refund', { order: input.out_trade_no })
    expect((await control()).status).toBe(400)
    await post(sandbox, '/control/wxpay/pay', { order: input.out_trade_no })
    expect((await control()).status).toBe(200)
    expect((await call(sandbox, query(input.out_trade_no), undefined)).json).toMatchObject({
      trade_state: 'REFUND',
      transaction_id: expect.any(String),
    })
    const close = `/wxpay/v3/pay/transactions/out-trade-no/${input.out_trade_no}/close`
    expect((await call(sandbox, close, { mchid })).json.code).toBe('ORDER_PAID')
  })

  it('cannot be made twice', async () => {
    const { sandbox, order } = await paid()
    const again = await post(sandbox, '/control/wxpay/pay', { order: order.out_trade_no })
    expect([again.status, await again.json()]).toEqual([400, { error: '订单已支付' }])
  })

  it('is reported as planned: not at all, several times, with another amount, forged', async () => {
    const lost = await paid({ lose: true })
    expect(lost.webhooks).toEqual([])
    expect((await call(lost.sandbox, query(lost.order.out_trade_no), undefined)).json.trade_state).toBe('SUCCESS')
    expect((await paid({ copies: 3 })).webhooks).toHaveLength(3)
    const [wrong] = (await paid({ total: 1 })).webhooks
    expect(wrong && opened(wrong).amount.total).toBe(1)
    for (const signature of ['forged', 'probe']) {
      const [webhook] = (await paid({ signature })).webhooks
      expect(webhook && isSigned(webhook.headers, webhook.body)).toBe(false)
    }
  })

  it('is lost or reported more often by a fault of the route webhook, which is recorded as fired', async () => {
    async function webhooksFor(plan: object) {
      const { sandbox, webhooks } = withWebhooks()
      const order = anOrder()
      await call(sandbox, NATIVE, order)
      await post(sandbox, '/control/faults', { service: 'wxpay', route: 'webhook', ...plan })
      await post(sandbox, '/control/wxpay/pay', { order: order.out_trade_no })
      return { count: webhooks.length, fired: sandbox.control.faults.fired().map(({ method, path }) => [method, path]) }
    }
    const fired = [['POST', new URL(anOrder().notify_url).pathname]]
    expect(await webhooksFor({ drop: true })).toEqual({ count: 0, fired })
    expect(await webhooksFor({ repeat: 2 })).toEqual({ count: 3, fired })
  })

  it('is recorded as failed when the merchant did not accept it, and can be reported again', async () => {
    const { sandbox, order } = await paid({}, 500)
    expect(sandbox.control.wxpay.webhooks()).toMatchObject([{ number: order.out_trade_no, status: 500, attempt: 1 }])
    await post(sandbox, '/control/wxpay/webhooks/repeat', { order: order.out_trade_no })
    expect(sandbox.control.wxpay.webhooks()).toHaveLength(2)
    sandbox.control.reset()
  })
})

describe('the page that plays the phone', () => {
  const headers = { host: '127.0.0.1:8788', 'content-type': 'application/x-www-form-urlencoded' }
  async function open() {
    const { sandbox, webhooks } = withWebhooks()
    const { json } = await call(sandbox, NATIVE, anOrder({ description: '<b>300积分</b>' }))
    const path = new URL(json.code_url).pathname
    async function press(body: string, more: object = {}) {
      const response = await sandbox.app.request(path, { method: 'POST', headers: { ...headers, ...more }, body })
      return { status: response.status, text: await response.text() }
    }
    return { sandbox, webhooks, path, press }
  }

  it('pays or cancels, and can lose the webhook', async () => {
    const cancelled = await open()
    expect((await cancelled.press('act=cancel')).text).toContain('没有付款')
    expect((await cancelled.press('act=pay')).text).toContain('付款成功')
    expect((await cancelled.press('act=pay')).text).toContain('付款成功')
    expect(cancelled.webhooks).toHaveLength(1)
    const lost = await open()
    expect((await lost.press('lose=on&act=pay')).text).toContain('付款成功')
    expect(lost.webhooks).toEqual([])
  })

  it('escapes the text of the merchant, runs no script, and refuses requests of other sites', async () => {
    const { sandbox, path, press } = await open()
    const page = await sandbox.app.request(path, { headers: { host: headers.host } })
    const text = await page.text()
    expect(text).toContain('&lt;b&gt;300积分&lt;/b&gt;')
    const policy = page.headers.get('content-security-policy')
    expect(policy).not.toContain('script-src')
    expect([text.includes('href="data:,"'), policy]).toEqual([true, expect.stringContaining('img-src data:')])
    expect((await press('act=pay', { origin: 'https://evil.example' })).status).toBe(403)
    expect((await sandbox.app.request('/pay/nothing', { headers: { host: headers.host } })).status).toBe(404)
  })
})

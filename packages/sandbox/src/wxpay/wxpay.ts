import { createPublicKey } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { gate } from '../gate.ts'
import type { Env, World } from '../world.ts'
import { badField, WxpayError } from './errors.ts'
import { type Merchant, verifyMerchant } from './merchant-signature.ts'
import { createWebhooks, type WebhookPlan, type SentWebhook, transactionOf } from './webhooks.ts'
import { readOrder } from './orders.input.ts'
import { createPayOrders, type PayOrder } from './orders.ts'
import { type Platform, platformOf, signedHeaders } from './platform-signature.ts'
import { createPlatforms, type Trust } from './platforms.ts'

/** `tamper` is the number of answers that are changed after they were signed; `trust` is how the merchant knows us. */
export interface WxpaySettings {
  tamper: number
  trust: Trust
}

export interface WxpayControl {
  /** Newest first. */
  orders: () => PayOrder[]
  find: (numberOrPrepayId: string) => PayOrder | undefined
  /** Pays as a phone would and sends the webhook; `plan` takes precedence over the planned ones. */
  pay: (order: PayOrder, plan?: WebhookPlan) => Promise<PayOrder>
  /** Refunds the order. Queries report it; the webhook of a refund is not played. */
  refund: (order: PayOrder) => PayOrder
  planWebhooks: (plan: WebhookPlan, times?: number) => void
  plannedWebhooks: () => WebhookPlan[]
  repeatWebhook: (order: PayOrder, plan?: WebhookPlan) => Promise<void>
  webhooks: () => SentWebhook[]
  settings: (changes?: Partial<WxpaySettings>) => WxpaySettings
  /** Issues another platform certificate. Returns its serial number. */
  rotateCertificate: () => string
  /** The newest platform certificate, as PEM. */
  certificate: () => string
  reset: () => void
}

/** WeChat Pay's APIv3: JSAPI and Native prepay, query and close by number, signed answers, webhooks. */
export function createWxpay(
  world: World,
  isKnownPayer: (openid: string) => boolean,
): { routes: Hono<Env>; control: WxpayControl } {
  const { clock, ids, options } = world
  const { wxpay: secrets, wechat } = options.secrets
  const { mchid, serial, apiV3Key } = secrets
  const merchant: Merchant = { mchid, serial, publicKey: createPublicKey(secrets.merchantPublicKey) }
  const platforms = createPlatforms(
    platformOf(secrets.platformKeyId, secrets.platformPrivateKey),
    ids,
    () => Date.now(),
    apiV3Key,
  )
  const shop = { appId: wechat.appId, mchid }
  const orders = createPayOrders(ids, clock.now)
  const post = options.notify ?? ((url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(5000) }))
  const webhooks = createWebhooks({
    platform: platforms.usual,
    ...shop,
    apiV3Key,
    ids,
    faults: world.faults,
    now: clock.now,
    post,
  })
  let tamper = 0
  const settings = (): WxpaySettings => ({ tamper, trust: platforms.trust() })

  /** The body of a validly signed request. The machine's time is used, because the merchant's SDK signs with it. */
  async function verified(c: Context<Env>): Promise<string> {
    const { pathname, search } = new URL(c.req.url)
    const body = Buffer.from(await c.req.arrayBuffer())
    const authorization = c.req.header('authorization') ?? ''
    const request = { method: c.req.method, pathAndQuery: pathname + search, authorization, body }
    verifyMerchant(merchant, request, Date.now())
    return body.toString('utf8')
  }

  function signed(platform: Platform, status: 200 | 204, answer?: object) {
    const body = answer === undefined ? '' : JSON.stringify(answer)
    const headers = signedHeaders(platform, { body, nonce: ids.token(32), at: Date.now() })
    const tampered = tamper > 0 && body !== ''
    if (tampered) tamper -= 1
    const sent = tampered ? body.replace('"', ' "') : body
    return new Response(status === 204 ? null : sent, {
      status,
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    })
  }

  const signerOf = (c: Context<Env>) => platforms.forRequest(c.req.header('wechatpay-serial'))

  const routes = new Hono<Env>()
  routes.onError((error, c) => {
    if (!(error instanceof WxpayError)) throw error
    return c.json({ code: error.code, message: error.message }, error.status)
  })
  routes.use(gate(world, 'wxpay', (c) => routeOf(c.req.path)))

  routes.post('/v3/pay/transactions/:kind{jsapi|native}', async (c) => {
    const kind = c.req.param('kind') === 'jsapi' ? 'jsapi' : 'native'
    const signer = signerOf(c)
    const input = readOrder(await verified(c), kind, shop)
    // The payer is a person of this very mini program.
    if (input.openid !== null && !isKnownPayer(input.openid)) throw badField('payer.openid', '无效')
    const order = orders.prepay(kind, input)
    // A true code holds weixin://wxpay/bizpayurl?pr=…, which only WeChat opens; this one opens the page of the phone.
    const page = `${new URL(c.req.url).origin}/pay/${order.prepayId}`
    return signed(signer, 200, kind === 'jsapi' ? { prepay_id: order.prepayId } : { code_url: page })
  })
  routes.get('/v3/pay/transactions/out-trade-no/:number', async (c) => {
    await verified(c)
    if (c.req.query('mchid') !== mchid) throw new WxpayError(400, 'PARAM_ERROR', '参数错误：mchid')
    const order = orders.find(c.req.param('number'))
    if (!order) throw new WxpayError(404, 'ORDER_NOT_EXIST', '订单不存在')
    return signed(signerOf(c), 200, transactionOf(order, shop))
  })
  routes.post('/v3/pay/transactions/out-trade-no/:number/close', async (c) => {
    const body: unknown = JSON.parse((await verified(c)) || 'null')
    const given = typeof body === 'object' && body !== null && 'mchid' in body ? body.mchid : undefined
    if (given !== mchid) throw new WxpayError(400, 'PARAM_ERROR', '参数错误：mchid')
    orders.close(c.req.param('number'))
    return signed(signerOf(c), 204)
  })
  routes.get('/v3/certificates', async (c) => {
    await verified(c)
    const { signer, data } = platforms.list()
    return signed(signer, 200, { data })
  })
  routes.all('*', (c) => c.json({ code: 'NOT_FOUND', message: '这里没有这个接口' }, 404))

  return {
    routes,
    control: {
      orders: orders.list,
      find: (name) => orders.find(name) ?? orders.findPrepay(name),
      pay: async (order, plan) => {
        const paid = orders.pay(order)
        await (plan ? webhooks.repeat(paid, plan) : webhooks.notify(paid))
        return paid
      },
      refund: orders.refund,
      planWebhooks: webhooks.plan,
      plannedWebhooks: webhooks.planned,
      repeatWebhook: webhooks.repeat,
      webhooks: webhooks.sent,
      settings: (changes = {}) => {
        tamper = changes.tamper ?? tamper
        platforms.trust(changes.trust)
        return settings()
      },
      rotateCertificate: platforms.rotate,
      certificate: platforms.certificate,
      reset: () => {
        orders.clear()
        webhooks.clear()
        tamper = 0
        platforms.reset()
      },
    },
  }
}

/** `jsapi`, `native`, `query`, `close` or `certificates`, for faults and records. */
function routeOf(path: string) {
  const last = path.split('/').at(-1) ?? ''
  return ['jsapi', 'native', 'close', 'certificates'].includes(last) ? last : 'query'
}

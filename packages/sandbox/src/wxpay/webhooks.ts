import { type Faults, WEBHOOK_ROUTE } from '../faults.ts'
import type { Ids } from '../ids.ts'
import type { PayOrder } from './orders.ts'
import { encryptedResource, type Platform, signedHeaders } from './platform-signature.ts'

/** What is wrong with a webhook. An empty plan gives the true service's webhook. */
export interface WebhookPlan {
  /** No webhook is sent; only a query shows the payment. */
  lose?: boolean
  /** The number of webhooks sent at the same time. */
  copies?: number
  delayMs?: number
  /** `forged` is signed with an unknown key, `probe` is WeChat's SIGNTEST, and `stale` is ten minutes old. */
  signature?: 'forged' | 'probe' | 'stale'
  /** Reports this amount, merchant, app or number instead of the paid one. */
  total?: number
  mchid?: string
  appid?: string
  number?: string
}

export interface SentWebhook {
  number: string
  at: number
  status: number | null
  attempt: number
}

export interface Webhooks {
  /** Adds a plan for each of the next payments. */
  plan: (plan: WebhookPlan, times?: number) => void
  planned: () => WebhookPlan[]
  /** Sends the webhook of a paid order as planned; resolves when the webhooks without a delay have been answered. */
  notify: (order: PayOrder) => Promise<void>
  /** Sends the webhook again. */
  repeat: (order: PayOrder, plan?: WebhookPlan) => Promise<void>
  sent: () => SentWebhook[]
  clear: () => void
}

export interface WebhookOptions {
  /** What signs at the moment. */
  platform: () => Platform
  appId: string
  mchid: string
  apiV3Key: string
  ids: Ids
  faults: Faults
  now: () => number
  /** Sends a webhook; `fetch` outside tests. */
  post: (url: string, init: { method: string; headers: Record<string, string>; body: string }) => Promise<Response>
}

/** Seconds between tries until the merchant accepts the webhook (https://pay.weixin.qq.com). */
const RETRY_SECONDS = [15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800, 21_600, 21_600]

const TRADE_STATES = { NOTPAY: '订单未支付', SUCCESS: '支付成功', CLOSED: '订单已关闭', REFUND: '订单发生过退款' }

export function createWebhooks(options: WebhookOptions): Webhooks {
  const { now, post, faults } = options
  let plans: WebhookPlan[] = []
  let sent: SentWebhook[] = []
  const timers = new Set<ReturnType<typeof setTimeout>>()

  function later(ms: number, run: () => void) {
    const timer = setTimeout(() => {
      timers.delete(timer)
      run()
    }, ms)
    timer.unref()
    timers.add(timer)
  }

  async function send(order: PayOrder, plan: WebhookPlan, attempt: number): Promise<void> {
    const entry: SentWebhook = { number: order.number, at: now(), status: null, attempt }
    sent.push(entry)
    entry.status = await post(order.notifyUrl, makeWebhook(options, order, plan)).then(
      (response) => response.status,
      () => null,
    )
    const understood = entry.status === 200 || entry.status === 204
    const wait = RETRY_SECONDS[attempt - 1]
    if (!understood && wait !== undefined) later(wait * 1000, () => void send(order, plan, attempt + 1))
  }

  /** The plan of one webhook takes precedence over a fault for all of them. */
  function planned(order: PayOrder, plan: WebhookPlan): WebhookPlan {
    const call = {
      service: 'wxpay',
      route: WEBHOOK_ROUTE,
      method: 'POST',
      path: new URL(order.notifyUrl).pathname,
    } as const
    const fault = faults.take(call, now())
    if (!fault) return plan
    const { drop, repeat = 0, delayMs } = fault
    return { ...(drop ? { lose: true } : {}), copies: repeat + 1, ...(delayMs ? { delayMs } : {}), ...plan }
  }

  async function deliver(order: PayOrder, given: WebhookPlan) {
    const plan = planned(order, given)
    if (plan.lose) return
    const all = () => Promise.all(Array.from({ length: plan.copies ?? 1 }, () => send(order, plan, 1)))
    if (plan.delayMs) later(plan.delayMs, () => void all())
    else await all()
  }

  return {
    plan: (plan, times = 1) => {
      plans.push(...Array.from({ length: times }, () => plan))
    },
    planned: () => [...plans],
    notify: (order) => deliver(order, plans.shift() ?? {}),
    repeat: (order, plan = {}) => deliver(order, plan),
    sent: () => [...sent],
    clear: () => {
      plans = []
      sent = []
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
    },
  }
}

/** The transaction of an order as queries and webhooks report it. */
export function transactionOf(order: PayOrder, { appId, mchid }: { appId: string; mchid: string }) {
  return {
    appid: appId,
    mchid,
    out_trade_no: order.number,
    ...(order.transactionId === null ? {} : { transaction_id: order.transactionId }),
    trade_type: order.kind === 'jsapi' ? 'JSAPI' : 'NATIVE',
    trade_state: order.state,
    trade_state_desc: TRADE_STATES[order.state],
    ...(order.paidAt === null ? {} : { bank_type: 'OTHERS', success_time: beijing(order.paidAt) }),
    ...(order.payer === null ? {} : { payer: { openid: order.payer } }),
    amount: { total: order.total, payer_total: order.total, currency: 'CNY', payer_currency: 'CNY' },
  }
}

const beijing = (at: number) => `${new Date(at + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`

function makeWebhook(
  { platform, apiV3Key, ids, now, ...merchant }: WebhookOptions,
  order: PayOrder,
  plan: WebhookPlan,
) {
  const transaction = transactionOf(
    { ...order, state: 'SUCCESS', number: plan.number ?? order.number, total: plan.total ?? order.total },
    { appId: plan.appid ?? merchant.appId, mchid: plan.mchid ?? merchant.mchid },
  )
  const body = JSON.stringify({
    id: ids.uuid(),
    create_time: beijing(now()),
    resource_type: 'encrypt-resource',
    event_type: 'TRANSACTION.SUCCESS',
    summary: '支付成功',
    resource: encryptedResource(transaction, { apiV3Key, nonce: ids.token(12) }),
  })
  const at = plan.signature === 'stale' ? now() - 600_000 : now()
  const headers = signedHeaders(platform(), { body, nonce: ids.token(32), at })
  if (plan.signature === 'forged') headers['Wechatpay-Signature'] = ids.bytes(256).toString('base64')
  if (plan.signature === 'probe') {
    headers['Wechatpay-Signature'] = `WECHATPAY/SIGNTEST/${ids.bytes(192).toString('base64')}`
  }
  return { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body }
}

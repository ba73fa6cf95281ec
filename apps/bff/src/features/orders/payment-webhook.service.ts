import type { Ctx } from '../../context.ts'
import { WebhookRefused, type Payment } from '../../ports/payment.port.ts'
import { applyPayment } from './payment.service.ts'

/** WeChat Pay repeats the webhook later after this answer. */
const fail = (status: number, message: string) =>
  new Response(JSON.stringify({ code: 'FAIL', message }), { status, headers: { 'content-type': 'application/json' } })
/** WeChat Pay does not repeat the webhook after this answer. */
const accepted = () => new Response(null, { status: 204 })

/** Handles the payment webhook of WeChat Pay: its signature is verified, and the payment must fit the order. */
export async function wechatWebhook(ctx: Ctx, request: Request): Promise<Response> {
  if (!ctx.payment) return fail(404, '这里不收款')
  let payment: Payment | undefined
  try {
    payment = await ctx.payment.readWebhook(request.headers, new Uint8Array(await request.arrayBuffer()), ctx.now)
  } catch (error) {
    if (!(error instanceof WebhookRefused)) throw error
    ctx.log.warn({ requestId: ctx.requestId, reason: error.message }, 'a payment webhook was refused')
    return fail(401, '验签或解密失败')
  }
  if (!payment) return accepted()
  const applied = await applyPayment(ctx, payment)
  if ('order' in applied) return accepted()
  // A repeat would differ again, except where the order is not here yet.
  const { kind } = applied.difference
  return kind === 'unknown-order' || kind === 'merchant' ? fail(400, '不是这里的订单') : accepted()
}

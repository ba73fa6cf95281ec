import type { Ctx } from '../../context.ts'
import { NoticeRefused, type Payment } from '../../ports/payment.port.ts'
import { settle } from './apply-payment.service.ts'

/** What WeChat Pay takes for "not yet": it tells again later. */
const fail = (status: number, message: string) =>
  new Response(JSON.stringify({ code: 'FAIL', message }), { status, headers: { 'content-type': 'application/json' } })
/** What it takes for "understood". */
const understood = () => new Response(null, { status: 204 })

/** Takes a notice of WeChat Pay. It is believed only as far as its signature goes, and the order has the last word. */
export async function wechatNotice(ctx: Ctx, request: Request): Promise<Response> {
  if (!ctx.payment) return fail(404, '这里不收款')
  let payment: Payment | undefined
  try {
    payment = ctx.payment.readNotice(request.headers, new Uint8Array(await request.arrayBuffer()), ctx.now)
  } catch (error) {
    if (!(error instanceof NoticeRefused)) throw error
    ctx.log.warn({ requestId: ctx.requestId, reason: error.message }, 'a payment notice was refused')
    return fail(401, '验签或解密失败')
  }
  if (!payment) return understood()
  const settled = await settle(ctx, payment)
  if ('order' in settled) return understood()
  // Told again it would differ again; only an order that turns up later can be made good by another notice.
  const { kind } = settled.difference
  return kind === 'unknown-order' || kind === 'merchant' ? fail(400, '不是这里的订单') : understood()
}

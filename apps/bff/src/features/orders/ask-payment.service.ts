import type { Ctx } from '../../context.ts'
import type { PaymentPort } from '../../ports/payment.port.ts'
import { nextState, type OrderEvent } from './order-state.rules.ts'
import { lockOrder, type OrderRow, updateOrder } from './orders.repo.ts'
import { settle, writeRefund } from './apply-payment.service.ts'

/** Lets something happen to an order; gives it as it is then, which another request may have changed meanwhile. */
export function happen(
  ctx: Ctx,
  order: OrderRow,
  event: OrderEvent,
  changes: Partial<OrderRow> = {},
): Promise<OrderRow> {
  return ctx.db.tx(function* (t) {
    const now = yield* lockOrder(t, ctx, order.number)
    const state = now && nextState(now.state, event)
    return now && state ? yield* updateOrder(t, ctx, now, { ...changes, state }) : (now ?? order)
  })
}

/** Asks the payment service what became of an order and takes over what it says. */
export async function askPayment(ctx: Ctx, port: PaymentPort, order: OrderRow): Promise<OrderRow> {
  const found = await port.find(order.number)
  if (found.kind === 'closed') return happen(ctx, order, 'closed')
  if (found.kind === 'refunded') {
    await writeRefund(ctx, found.payment)
    return happen(ctx, order, 'closed')
  }
  if (found.kind !== 'paid') return order
  const settled = await settle(ctx, found.payment)
  return 'order' in settled ? settled.order : order
}

/** Makes an order unpayable at the payment service first: only then nobody can pay for what is given up. */
export async function closeOrder(ctx: Ctx, port: PaymentPort, order: OrderRow): Promise<OrderRow> {
  if ((await port.close(order.number)) === 'paid') return askPayment(ctx, port, order)
  return happen(ctx, order, 'closed')
}

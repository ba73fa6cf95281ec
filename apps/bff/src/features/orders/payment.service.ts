import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import type { Payment, PaymentPort } from '../../ports/payment.port.ts'
import { giveBonus, purchase } from '../credits/index.ts'
import { notify } from '../notifications/index.ts'
import { nextState, type OrderEvent } from './order-state.rules.ts'
import { type Difference, insertDifference, lockOrder, type OrderRow, updateOrder, wasRefunded } from './orders.repo.ts'

/** How a reported payment differs from its order; undefined when it fits. */
function differenceOf(
  order: Pick<OrderRow, 'amountFen' | 'state' | 'transactionId'> | undefined,
  payment: Payment,
): Difference | undefined {
  const { number, transactionId, amountFen, currency } = payment
  const differ = (kind: Difference['kind'], expected: string, reported: string) => ({
    kind,
    number,
    transactionId,
    expected,
    reported,
  })
  if (!payment.toUs) return differ('merchant', 'us', 'another merchant')
  if (!order) return differ('unknown-order', 'an order', 'none of this number')
  if (order.amountFen !== amountFen || currency !== 'CNY') {
    return differ('amount', `CNY ${order.amountFen}`, `${currency} ${amountFen}`)
  }
  if (order.state === 'credited' && order.transactionId !== transactionId) {
    return differ('second-payment', order.transactionId ?? '', transactionId)
  }
  return undefined
}

const refundOf = ({ number, transactionId }: Payment): Difference => ({
  kind: 'refunded',
  number,
  transactionId,
  expected: 'a payment',
  reported: 'a refund',
})

/** What became of a reported payment. */
export type Applied = { order: OrderRow } | { difference: Difference }

/**
 * Credits an order for a reported payment, once, however often and by whichever way it is reported. A payment that does
 * not fit is recorded as a difference and credits nothing.
 */
export function* creditOrder(t: Q, ctx: Pick<Ctx, 'db' | 'now'>, payment: Payment): Op<Applied> {
  const order = yield* lockOrder(t, ctx, payment.number)
  // The webhook of the payment may arrive after the refund is known.
  const difference = (yield* wasRefunded(t, ctx, payment)) ? refundOf(payment) : differenceOf(order, payment)
  if (difference) yield* insertDifference(t, ctx, difference)
  if (difference || !order) return { difference: difference as Difference }

  const state = nextState(order.state, 'paid')
  if (!state) return { order }
  const { transactionId, paidAt } = payment
  const { ownerId, id, credits, bonus } = order
  const after = yield* updateOrder(t, ctx, order, { state, transactionId, paidAt })
  yield* purchase(t, ctx, ownerId, credits, id)
  yield* giveBonus(t, ctx, ownerId, bonus)
  yield* notify(t, ctx, { accountId: ownerId, kind: 'payment-credited', subjectId: id, key: `credited ${id}` })
  return { order: after }
}

/** Applies a reported payment in a transaction of its own, and logs a difference for the staff who resolve it. */
export async function applyPayment(ctx: Ctx, payment: Payment): Promise<Applied> {
  const applied = await ctx.db.tx((t) => creditOrder(t, ctx, payment))
  if ('difference' in applied) report(ctx, applied.difference)
  return applied
}

/** Records that the money of an order went back before it was credited: it buys nothing. */
async function recordRefund(ctx: Ctx, payment: Payment): Promise<void> {
  const difference = refundOf(payment)
  if (await ctx.db.tx((t) => insertDifference(t, ctx, difference))) report(ctx, difference)
}

function report({ log, requestId }: Ctx, { kind, number, expected, reported }: Difference): void {
  log.error({ requestId, kind, number, expected, reported }, 'a payment does not fit its order')
}

/** Applies an event to an order. Returns the order as it is then; another request may have changed it meanwhile. */
export function applyEvent(
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

/** Asks the payment service about an order and applies the answer. */
export async function askPayment(ctx: Ctx, port: PaymentPort, order: OrderRow): Promise<OrderRow> {
  const found = await port.find(order.number)
  if (found.kind === 'closed') return applyEvent(ctx, order, 'closed')
  if (found.kind === 'refunded') {
    await recordRefund(ctx, found.payment)
    return applyEvent(ctx, order, 'closed')
  }
  if (found.kind !== 'paid') return order
  const applied = await applyPayment(ctx, found.payment)
  return 'order' in applied ? applied.order : order
}

/** Closes an order: at the payment service first, so that a closed order cannot be paid. */
export async function closeOrder(ctx: Ctx, port: PaymentPort, order: OrderRow): Promise<OrderRow> {
  if ((await port.close(order.number)) === 'paid') return askPayment(ctx, port, order)
  return applyEvent(ctx, order, 'closed')
}

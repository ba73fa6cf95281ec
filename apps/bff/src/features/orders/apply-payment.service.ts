import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import type { Payment } from '../../ports/payment.port.ts'
import { giveBonus, purchase } from '../credits/index.ts'
import { nextState } from './order-state.rules.ts'
import { type Difference, insertDifference, lockOrder, type OrderRow, updateOrder, wasRefunded } from './orders.repo.ts'

/** What does not fit between an order and the payment that was told for it; undefined when all fits. */
export function differenceOf(
  order: Pick<OrderRow, 'amountFen' | 'state' | 'transactionId'> | undefined,
  payment: Payment,
): Difference | undefined {
  const { number, transactionId, amountFen, currency } = payment
  const differ = (kind: Difference['kind'], expected: string, told: string) => ({
    kind,
    number,
    transactionId,
    expected,
    told,
  })
  if (!payment.toUs) return differ('merchant', 'us', 'somebody else')
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
  told: 'a refund',
})

export type Settled = { order: OrderRow } | { difference: Difference }

/**
 * Credits an order for a payment that the payment service told of, once, however often and by whatever way it tells.
 * What does not fit is written down and credits nothing.
 */
export function* settlePayment(t: Q, ctx: Pick<Ctx, 'db' | 'now'>, payment: Payment): Op<Settled> {
  const order = yield* lockOrder(t, ctx, payment.number)
  // A notice of the payment may come after word of the refund.
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
  return { order: after }
}

/** Settles in a transaction of its own and tells the log, which is read by whoever has to look into a difference. */
export async function settle(ctx: Ctx, payment: Payment): Promise<Settled> {
  const settled = await ctx.db.tx((t) => settlePayment(t, ctx, payment))
  if ('difference' in settled) report(ctx, settled.difference)
  return settled
}

/** Writes down that the money of an order went back before it was credited: it buys nothing. */
export async function writeRefund(ctx: Ctx, payment: Payment): Promise<void> {
  const difference = refundOf(payment)
  if (await ctx.db.tx((t) => insertDifference(t, ctx, difference))) report(ctx, difference)
}

function report({ log, requestId }: Ctx, { kind, number, expected, told }: Difference): void {
  log.error({ requestId, kind, number, expected, told }, 'a payment does not fit its order')
}

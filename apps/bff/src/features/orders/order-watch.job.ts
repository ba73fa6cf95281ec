import type { Ctx } from '../../context.ts'
import { AppError } from '../../errors.ts'
import type { Queue } from '../../jobs/index.ts'
import { isOpen } from './order-state.rules.ts'
import { findOrder, type OrderRow } from './orders.repo.ts'
import { nextCheck, ORDER_WATCH } from './orders.rules.ts'
import { askPayment, closeOrder } from './payment.service.ts'

/** Asks about an order whose webhook may have been lost, and closes it when it has expired. Returns whether it is over. */
async function check(ctx: Ctx, order: OrderRow): Promise<boolean> {
  const { payment: port } = ctx
  const isLate = order.expiresAt <= ctx.now
  // Without a payment service there is nothing to ask.
  if (!port) return isLate
  try {
    const after = await askPayment(ctx, port, order)
    if (!isOpen(after.state)) return true
    return isLate && !isOpen((await closeOrder(ctx, port, after)).state)
  } catch (error) {
    // No answer, or no usable one: the next check may get it.
    if (error instanceof AppError) return false
    throw error
  }
}

/** Watches open orders: one job each, which ends when the order is paid or closed. */
export const orderWatch: Queue = {
  ...ORDER_WATCH,
  async run(ctx, { number }) {
    const order = await findOrder(ctx, String(number))
    if (!order || !isOpen(order.state) || (await check(ctx, order))) return undefined
    return nextCheck(order, ctx.now)
  },
}

import type { Ctx } from '../../context.ts'
import type { Deps } from '../../deps.ts'
import { AppError } from '../../errors.ts'
import type { PaymentPort } from '../../ports/payment.port.ts'
import { askPayment, closeOrder } from './ask-payment.ts'
import { isOpen } from './order-state.ts'
import { claimDueOrders, type OrderRow } from './orders.repo.ts'

const MINUTE = 60_000
/** How long to wait before asking again, by how often it was asked. */
const WAITS = [MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE]
const AT_ONCE = 20
/** How often to look for orders that are due. */
const LOOK_EVERY_MS = 30_000

/** When an order is asked about again: at growing intervals, and then when it can be closed. */
export function nextCheck({ checks, expiresAt }: Pick<OrderRow, 'checks' | 'expiresAt'>, now: number): number {
  const later = now + (WAITS[checks] ?? 10 * MINUTE)
  return now < expiresAt ? Math.min(later, expiresAt) : later
}

async function checkOrder(ctx: Ctx, port: PaymentPort, order: OrderRow): Promise<void> {
  const after = await askPayment(ctx, port, order)
  if (isOpen(after.state) && order.expiresAt <= ctx.now) await closeOrder(ctx, port, after)
}

/**
 * Asks about orders whose notice may have been lost, and closes those whose time is up. Each is taken by one replica
 * only; one that cannot be asked about now is due again later. Gives how many were looked at.
 */
export async function checkDueOrders(deps: Deps): Promise<number> {
  const { payment: port } = deps
  if (!port) return 0
  const ctx: Ctx = { ...deps, actor: null, now: deps.clock(), requestId: 'order-watch', address: 'order-watch' }
  const due = await ctx.db.tx((t) => claimDueOrders(t, ctx, (order) => nextCheck(order, ctx.now), AT_ONCE))
  for (const order of due) {
    try {
      await checkOrder(ctx, port, order)
    } catch (error) {
      if (!(error instanceof AppError)) ctx.log.error({ err: error }, 'an order could not be checked')
    }
  }
  return due.length
}

/** Watches over open orders until the function that it gives is called. */
export function watchOrders(deps: Deps): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve()
  const look = () => {
    running = running
      .then(() => checkDueOrders(deps))
      .catch((error: unknown) => deps.log.error({ err: error }, 'order watch failed'))
  }
  const timer = setInterval(look, LOOK_EVERY_MS)
  return async () => {
    clearInterval(timer)
    await running
  }
}

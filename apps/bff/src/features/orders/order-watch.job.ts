import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { enqueue, type Queue } from '../../jobs/index.ts'
import { askPayment, closeOrder } from './ask-payment.service.ts'
import { isOpen } from './order-state.rules.ts'
import { findOrder, type OrderRow } from './orders.repo.ts'

const MINUTE = 60_000
/** How long to wait before asking again, up to which age of the order. */
const WAITS = [
  { age: MINUTE, wait: MINUTE },
  { age: 3 * MINUTE, wait: 2 * MINUTE },
  { age: 8 * MINUTE, wait: 5 * MINUTE },
  { age: 24 * 60 * MINUTE, wait: 10 * MINUTE },
]
/** Of one that a day could not settle, because what was paid differs, a person has to make up the books. */
const LONGEST_WAIT = 6 * 60 * MINUTE
const NAME = 'order-watch'

/** When an order is asked about again: at growing intervals, and then when it can be closed. */
export function nextCheck({ createdAt, expiresAt }: Pick<OrderRow, 'createdAt' | 'expiresAt'>, now: number): number {
  const later = now + (WAITS.find(({ age }) => now - createdAt < age)?.wait ?? LONGEST_WAIT)
  return now < expiresAt ? Math.min(later, expiresAt) : later
}

/** Has an open order asked about until it is over, in the transaction that makes it; asking twice is asking once. */
export function* watchOrder(t: Q, ctx: Pick<Ctx, 'db' | 'now'>, order: OrderRow): Op<void> {
  const { number } = order
  yield* enqueue(t, ctx, { queue: NAME, data: { number }, key: number, runAt: nextCheck(order, ctx.now) })
}

/** Asks about an order whose notice may have been lost, and closes it when its time is up. Tells whether it is over. */
async function check(ctx: Ctx, order: OrderRow): Promise<boolean> {
  const { payment: port } = ctx
  const isLate = order.expiresAt <= ctx.now
  // Where nothing is sold any more nobody can be asked.
  if (!port) return isLate
  try {
    const after = await askPayment(ctx, port, order)
    if (!isOpen(after.state)) return true
    return isLate && !isOpen((await closeOrder(ctx, port, after)).state)
  } catch (error) {
    // Nobody answered, or not as hoped: the next look may find out.
    if (error instanceof AppError) return false
    throw error
  }
}

/** Watches over open orders: a job for each, which ends when the order is paid or closed. */
export const orderWatch: Queue = {
  name: NAME,
  retries: 20,
  baseMs: MINUTE,
  leaseMs: MINUTE,
  async run(ctx, { number }) {
    const order = await findOrder(ctx, String(number))
    if (!order || !isOpen(order.state) || (await check(ctx, order))) return undefined
    return nextCheck(order, ctx.now)
  },
}

import { accountIdOf } from '../../context.ts'
import type { Describe } from '../notifications/index.ts'
import { findOrders } from './orders.repo.ts'

/** Payments that were credited. */
export const describePayments: Describe = function* (t, ctx, rows) {
  const orders = yield* findOrders(
    t,
    ctx,
    rows.flatMap(({ subjectId }) => subjectId ?? []),
  )
  return new Map(
    rows.flatMap((row) => {
      const order = orders.find(({ id }) => id === row.subjectId)
      if (!order || order.ownerId !== accountIdOf(ctx)) return []
      const bonus = order.bonus > 0 ? `，另送${order.bonus}` : ''
      const said = { title: `${order.credits}积分到账了`, text: `付了${(order.amountFen / 100).toFixed(2)}元${bonus}` }
      return [[row.id, { ...said, opens: { page: 'order' as const, id: order.id } }]]
    }),
  )
}

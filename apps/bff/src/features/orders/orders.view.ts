import { ORDER_STATE_LABELS } from '@qingpin/contract/orders/orders.enums'
import type { PaymentPort } from '../../ports/payment.port.ts'
import { isOpen } from './order-state.rules.ts'
import type { OrderRow } from './orders.repo.ts'

const iso = (at: number) => new Date(at).toISOString()

export const orderView = (row: OrderRow) => ({
  id: row.id,
  number: row.number,
  state: row.state,
  stateLabel: ORDER_STATE_LABELS[row.state],
  credits: row.credits,
  bonus: row.bonus,
  amountFen: row.amountFen,
  platform: row.platform,
  createdAt: iso(row.createdAt),
  expiresAt: iso(row.expiresAt),
  paidAt: row.paidAt === null ? null : iso(row.paidAt),
})

/** An order with what it is paid with; null once it is over. */
export function payableView(row: OrderRow, port: PaymentPort, now: number) {
  const { handle, platform } = row
  const order = orderView(row)
  if (!handle || !isOpen(row.state)) return { order, payment: null }
  if (platform === 'h5') return { order, payment: { kind: 'code' as const, url: handle } }
  return { order, payment: { kind: 'phone' as const, ...port.callFor(handle, now) } }
}

import type { OrderState, Platform } from '@qingpin/contract/orders/orders.enums'
import type { Kit } from '../../db/kit.ts'

/** Why a payment was not credited. */
export type DifferenceKind = 'unknown-order' | 'merchant' | 'amount' | 'second-payment' | 'refunded'

export const orderTables = (k: Kit) => ({
  orders: k.table(
    'orders',
    {
      id: k.text('id').primaryKey(),
      /** The number at the payment service; every try has the same one. */
      number: k.text('number').notNull(),
      ownerId: k.text('owner_id').notNull(),
      packageId: k.text('package_id').notNull(),
      /** What the order promises; later changes of the package do not matter. */
      credits: k.int('credits').notNull(),
      bonus: k.int('bonus').notNull(),
      amountFen: k.int('amount_fen').notNull(),
      platform: k.text('platform').$type<Platform>().notNull(),
      state: k.text('state').$type<OrderState>().notNull(),
      /** From the payment service: the prepay id for a phone, or the content of the QR code. */
      handle: k.text('handle'),
      transactionId: k.text('transaction_id'),
      createdAt: k.ms('created_at').notNull(),
      expiresAt: k.ms('expires_at').notNull(),
      paidAt: k.ms('paid_at'),
    },
    (t) => [k.unique('orders_number').on(t.number), k.index('orders_owner').on(t.ownerId, t.createdAt)],
  ),
  /** Reported payments that do not fit an order; staff resolves each of them. */
  paymentDifferences: k.table(
    'payment_differences',
    {
      id: k.text('id').primaryKey(),
      kind: k.text('kind').$type<DifferenceKind>().notNull(),
      number: k.text('number').notNull(),
      transactionId: k.text('transaction_id').notNull(),
      expected: k.text('expected').notNull(),
      reported: k.text('reported').notNull(),
      at: k.ms('at').notNull(),
    },
    (t) => [k.unique('payment_differences_once').on(t.number, t.transactionId, t.kind)],
  ),
})

import type { OrderState } from '@qingpin/contract/orders/orders.enums'

/** What can happen to an order. */
export type OrderEvent = 'accepted' | 'refused' | 'paid' | 'closed'

/**
 * What an order becomes; what is not listed changes nothing. Whatever was paid is credited, even when word of it comes
 * after the order was given up, and nothing leads away from there.
 */
const NEXT: Record<OrderState, Partial<Record<OrderEvent, OrderState>>> = {
  created: { accepted: 'paying', refused: 'failed', paid: 'credited', closed: 'closed' },
  paying: { paid: 'credited', closed: 'closed' },
  failed: { paid: 'credited' },
  closed: { paid: 'credited' },
  credited: {},
}

/** The state after an event, or undefined when the event changes nothing. */
export const nextState = (state: OrderState, event: OrderEvent): OrderState | undefined => NEXT[state][event]

/** Whether an order still waits for its payment. */
export const isOpen = (state: OrderState): boolean => state === 'created' || state === 'paying'

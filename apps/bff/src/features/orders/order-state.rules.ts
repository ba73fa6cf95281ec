import type { OrderState } from '@qingpin/contract/orders/orders.enums'

/** What can happen to an order. */
export type OrderEvent = 'accepted' | 'refused' | 'paid' | 'closed'

/**
 * The next state by event; an event that is not listed changes nothing. A payment is credited even when it is reported
 * after the order was closed, and `credited` is final.
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

/** Whether an order can still be paid. */
export const isOpen = (state: OrderState): boolean => state === 'created' || state === 'paying'

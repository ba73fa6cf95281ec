import type { AccountKind, TransferKind } from './credits.table.ts'

/** Credits of a new account; given when its wallet is opened. */
export const SIGN_UP_GIFT = 20
/** The occasion of that gift. */
export const SIGN_UP = 'sign-up'
/** The occasion of the first purchase's bonus; a gift of one occasion is given once. */
export const FIRST_PURCHASE = 'first-purchase'

export const walletOf = (ownerId: string): string => `wallet:${ownerId}`
export const heldOf = (ownerId: string): string => `held:${ownerId}`
export const GIFTS = 'system:gifts'
export const SALES = 'system:sales'
export const SPENT = 'system:spent'

export const kindOf = (account: string): AccountKind => account.split(':')[0] as AccountKind

export interface Leg {
  account: string
  /** Credits that come in; negative: that go out. */
  amount: number
}
export interface Transfer {
  kind: TransferKind
  /** Names the business act; the same act twice is one transfer. */
  key: string
  ownerId: string
  reference?: string | undefined
  /** The paying account, then the receiving one. Only the first can be short; nothing is written then. */
  legs: readonly [from: Leg, to: Leg]
}

export const legsOf = (amount: number, from: string, to: string): Transfer['legs'] => [
  { account: from, amount: -amount },
  { account: to, amount },
]

/** Splits a hold: at most all of it is captured, the rest is released. */
export function splitHold(held: number, amount: number): { captured: number; released: number } {
  const captured = Math.min(Math.max(0, Math.trunc(amount)), held)
  return { captured, released: held - captured }
}

import { MINUTE_MS } from '@qingpin/contract/core/days'

/** How long an order can be paid. */
export const PAYABLE_MS = 30 * MINUTE_MS
/** An open order that can be paid at least this much longer is reused instead of opening another one. */
export const REUSABLE_MS = 5 * MINUTE_MS

/** How long to wait before asking again, by the age of the order. */
const WAITS = [
  { age: MINUTE_MS, wait: MINUTE_MS },
  { age: 3 * MINUTE_MS, wait: 2 * MINUTE_MS },
  { age: 8 * MINUTE_MS, wait: 5 * MINUTE_MS },
  { age: 24 * 60 * MINUTE_MS, wait: 10 * MINUTE_MS },
]
/** An order still open after a day has a payment that does not fit; staff resolves it. */
const LONGEST_WAIT_MS = 6 * 60 * MINUTE_MS

/** The job that watches an open order: retries of one check, and the lease of one run. */
export const ORDER_WATCH = { name: 'order-watch', retries: 20, baseMs: MINUTE_MS, leaseMs: MINUTE_MS } as const

/** When the payment service is asked about an order again (epoch ms): at growing intervals, and when it expires. */
export function nextCheck({ createdAt, expiresAt }: { createdAt: number; expiresAt: number }, now: number): number {
  const later = now + (WAITS.find(({ age }) => now - createdAt < age)?.wait ?? LONGEST_WAIT_MS)
  return now < expiresAt ? Math.min(later, expiresAt) : later
}

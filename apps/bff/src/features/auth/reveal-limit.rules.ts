import { HOUR_MS, MINUTE_MS } from '@qingpin/contract/core/days'

/** Reads that show a number of a worker or customer in full, or a paper that bears it. */
export const REVEALS = ['resume.reveal', 'resume.view-private', 'resume.view-paper', 'customer.reveal'] as const

/** What one account may read: a busy day at the phone, and no register copied in an afternoon. */
export const REVEAL_WINDOWS = [
  { ms: MINUTE_MS, most: 30 },
  { ms: HOUR_MS, most: 200 },
] as const
/** Reads of an hour after which managers are alerted, although the account may go on. */
export const REVEALS_WARNED = 100
export const REVEALS_WARNED_MS = HOUR_MS

/** How many ms a reader has to wait, by the reads of each window; 0 for none. */
export const waitFor = (reads: readonly number[]): number =>
  Math.max(0, ...REVEAL_WINDOWS.map(({ ms, most }, i) => ((reads[i] ?? 0) >= most ? ms : 0)))

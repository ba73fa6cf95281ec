/** How a queue treats its jobs. */
export interface QueueRules {
  /** How often a failed job is tried again before it is dead. */
  retries: number
  /** The first pause in ms; each further one is twice as long, give or take a quarter. */
  baseMs: number
  /** A process that is silent this long has lost its job; a living one renews its lease three times as often. */
  leaseMs: number
  /** How many jobs of the queue one process runs at once. */
  concurrency?: number
}

/** How often a worker looks for due jobs, in case a notification was lost. */
export const LOOK_EVERY_MS = 1000
export const CONCURRENCY = 4
const LONGEST_PAUSE_MS = 6 * 3_600_000

/** Whole milliseconds until a job that failed for the nth time is tried again. @param random from 0 to 1, for jitter */
export const pauseAfter = (attempt: number, { baseMs }: QueueRules, random: number): number =>
  Math.round(Math.min(baseMs * 2 ** (attempt - 1), LONGEST_PAUSE_MS) * (0.75 + random / 2))

/** How a queue that runs once an hour treats its job. */
export const HOURLY_RULES: QueueRules = { retries: 3, baseMs: 60_000, leaseMs: 60_000, concurrency: 1 }

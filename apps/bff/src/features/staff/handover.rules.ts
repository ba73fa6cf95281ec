/** Customers that one transaction of a handover moves: short enough that others do not wait. */
export const HANDOVER_BATCH = 50

/** The queue that works handovers off. */
export const HANDOVERS = { name: 'handovers', retries: 8, baseMs: 2000, leaseMs: 60_000, concurrency: 1 } as const

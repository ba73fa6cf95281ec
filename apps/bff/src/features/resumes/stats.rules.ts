/** The period that counts as recent in the stats of staff. */
export const RECENT_MS = 7 * 24 * 3_600_000

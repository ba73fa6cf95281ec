/** How many evaluations a detail shows, the newest ones. */
export const EVALUATIONS_SHOWN = 10
/** The period, in days, that counts as recent in the stats. */
export const RECENT_DAYS = 7

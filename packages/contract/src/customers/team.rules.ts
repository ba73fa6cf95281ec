/** The numbers of a team. Free of zod. */

/** A follow-up is overdue for long after so many days. */
export const LONG_OVERDUE_DAYS = 3
/** Only customers that come in between these full hours in Beijing count for the response time. */
export const RESPONSE_HOURS = { from: 9, to: 20 } as const
/** Minutes within which a new customer is to be contacted. */
export const RESPONSE_GOAL = 30
/** Weeks of the pool that are counted, the present one included. */
export const POOL_WEEKS = 6
/** Sources that are named; the others are one. */
export const SOURCES_NAMED = 4

/** Requests to colleagues to hand a customer over, and the numbers that bound them. Free of zod. */

/** Days for which a colleague may answer a request. */
export const TRANSFER_DAYS = 7
/** Requests that one person may make in a day. */
export const TRANSFER_ASKS_A_DAY = 20
/** Hours after which managers have to answer a request that the owner left open, too. */
export const TRANSFER_ESCALATES_HOURS = 24
/** Characters of what the asker or the answerer adds. */
export const TRANSFER_SENTENCE_MAX = 100

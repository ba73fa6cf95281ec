/** After how many seconds a probe asks again while the database does not answer. */
export const NOT_READY_RETRY_SECONDS = 5
/** Rows at either end of a table that are looked at: keys were changed in between, if ever. */
export const SAMPLE_ROWS = 3

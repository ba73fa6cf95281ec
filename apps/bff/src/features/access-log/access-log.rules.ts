/** How long lines gather before they are written in one transaction. */
export const GATHER_MS = 200
/** Lines of one transaction. */
export const BATCH_LINES = 500
/** Lines that wait in memory at most; further ones are dropped and counted. */
export const WAITING_LINES = 5000
/** Beijing days that lines are retained. */
export const RETAINED_DAYS = 90
/** What broke: rows of a report. */
export const REPORT_ERRORS = 20

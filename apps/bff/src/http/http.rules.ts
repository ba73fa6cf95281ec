/** The most bytes of a JSON body. */
export const JSON_BODY_BYTES = 1024 * 1024
/** How often a JSON body under way is looked at, how many bytes are expected in between, and how often fewer are too few. */
export const JSON_LOOK_MS = 5000
export const JSON_LOOK_BYTES = 5000
export const JSON_IDLE_LOOKS = 2
/** The most bytes of a file that a permit of the disk store may allow; each permit says less. */
export const DISK_UPLOAD_BYTES = 200 * 1024 * 1024
/** After how many seconds a request is repeated whose first try is still under way. */
export const IN_PROGRESS_RETRY_SECONDS = 1
/** After how many seconds a request is repeated that the database or the store could not take. */
export const BUSY_RETRY_SECONDS = 3
/** How long a request may run before a repeat claims its key; a process that died leaves its key behind this long. */
export const IDEMPOTENCY_LEASE_MS = 60_000
/** Callers that the limiter in memory remembers before it forgets those whose window is over. */
export const REMEMBERED_CALLERS = 20_000
/** Callers that the limiter evicts at once, so that not every call has to look for what is over. */
export const EVICTED_AT_ONCE = 1000
/** Longest key in memory: longer than an account id, a participant token or an address, and short enough for many. */
export const LONGEST_CALLER_KEY = 64
/** How wide a column of a written workbook is, in characters. */
export const COLUMN_WIDTH = 16

const HOUR_MS = 3_600_000

/** The queue that removes the objects of files that are no longer in use. */
export const FILE_REMOVAL = { name: 'file-removal', retries: 10, baseMs: 10_000, leaseMs: 60_000 } as const
/** How long a file is reserved for the request that stored it: longer than any upload takes to be named by a resume. */
export const RESERVED_MS = HOUR_MS
/** Files that one transaction lets go, and objects that one query looks up. */
export const FILE_BATCH = 500
/** The hour of the day, in UTC, when all files and the store are looked through: noon in Beijing, when machines are on. */
const THOROUGH_HOUR = 4
/** Younger objects may belong to a request under way. */
export const STRAY_AGE_MS = 24 * HOUR_MS
/** Objects without a row that dead processes may leave; more of them mean an older copy of the database. */
export const FEW_STRAYS = 200

/** Whether this is the hour in which everything is looked through, and not only what changed. */
export const isThoroughHour = (now: number): boolean => new Date(now).getUTCHours() === THOROUGH_HOUR

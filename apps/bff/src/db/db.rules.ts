/** How long a transaction waits for another process that holds the file of SQLite, and how long a probe does. */
export const LOCKED_MS = 5000
export const PROBE_MS = 500
/** For how long SQLite itself waits at one try: it blocks the whole process. */
export const BLOCKING_MS = 10
/** The same while the process starts, when it blocks no one. */
export const STARTING_MS = 5000

/** A stream ends after five minutes and is opened again, so that a reader who has lost the right to read finds out. */
export const STREAM_MS = 300_000
/** How long after that a slow reader has for what it has not taken yet. */
export const DRAIN_MS = 30_000
/** A watcher reads the rows at least this often, in case a notification was lost. */
export const POLL_MS = 5000
/** Streams and waits that one caller may have open at once in one process. */
export const MAX_OPEN = 20
/** When to try again with one more. */
export const RETRY_SECONDS = 5
/** The largest number of an event that both databases hold. */
export const LARGEST_SEQ = 2_147_483_647

/** The number of an event that a header gives; 0 where it gives none. */
export const seqIn = (text: string | null): number =>
  text !== null && /^\d{1,10}$/.test(text) ? Math.min(Number(text), LARGEST_SEQ) : 0

/** `run:65f0…:12,account:65f1…:3` as numbers by topic: what follows the last colon is the number. */
export const readPositions = (list: string): Map<string, number> =>
  new Map(
    list.split(',').map((one) => {
      const colon = one.lastIndexOf(':')
      return [one.slice(0, colon), seqIn(one.slice(colon + 1))]
    }),
  )

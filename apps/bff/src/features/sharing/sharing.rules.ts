/** Bytes of a share token: 22 characters, because a mini-program code holds 32. */
export const TOKEN_BYTES = 16
/** How many characters of the introduction, and how many skills, a poster has room for. */
export const POSTER_TEXT_LENGTH = 64
export const POSTER_SKILLS = 4
/** When a poster that could not be drawn should be requested again. */
export const POSTER_RETRY_SECONDS = 3

/** Who made a link is notified so long before it expires. */
export const ENDING_MS = 24 * 3_600_000
export const SHARE_ENDING = { name: 'share-ending', retries: 5, baseMs: 5000, leaseMs: 30_000 }

import { HOUR_MS } from '@qingpin/contract/core/days'

/** The queue that removes the objects of files that are no longer in use. */
export const FILE_REMOVAL = { name: 'file-removal', retries: 10, baseMs: 10_000, leaseMs: 60_000 } as const
/** After how many seconds a file is sent again that could not be inspected or stored. */
export const FILE_RETRY_SECONDS = 5
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

/** The longer side of the small pictures in lists, at the resolution of today's phones. */
export const THUMBNAIL_SIDE = 480

/** The most bytes that a form adds to its files: the lines between parts, and short fields. */
export const FORM_EXTRA_BYTES = 256 << 10
/** The most bytes of one field of a form. */
export const FORM_FIELD_BYTES = 64 << 10
/** What is read of a form that is refused, so that its sender gets the reply: more than the largest file. */
export const DRAINED_BYTES = 64 << 20
export const DRAINED_MS = 20_000

/** How long a sender may send nothing: a phone changes its mast, or goes through a tunnel. */
export const IDLE_SENDER_MS = 20_000
/**
 * The minimum throughput of a sender in the long run, in bytes for each ms. At the edge of a network a phone sends some
 * ten, and our app has three files share them.
 */
export const MINIMUM_BYTES_PER_MS = 1
/** How long a sender may send before its throughput counts. */
export const GRACE_MS = 20_000

/** The most signs of a file's name. */
export const LONGEST_NAME = 200

/** Packed objects of one PDF: how much text they may unpack to, in how many streams, and how long one is described. */
export const UNPACKED_BYTES = 16 << 20
export const PACKS = 20_000
export const DESCRIPTION_BYTES = 4096

/** How much of a file its type is read from: inside archives the library would unpack more. */
export const HEAD_BYTES = 4100

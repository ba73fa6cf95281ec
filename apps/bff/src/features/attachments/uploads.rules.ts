import { DAY_MS, HOUR_MS, MINUTE_MS } from '@qingpin/contract/core/days'
import { type FileRule, MAX_FILE_BYTES } from '@qingpin/contract/attachments/attachments.rules'

/** How long the inspection of an upload may take; after that another process may start it again. */
export const INSPECTION_MS = 2 * MINUTE_MS
/** How long an expired permission stays: a file may still be on its way. */
export const EXPIRED_UPLOAD_RETENTION_MS = HOUR_MS
/** How long the row of a removed file stays: an editor of an older copy must not bring the file back. */
export const REMOVED_FILE_RETENTION_MS = 30 * DAY_MS
/** After how many seconds an inspection under way is asked for again. */
export const INSPECTION_RETRY_SECONDS = 2
/** After how many seconds files are added again when one was removed in between. */
export const ADD_RETRY_SECONDS = 1
/** Rows that one statement of the hourly job handles at most. */
export const EXPIRY_BATCH = 500

/** The rule for a file that comes before the field that names its kind; then the rule of the kind applies. */
export const ANY_KIND: FileRule = {
  media: ['picture', 'pdf', 'video'],
  maxBytes: MAX_FILE_BYTES,
  most: 1,
  shortestSide: 100,
  longestSide: 2560,
}

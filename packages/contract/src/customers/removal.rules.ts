/** Customers that were deleted or merged into another one. Free of zod. */

/** Days for which a deleted customer can be brought back, and a merge be taken back. */
export const RESTORE_DAYS = 30
/** Characters of the reason of a deletion. */
export const DELETION_REASON_MAX = 200

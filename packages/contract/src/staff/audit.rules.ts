/** Rows of a page of the audit log. */
export const AUDIT_PAGE = 30
/** Matches are counted up to here: the log of an agency grows for years. */
export const AUDIT_COUNTED = 1000
/** Rows that one file holds at most. */
export const AUDIT_EXPORTED = 20_000

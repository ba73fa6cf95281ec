/** Rows that one statement of an export reads. */
export const AUDIT_BATCH = 500

/** Stands in an audit row for a value that is not quoted, because it is personal or long. */
export const UNQUOTED = '…'
/** Before and after of a changed field whose values are not quoted. */
export const CHANGED: [before: string, after: string] = [UNQUOTED, UNQUOTED]

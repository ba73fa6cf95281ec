/** After how many seconds a probe asks again while the database does not answer. */
export const NOT_READY_RETRY_SECONDS = 5

/** After how many seconds a failed PDF may be requested again. */
export const PDF_RETRY_SECONDS = 3

/** How many signs that the font lacks are named in a preview. */
export const MISSING_SIGNS_SHOWN = 12
/** After how many seconds a failed PDF may be requested again. */
export const PDF_RETRY_SECONDS = 3

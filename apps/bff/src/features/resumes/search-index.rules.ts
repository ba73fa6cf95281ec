/** Raised whenever other terms are made of the same resume: all are indexed anew. */
export const FORMAT = 5
/** Document numbers of one millisecond; more resumes than that are numbered on into the next. */
export const DOCS_PER_MS = 64
/** Words of one search; what is typed beyond them is left out. */
export const WORDS_MOST = 6
/** Rows that one step of a rebuild reads. */
export const BATCH = 1000

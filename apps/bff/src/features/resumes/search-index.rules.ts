/** Raised whenever other terms are made of the same resume: all are indexed anew. */
export const FORMAT = 4
/** Document numbers of one millisecond; more resumes than that are numbered on into the next. */
export const DOCS_PER_MS = 64
/** Rows that one step of a rebuild reads. */
export const BATCH = 1000

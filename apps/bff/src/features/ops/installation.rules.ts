/** Rows at either end of a table that are looked at: keys were changed in between, if ever. */
export const SAMPLE_ROWS = 3

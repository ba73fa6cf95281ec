/** How many signs that the font lacks are named in a preview. */
export const MISSING_SIGNS_SHOWN = 12

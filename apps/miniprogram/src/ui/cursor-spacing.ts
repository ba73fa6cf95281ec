/** Between the cursor and the keyboard of a phone, px: room for the error and the counter under a field. */
export const CURSOR_SPACING = 120

import { windowHeight } from '@/platform/device'

/** About the height of a row in a list of people, in CSS px. */
const ROW = 110
const PAGE = 20

/**
 * How many rows a list asks for: first as many as the window shows and a little more, so that it scrolls, because what
 * is drawn first is sent to a phone's screen whole; then 20.
 */
export const pageSize = (cursor: string | undefined): number =>
  cursor === undefined ? Math.min(PAGE, Math.max(6, Math.ceil(windowHeight() / ROW))) : PAGE

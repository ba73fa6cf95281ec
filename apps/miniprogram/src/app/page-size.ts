import { windowHeight } from '@/platform/device'

/** About the height of a row in a list of people, in CSS px. */
const ROW = 110
const PAGE = 20

/**
 * The page size of a list: first a little more than the window shows, so that it scrolls, because the first rows are
 * sent to the screen of a phone in one piece; then 20.
 */
export const pageSize = (cursor: string | undefined): number =>
  cursor === undefined ? Math.min(PAGE, Math.max(6, Math.ceil(windowHeight() / ROW))) : PAGE

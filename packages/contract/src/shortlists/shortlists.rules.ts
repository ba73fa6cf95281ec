/** The limits of matching and of shortlists, which both ends share. Free of zod. */

/** Workers on one shortlist, and those that a customer compares at once. */
export const SHORTLIST_MOST = 5
export const COMPARED_MOST = 3
/** How long a link stays open, in hours. */
export const SHORTLIST_HOURS = { min: 1, usual: 168, max: 720 } as const
export const RECIPIENT_MAX = 20
/** Characters of a comment, of a reply and of what a customer writes about times. */
export const COMMENT_MAX = 300
/** Comments of one worker on one list, both sides together. */
export const COMMENTS_MOST = 50
/** Half-days that a customer may propose, and how many days ahead. */
export const SLOTS_MOST = 6
export const SLOT_DAYS = 30
/** The lines of one worker: as many reasons as fit beside her mismatches, which are never left out. */
export const LINES_MOST = 4

export const HALVES = [
  { value: 'morning', label: '上午', hour: 10 },
  { value: 'afternoon', label: '下午', hour: 15 },
  { value: 'evening', label: '晚上', hour: 19 },
] as const
type Half = (typeof HALVES)[number]['value']

export interface Slot {
  day: string
  half: Half
}
export const slotKey = ({ day, half }: Slot): string => `${day} ${half}`

/** The page that opens a shortlist. */
export const SHORTLIST_PAGE = 'features/shortlists/guest/index'
/** The topic on which staff and the customer learn that a list has changed. */
export const shortlistTopic = (id: string): string => `shortlist:${id}`

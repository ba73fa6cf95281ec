/** How often a customer number that exists already is drawn again. Of 100,000 customers, one in a million draws exists. */
export const NUMBER_DRAWS = 5
/** Follow-ups that an export reads in one statement. */
export const FOLLOW_UPS_READ_AT_ONCE = 1000
/** Customers that the home tab of staff shows first. */
export const FIRST_CUSTOMERS = 6

/** Counts above this may be some seconds old: their last digit hardly matters, and they take long. */
export const LARGE_FROM = 5000
/** How many of such counts are remembered for each database at once, and how long each is shown. */
export const LARGE_COUNTS = { most: 200, forMs: 10_000 } as const

/** When checks that were limited may go on, at the latest. */
export const HITS_RETRY_SECONDS = 3600

/** `CUS` and eleven digits that follow from the row's id. */
export const customerNoOf = (id: string): string =>
  `CUS${String(BigInt(`0x${id}`) % 100_000_000_000n).padStart(11, '0')}`

/** The most customers of one assignment that its notification lists, and the most names in its sentence. */
export const NOTIFIED_CUSTOMERS = 10
export const NAMED_MOST = 3

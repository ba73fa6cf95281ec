/** How many counts are remembered for each database at once. */
export const COUNTS_REMEMBERED = 200
/** How long a remembered count is shown. */
export const COUNT_SHOWN_MS = 60_000
/** From so many hits on it is cheaper to go through all rows than to fetch each hit; measured with 200,000 resumes. */
export const MANY = { sqlite: 5000, pg: 2000 } as const

/**
 * Counts that take long and whose last digit hardly matters: how many are remembered for each database at once, and how
 * long each is shown.
 */
export const COUNT_CACHE = { most: 200, forMs: 60_000 } as const
/** From so many hits on it is cheaper to go through all rows than to fetch each hit; measured with 200,000 resumes. */
export const MANY = { sqlite: 5000, pg: 2000 } as const

/** How many evaluations a detail shows, the newest ones. */
export const EVALUATIONS_SHOWN = 10

/** How long the lists that every visitor reads stay cached; another replica shows a write within this time. */
export const CACHE_MS = 60_000
/** How many addresses the banner counters remember: far more than an agency has visitors in an hour. */
export const COUNTED_ADDRESSES = 20_000

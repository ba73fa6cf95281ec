/** A banner's view or click from one address is counted again after this time. */
export const COUNTED_AGAIN_HOURS = 1
/** How many addresses the banner counters remember: far more than an agency has visitors in that time. */
export const COUNTED_ADDRESSES = 20_000
/** How long clients and the server cache what every visitor reads; a write shows at the latest after this time. */
export const CONTENT_CACHE_SECONDS = 60

/** A banner's view or click from one address is counted again after this time. */
export const COUNTED_AGAIN_HOURS = 1

/**
 * A forced renewal of WeChat's access token is for a leak, and works 20 times a day for the whole mini program: all our
 * ports and processes together take half of them, and not one after the other.
 */
export const FORCED_A_DAY = 10
export const FORCE_EVERY_MS = 10 * 60_000

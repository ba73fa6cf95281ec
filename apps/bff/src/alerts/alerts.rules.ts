import { DAY_MS } from '@qingpin/contract/core/days'

/** How long an alert is shown after it last happened. */
export const SHOWN_MS = 7 * DAY_MS
/** How long it is retained for those who look into it later. */
export const RETAINED_MS = 90 * DAY_MS
/** Alerts shown at once, the latest first. */
export const MOST_SHOWN = 20

import { HOUR_MS, MINUTE_MS } from '@qingpin/contract/core/days'

/** When WeChat's platform certificates are fetched. They are changed with a month's notice. */
export const CERTIFICATES = {
  /** Again after this time. */
  everyMs: 12 * HOUR_MS,
  /** After a failure, while others are known. */
  againMs: 10 * MINUTE_MS,
  /** After a failure, while none is known. */
  emptyMs: 10_000,
  /** For a serial that none has; a stranger can make one up. */
  unknownMs: MINUTE_MS,
  /** Former certificates that are still believed beside those that were fetched last. */
  kept: 4,
} as const

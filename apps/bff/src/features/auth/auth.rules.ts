import { LOGIN_LOCK_MINUTES } from '@qingpin/contract/auth/auth.rules'

/** Failed logins are counted within this time, and a lock lasts as long. */
export const LOCKOUT_MS = LOGIN_LOCK_MINUTES * 60_000
/** Wrong passwords for one user name, of all devices that it does not know, before they are locked. */
export const NAME_FAILURES = 5
/** Wrong passwords on a device that the account knows, before that device is locked. */
export const DEVICE_FAILURES = 5
/** Wrong passwords from one address before it is locked: this stops a run over many names. */
export const ADDRESS_FAILURES = 50

/** How long an account knows a device on which it was not used. */
export const KNOWN_DEVICE_MS = 180 * 24 * 3_600_000
/** Failed logins that an admin reads at once. */
export const FAILED_LOGINS_SHOWN = 100

/** The counter of failed logins after one more failure. */
export function afterFailure(counter: { count: number; since: number }, limit: number, now: number) {
  const stale = counter.since + LOCKOUT_MS <= now
  const count = stale ? 1 : counter.count + 1
  const locked = count >= limit
  return {
    count: locked ? 0 : count,
    since: stale ? now : counter.since,
    lockedUntil: locked ? now + LOCKOUT_MS : 0,
  }
}

import { LOGIN_LOCK_MINUTES } from '@qingpin/contract/auth/auth.rules'

/** Failed logins are counted within this time, and a lock lasts as long. */
export const LOCKOUT_MS = LOGIN_LOCK_MINUTES * 60_000
/** Wrong passwords for one user name before it is locked. */
export const NAME_FAILURES = 5
/** Wrong passwords from one address before it is locked: this stops a run over many names. */
export const ADDRESS_FAILURES = 50

export const SMS_CODE_SECONDS = 300
export const SMS_RESEND_SECONDS = 60
/** How many different SMS codes there are: six digits. */
export const SMS_CODES = 1_000_000

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

import { LIMITS, type Limit, type LimitName } from '@qingpin/contract/core/limits'
import type { FieldCipher } from '../crypto/field-cipher.ts'
import type { Db } from '../db/db.ts'
import { countCall, uncountCall } from './limits.repo.ts'
import { EVICTED_AT_ONCE, LONGEST_CALLER_KEY, REMEMBERED_CALLERS } from './http.rules.ts'

/** Counts in fixed windows that begin with the first call. */
export interface Limiter {
  /** Counts one call; 0 when it may pass, else the whole seconds until the window ends. */
  take: (name: LimitName, who: string, now: number) => Promise<number>
  /** Takes the count back, for a call that was refused for its content. */
  giveBack: (name: LimitName, who: string, now: number) => Promise<void>
}

const secondsLeft = (resetAt: number, now: number): number => Math.max(1, Math.ceil((resetAt - now) / 1000))
const limitOf = (name: LimitName): Limit => LIMITS[name]

/** In the memory of this process: for what is so frequent that a row each time would cost more than it protects. */
export function memoryLimiter(limitOf: (name: LimitName) => Limit): Limiter {
  const windows = new Map<string, { count: number; resetAt: number }>()
  const keyOf = (name: LimitName, who: string) => `${name}:${who.slice(0, LONGEST_CALLER_KEY)}`
  const forget = (now: number) => {
    for (const [key, { resetAt }] of windows) if (resetAt <= now) windows.delete(key)
    // Those that began first go first: a crowd must not wash away the count of who is at it now.
    for (const key of windows.keys()) {
      if (windows.size <= REMEMBERED_CALLERS - EVICTED_AT_ONCE) return
      windows.delete(key)
    }
  }
  return {
    async take(name, who, now) {
      const { times, seconds } = limitOf(name)
      const key = keyOf(name, who)
      const known = windows.get(key)
      const window = known && known.resetAt > now ? known : { count: 0, resetAt: now + seconds * 1000 }
      window.count += 1
      windows.set(key, window)
      if (windows.size > REMEMBERED_CALLERS) forget(now)
      return window.count > times ? secondsLeft(window.resetAt, now) : 0
    },
    async giveBack(name, who) {
      const window = windows.get(keyOf(name, who))
      if (window && window.count > 0) window.count -= 1
    },
  }
}

/** In the database: the same for every replica, and after a restart. Addresses are stored as keyed hashes only. */
export function storedLimiter(db: Db, cipher: Pick<FieldCipher, 'hash'>): Limiter {
  const keyOf = (name: LimitName, who: string) => cipher.hash('rateLimit', `${name}:${who}`)
  return {
    async take(name, who, now) {
      const { times, seconds } = limitOf(name)
      const call = { key: keyOf(name, who), now, resetAt: now + seconds * 1000 }
      const row = await db.tx((t) => countCall(t, db, call), 'may be lost')
      return row && row.count > times ? secondsLeft(row.resetAt, now) : 0
    },
    async giveBack(name, who, now) {
      await db.tx((t) => uncountCall(t, db, keyOf(name, who), now))
    },
  }
}

const IN_MEMORY: readonly LimitName[] = ['general', 'store']

/**
 * General traffic, reads of files and what participants send in memory, everything else in the database.
 * @param generalTimes how many calls the general limit lets through; 0 for any number, of reads of files as well
 */
export function makeLimiter(db: Db, cipher: Pick<FieldCipher, 'hash'>, generalTimes: number): Limiter {
  const times = generalTimes === 0 ? Number.POSITIVE_INFINITY : generalTimes
  const [memory, stored] = [
    memoryLimiter((name) => {
      if (name === 'general') return { ...LIMITS.general, times }
      return name === 'store' && generalTimes === 0 ? { ...LIMITS.store, times } : limitOf(name)
    }),
    storedLimiter(db, cipher),
  ]
  const of = (name: LimitName) => (IN_MEMORY.includes(name) || limitOf(name).per === 'participant' ? memory : stored)
  return {
    take: (name, who, now) => of(name).take(name, who, now),
    giveBack: (name, who, now) => of(name).giveBack(name, who, now),
  }
}

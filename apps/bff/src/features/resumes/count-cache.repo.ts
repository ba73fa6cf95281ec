import { LRUCache } from 'lru-cache'
import type { Db } from '../../db/db.ts'
import { COUNT_SHOWN_MS, COUNTS_REMEMBERED } from './count-cache.rules.ts'

interface Remembered<T> {
  count: T
  until: number
}

/** Counts that take long and whose last digit hardly matters: each is counted once a minute and shown on. */
export class CountCache<T extends {} = number> {
  readonly #known = new WeakMap<Db, LRUCache<string, Remembered<T>>>()

  /** @param key names what is counted, with every value that it depends on */
  get(db: Db, key: string, now: number): T | undefined {
    const known = this.#known.get(db)?.get(key)
    return known && known.until > now ? known.count : undefined
  }

  set(db: Db, key: string, now: number, count: T): void {
    const counts = this.#known.get(db) ?? new LRUCache<string, Remembered<T>>({ max: COUNTS_REMEMBERED })
    this.#known.set(db, counts)
    counts.set(key, { count, until: now + COUNT_SHOWN_MS })
  }
}

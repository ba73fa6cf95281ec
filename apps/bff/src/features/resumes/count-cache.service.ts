import type { Db } from '../../db/db.ts'
import { Recent } from '../../runtime/recent.ts'

/** How many are remembered at once. */
const REMEMBERED = 200
const SHOWN_ON_MS = 60_000

interface Total<T> {
  total: T
  until: number
}

/** Numbers that take long to count and whose last digit nobody reads: each is counted once in a minute and shown on. */
export class LargeTotals<T = number> {
  readonly #known = new WeakMap<Db, Recent<string, Total<T>>>()

  /** @param what names what is counted, with every value that it depends on */
  known(db: Db, what: string, now: number): T | undefined {
    const known = this.#known.get(db)?.get(what)
    return known && known.until > now ? known.total : undefined
  }

  remember(db: Db, what: string, now: number, total: T): void {
    const totals = this.#known.get(db) ?? new Recent<string, Total<T>>(REMEMBERED)
    this.#known.set(db, totals)
    totals.set(what, { total, until: now + SHOWN_ON_MS })
  }
}

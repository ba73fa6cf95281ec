import type { Db } from '../../db/db.ts'
import { Recent } from '../../recent.ts'

/** How many are remembered at once. */
const REMEMBERED = 200

interface Total {
  total: number
  until: number
}

/** Numbers that take long to count and whose last digit nobody reads: each is counted once in a while and shown on. */
export class LargeTotals {
  readonly #shownOnMs: number
  readonly #known = new WeakMap<Db, Recent<string, Total>>()

  constructor(shownOnMs: number) {
    this.#shownOnMs = shownOnMs
  }

  /** @param what names what is counted, with every value that it depends on */
  known(db: Db, what: string, now: number): number | undefined {
    const known = this.#known.get(db)?.get(what)
    return known && known.until > now ? known.total : undefined
  }

  remember(db: Db, what: string, now: number, total: number): void {
    const totals = this.#known.get(db) ?? new Recent<string, Total>(REMEMBERED)
    this.#known.set(db, totals)
    totals.set(what, { total, until: now + this.#shownOnMs })
  }
}

import { LRUCache } from 'lru-cache'

interface Remembered<T> {
  value: T
  until: number
}

/** Values that are remembered for a while, apart for each owner, such as a database. */
export class TimedCache<T extends {}> {
  readonly #known = new WeakMap<object, LRUCache<string, Remembered<T>>>()
  readonly #limits: { most: number; forMs: number }

  /** @param limits how many values of an owner are remembered at once, and for how long each */
  constructor(limits: { most: number; forMs: number }) {
    this.#limits = limits
  }

  /** @param key names what is remembered, with every value that it depends on */
  get(owner: object, key: string, now: number): T | undefined {
    const known = this.#known.get(owner)?.get(key)
    return known && known.until > now ? known.value : undefined
  }

  set(owner: object, key: string, now: number, value: T): void {
    const values = this.#known.get(owner) ?? new LRUCache<string, Remembered<T>>({ max: this.#limits.most })
    this.#known.set(owner, values)
    values.set(key, { value, until: now + this.#limits.forMs })
  }
}

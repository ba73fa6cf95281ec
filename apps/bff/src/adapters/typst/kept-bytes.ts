/** The most recently used values up to a number of bytes. In memory only: what they show is personal. */
export class KeptBytes<T> {
  readonly #kept = new Map<string, { value: T; bytes: number }>()
  readonly #limit: number
  #total = 0

  constructor(limitBytes: number) {
    this.#limit = limitBytes
  }

  get(key: string): T | undefined {
    const found = this.#kept.get(key)
    if (!found) return undefined
    this.#kept.delete(key)
    this.#kept.set(key, found)
    return found.value
  }

  set(key: string, value: T, bytes: number): void {
    this.#drop(key)
    if (bytes > this.#limit) return
    this.#kept.set(key, { value, bytes })
    this.#total += bytes
    for (const oldest of this.#kept.keys()) {
      if (this.#total <= this.#limit) return
      this.#drop(oldest)
    }
  }

  #drop(key: string): void {
    const found = this.#kept.get(key)
    if (!found) return
    this.#kept.delete(key)
    this.#total -= found.bytes
  }
}

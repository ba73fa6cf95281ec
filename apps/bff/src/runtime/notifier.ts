/** A reader that waits; `stopped` tells it that the process is going away. */
type Listener = () => void

/**
 * Tells the readers of this process that a topic has something new. It carries no data: the rows are the truth, and a
 * wake-up that gets lost is made good by the readers' own look at intervals.
 */
export class Notifier {
  readonly #waiting = new Map<string, Set<Listener>>()
  #stopped = false

  get stopped(): boolean {
    return this.#stopped
  }

  /** Calls the listener at each wake-up of the topic, until the function it gives is called. */
  on(topic: string, listener: Listener): () => void {
    const listeners = this.#waiting.get(topic) ?? new Set()
    this.#waiting.set(topic, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.#waiting.get(topic) === listeners) this.#waiting.delete(topic)
    }
  }

  notify(topic: string): void {
    for (const listener of this.#waiting.get(topic) ?? []) listener()
  }

  /** Wakes every reader: after the connection to the database was down, any topic may have news. */
  notifyAll(): void {
    for (const listeners of this.#waiting.values()) for (const listener of listeners) listener()
  }

  /** Ends every wait: the process stops. */
  stop(): void {
    this.#stopped = true
    this.notifyAll()
  }

  /** How many readers wait, for metrics and tests. */
  get size(): number {
    let size = 0
    for (const listeners of this.#waiting.values()) size += listeners.size
    return size
  }
}

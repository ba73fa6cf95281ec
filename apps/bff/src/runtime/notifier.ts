/** A reader that waits; `stopped` says that the process is stopping. */
type Listener = () => void

/**
 * Notifies the readers of this process that a topic has new events. It carries no data: the rows are authoritative, and
 * readers that a notification did not reach look at intervals.
 */
export class Notifier {
  readonly #waiting = new Map<string, Set<Listener>>()
  #stopped = false

  get stopped(): boolean {
    return this.#stopped
  }

  /** Calls the listener at each notification of the topic, until the returned function is called. */
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

  /** Notifies every reader: after the connection to the database was down, any topic may have new events. */
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

import type { Logger } from 'pino'

/** Work that goes on after the reply to the request that began it; a stop of the process ends it in order. */
export class Background {
  readonly #under = new Set<Promise<void>>()
  readonly #stop = new AbortController()
  readonly #log: Logger

  constructor(log: Logger) {
    this.#log = log
  }

  /** Aborted when the process is about to stop: work in hand has to come to an honest end now. */
  get stopping(): AbortSignal {
    return this.#stop.signal
  }

  run(name: string, work: () => Promise<void>): void {
    const done = work()
      .catch((error: unknown) => this.#log.error({ err: error, work: name }, 'background work failed'))
      .finally(() => this.#under.delete(done))
    this.#under.add(done)
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#under.size > 0) await Promise.all(this.#under)
  }

  stop(): Promise<void> {
    this.#stop.abort()
    return this.idle()
  }
}

import type { Said } from './run-events.service.ts'

/** How long pieces gather before they go out, and how many letters go out at once without waiting. */
export const BATCH_MS = 90
const BATCH_LETTERS = 200

/**
 * Gathers what the model says into few events: the first piece goes out at once, because somebody waits for it, later
 * ones together. `write` is never called twice at a time; after it failed nothing more is written and `settled` fails.
 */
export class Batches {
  readonly #write: (said: readonly Said[]) => Promise<void>
  #pending: Said[] = []
  #lastAt = Number.NEGATIVE_INFINITY
  #timer: ReturnType<typeof setTimeout> | undefined
  #tail: Promise<void> = Promise.resolve()

  constructor(write: (said: readonly Said[]) => Promise<void>) {
    this.#write = write
    this.#tail.catch(() => undefined)
  }

  /** Takes a piece; resolves when the writing that it caused, if any, is done. */
  add({ kind, text }: Said): Promise<void> {
    const last = this.#pending.at(-1)
    const changes = last === undefined && this.#kind !== kind
    if (last?.kind === kind) last.text += text
    else this.#pending.push({ kind, text })
    this.#kind = kind
    const letters = this.#pending.reduce((sum, said) => sum + said.text.length, 0)
    const waited = performance.now() - this.#lastAt
    if (changes || letters >= BATCH_LETTERS || waited >= BATCH_MS) return this.flush()
    this.#timer ??= setTimeout(() => void this.flush().catch(() => undefined), BATCH_MS - waited)
    return Promise.resolve()
  }
  #kind: Said['kind'] | undefined

  /** Writes what has gathered. */
  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const said = this.#pending
    this.#pending = []
    if (said.length === 0) return this.#tail
    this.#lastAt = performance.now()
    this.#tail = this.#tail.then(() => this.#write(said))
    // Whoever waits sees the failure; the timer's own flush has nobody who does.
    this.#tail.catch(() => undefined)
    return this.#tail
  }

  /** Lets go of what has gathered. */
  drop(): void {
    clearTimeout(this.#timer)
    this.#pending = []
  }
}

import type { TestApp } from './harness.ts'

/** Lets the process die right after a commit to come: from then on nothing of it reaches the database. */
export class MortalProcess {
  readonly #deps: TestApp['deps']
  #commits = 0
  #diesAfter = Number.POSITIVE_INFINITY

  constructor({ deps }: TestApp) {
    this.#deps = deps
    const commit = deps.db.tx
    deps.db.tx = async (body, durability) => {
      this.#requireLife()
      const result = await commit(body, durability)
      this.#commits += 1
      this.#requireLife()
      return result
    }
  }

  #requireLife(): void {
    if (this.#commits >= this.#diesAfter) throw new Error('the process is dead')
  }

  get commits(): number {
    return this.#commits
  }

  /** A new process; with a number, one that lives until so many commits are done. */
  async start(diesAfter = Number.POSITIVE_INFINITY): Promise<void> {
    await this.#deps.background.idle()
    this.#commits = 0
    this.#diesAfter = diesAfter
  }
}

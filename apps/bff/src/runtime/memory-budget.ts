import { AppError } from '../errors.ts'

/** Four of the largest pictures at once, or twenty of the usual ones; half of them from one sender. */
const MOST_BYTES = 96 << 20
const SHARE = 1 / 2
const RETRY_SECONDS = 5

/**
 * The bytes of uploads that this process holds in memory at one time. What does not fit is asked to come again: waiting
 * would keep what has come already.
 */
export class MemoryBudget {
  readonly #most: number
  #held = 0
  readonly #heldFor = new Map<string, number>()

  constructor(most = MOST_BYTES) {
    this.#most = most
  }

  /** How many bytes are held now. */
  get held(): number {
    return this.#held
  }

  /**
   * Gathers a file and gives it to `use`; its memory is given back when that has ended. Throws SERVICE_BUSY where too much is held
   * already, in all or for the sender `who`, and what `source` throws.
   */
  async gather<T>(source: AsyncIterable<Uint8Array>, who: string, use: (bytes: Buffer) => Promise<T>): Promise<T> {
    const pieces: Uint8Array[] = []
    let mine = 0
    try {
      for await (const piece of source) {
        if (!this.#fits(piece.length, who)) throw new AppError('SERVICE_BUSY', { retryAfterSeconds: RETRY_SECONDS })
        this.#hold(piece.length, who)
        mine += piece.length
        pieces.push(piece)
      }
      const whole =
        pieces.length === 1 && pieces[0]
          ? Buffer.from(pieces[0].buffer, pieces[0].byteOffset, mine)
          : Buffer.concat(pieces)
      pieces.length = 0
      return await use(whole)
    } finally {
      this.#hold(-mine, who)
    }
  }

  #fits(bytes: number, who: string): boolean {
    return this.#held + bytes <= this.#most && (this.#heldFor.get(who) ?? 0) + bytes <= this.#most * SHARE
  }

  #hold(bytes: number, who: string): void {
    this.#held += bytes
    const theirs = (this.#heldFor.get(who) ?? 0) + bytes
    if (theirs > 0) this.#heldFor.set(who, theirs)
    else this.#heldFor.delete(who)
  }
}

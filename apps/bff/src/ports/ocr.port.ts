import type { OcrProvider } from '@qingpin/contract/ocr/ocr.enums'

/** What a card says; null for what could not be read. Days are YYYY-MM-DD. */
export interface CardFront {
  readonly name: string | null
  readonly gender: 'female' | 'male' | null
  readonly ethnicity: string | null
  readonly birthDate: string | null
  readonly address: string | null
  readonly idNumber: string | null
}
export interface CardBack {
  readonly authority: string | null
  readonly validFrom: string | null
  /** Null also for a card without end. */
  readonly validTo: string | null
  readonly longTerm: boolean
}
export type CardReading =
  | { readonly side: 'front'; readonly front: CardFront }
  | { readonly side: 'back'; readonly back: CardBack }

/**
 * `unreadable`: there is no card, or no text, in the picture; `quota`: no more calls today; `unavailable`: there was no
 * answer.
 */
export type OcrProblem = 'unreadable' | 'quota' | 'unavailable'
export class OcrFailure extends Error {
  readonly why: OcrProblem
  readonly retryAfterSeconds: number | undefined

  constructor(why: OcrProblem, options: { cause?: unknown; retryAfterSeconds?: number } = {}) {
    super(`a picture could not be read: ${why}`, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'OcrFailure'
    this.why = why
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

/** Reads pictures: JPEGs of our own making, whose longer side has at most 1600 pixels. Rejects with an OcrFailure. */
export interface OcrPort {
  readonly provider: OcrProvider
  /** How many pictures it reads a day; null for any number. */
  readonly dailyCalls: number | null
  /** Whether it is worth asking now, as far as is known without asking. */
  isReady(): boolean
  /** One side of an identity card; which one, the reading tells. */
  idCard(picture: Uint8Array<ArrayBuffer>): Promise<CardReading>
  /** Any printed text, line by line, from the top. */
  lines(picture: Uint8Array<ArrayBuffer>): Promise<string[]>
  stop(): Promise<void>
}

/** What the text is for; which model that means is a setting. */
export type LlmPurpose = 'chat'

export interface LlmMessage {
  role: 'user' | 'assistant'
  text: string
}
export interface LlmRequest {
  purpose: LlmPurpose
  system: string
  messages: readonly LlmMessage[]
  /** Tells people apart without saying who they are: letters, digits, `_` and `-`. */
  user: string
  /** Ends the call; the iteration then ends without an `end`. */
  signal: AbortSignal
}

export interface LlmUsage {
  promptTokens: number
  /** Of the prompt: those that were cheaper because they had been sent before. */
  cachedTokens: number
  completionTokens: number
}
export type LlmEvent =
  | { kind: 'thinking' | 'text'; text: string }
  /** `length`: the answer was cut off at its longest. */
  | { kind: 'end'; reason: 'stop' | 'length'; usage: LlmUsage | undefined }

/**
 * `busy`: too many calls or overloaded; `unavailable`: no balance, wrong key, unknown model or down; `refused`: the
 * text is not answered; `silent`: nothing came for too long; `broken`: the answer ended in the middle.
 */
export type LlmFailure = 'busy' | 'unavailable' | 'refused' | 'silent' | 'broken'

export class LlmError extends Error {
  readonly failure: LlmFailure

  constructor(failure: LlmFailure, options?: ErrorOptions) {
    super(`language model: ${failure}`, options)
    this.name = 'LlmError'
    this.failure = failure
  }
}

/** A language model, in our words. */
export interface LlmPort {
  /** The model that serves a purpose, as it is stored with what it wrote. */
  modelFor(purpose: LlmPurpose): string
  /** The answer as it is written, thinking first. Ends with one `end`, or fails with an LlmError. */
  stream(request: LlmRequest): AsyncIterable<LlmEvent>
}

import type { HttpMethod, HttpReply } from './http-message'
import type { NetworkError } from './network-error'
import type { SseEvent } from './sse-parser'

/** `done`: the server has said all; `refused`: it answered with a bad status; `lost`: no answer, or not all of it. */
export type StreamOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly reply: HttpReply }
  | { readonly kind: 'lost'; readonly error: NetworkError }

export interface StreamRequest {
  readonly url: string
  readonly method: Extract<HttpMethod, 'GET' | 'POST'>
  readonly header: Readonly<Record<string, string>>
  readonly data?: string | undefined
  readonly onEvent: (event: SseEvent) => void
  /** Bytes arrived, perhaps only a keep-alive: the connection is alive. */
  readonly onBytes?: (() => void) | undefined
  readonly onEnd: (outcome: StreamOutcome) => void
}

export interface Stream {
  stop(): void
}

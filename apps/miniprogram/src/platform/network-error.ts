export type NetworkErrorKind = 'offline' | 'timeout' | 'failed'

/** There was no HTTP answer at all; an answer with a bad status is not this. */
export class NetworkError extends Error {
  readonly kind: NetworkErrorKind

  constructor(kind: NetworkErrorKind) {
    super(kind)
    this.name = 'NetworkError'
    this.kind = kind
  }
}

// After down-levelling to ES5 `instanceof` fails for subclasses of Error, so the name decides.
export const isNetworkError = (error: unknown): error is NetworkError =>
  error instanceof Error && error.name === 'NetworkError'

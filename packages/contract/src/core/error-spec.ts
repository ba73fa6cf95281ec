/** What a code means: the HTTP status, the sentence a person reads, and whether trying again later can help. */
export interface ErrorSpec {
  readonly status: 400 | 401 | 402 | 403 | 404 | 408 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 502 | 503
  readonly message: string
  readonly retryable?: boolean
}

/**
 * The codes of all features, filled in by the catalog (`errors.ts`), so that routes below it can name them.
 * @public
 */
// oxlint-disable-next-line typescript/no-empty-object-type -- an open interface
export interface ErrorCodes {}

/** Every code that a reply can carry: a closed union, declared beside the routes that raise it. */
export type ErrorCode = keyof ErrorCodes

import { errorSpec } from '@qingpin/contract/errors'
import { type ErrorCode } from '@qingpin/contract/core/error-spec'

export interface AppErrorOptions {
  /** Machine-readable detail for the caller: faulty fields, the id of the row in the way, both versions. */
  details?: unknown
  /** Whole seconds after which trying again makes sense; becomes Retry-After. */
  retryAfterSeconds?: number
  cause?: unknown
}

/** A refusal that the contract knows by its code. Status and sentence come from the catalogue. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: unknown
  readonly retryAfterSeconds: number | undefined

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(errorSpec(code).message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.details = options.details
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

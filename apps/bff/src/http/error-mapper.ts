import { errorSpec } from '@qingpin/contract/errors'
import { type ErrorCode } from '@qingpin/contract/core/error-spec'
import type { ErrorHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Logger } from 'pino'
import { isUnavailable } from '../db/db.ts'
import { AppError } from '../errors.ts'
import type { Env } from './env.ts'
import { failure } from './envelope.ts'
import { BUSY_RETRY_SECONDS } from './http.rules.ts'

const HTTP_CODES: Partial<Record<number, ErrorCode>> = {
  400: 'MALFORMED_JSON',
  404: 'NOT_FOUND',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
}

/** Anything that was thrown, as one of our errors. An unexpected one says nothing about the inside. */
function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (isUnavailable(error)) return new AppError('SERVICE_BUSY', { retryAfterSeconds: BUSY_RETRY_SECONDS, cause: error })
  const code = error instanceof HTTPException ? HTTP_CODES[error.status] : undefined
  return new AppError(code ?? 'INTERNAL_ERROR', { cause: error })
}

/** The one place where errors become replies. */
export const errorMapper =
  (log: Logger): ErrorHandler<Env> =>
  (thrown, c) => {
    const error = toAppError(thrown)
    const { requestId, now } = c.var
    if (error.code === 'INTERNAL_ERROR' || error.code === 'SERVICE_BUSY')
      log.error({ requestId, route: c.var.route, err: thrown }, 'request failed')
    c.set('errorCode', error.code)
    if (error.retryAfterSeconds !== undefined)
      c.header('Retry-After', String(Math.max(1, Math.ceil(error.retryAfterSeconds))))
    // A client that has not sent everything could hold the connection for any time.
    if (error.code === 'UPLOAD_TOO_SLOW' || error.code === 'REQUEST_TOO_SLOW') c.header('Connection', 'close')
    return c.json(failure(error.code, error.details, requestId, now, c.var.route), errorSpec(error.code).status)
  }

import { errorSpec } from '@qingpin/contract/errors'
import { type ErrorCode } from '@qingpin/contract/core/error-spec'
import type { ErrorEnvelope, SuccessEnvelope } from '@qingpin/contract/core/envelope'

export const success = <T>(data: T, requestId: string, timestamp: number): SuccessEnvelope<T> => ({
  success: true,
  data,
  message: '成功',
  requestId,
  timestamp,
})

export const failure = (code: ErrorCode, details: unknown, requestId: string, timestamp: number): ErrorEnvelope => ({
  success: false,
  error: code,
  code,
  message: errorSpec(code).message,
  ...(details === undefined ? {} : { details }),
  requestId,
  timestamp,
})

import { errorSpec } from '@qingpin/contract/errors'
import { type ErrorCode } from '@qingpin/contract/core/error-spec'
import type { ErrorEnvelope, SuccessEnvelope } from '@qingpin/contract/core/envelope'
import { oldErrorOf } from '@qingpin/contract/old-errors'

export const success = <T>(data: T, requestId: string, timestamp: number): SuccessEnvelope<T> => ({
  success: true,
  data,
  message: '成功',
  requestId,
  timestamp,
})

/** Our code moves into the first detail, and the id of the row in the way gets a second copy in `data`. */
function forOldClients(code: ErrorCode, details: unknown) {
  const [first, ...others] = Array.isArray(details) ? (details as readonly { existingId?: string }[]) : []
  const data = first?.existingId === undefined ? {} : { existingId: first.existingId }
  return { data, details: [{ ...first, code }, ...others] }
}

/** @param route the route that refuses, written as `POST /api/…`: some refusals have an old name there */
export function failure(
  code: ErrorCode,
  details: unknown,
  requestId: string,
  timestamp: number,
  route?: string,
): ErrorEnvelope {
  const old = oldErrorOf(route, code)
  const error = old?.error ?? code
  return {
    success: false,
    error,
    code: old?.everywhere ? error : code,
    message: errorSpec(code).message,
    ...(old?.everywhere ? forOldClients(code, details) : details === undefined ? {} : { details }),
    requestId,
    timestamp,
  }
}

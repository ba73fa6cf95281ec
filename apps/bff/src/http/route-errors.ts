import type { Route } from '@qingpin/contract/core'
import type { ErrorCode } from '@qingpin/contract/errors'

/** Every code a route may answer with: those it declares and those that its shape implies. */
export function routeErrors(route: Route): ErrorCode[] {
  const codes = new Set<ErrorCode>(['INTERNAL_ERROR', 'RATE_LIMITED', ...(route.errors ?? [])])
  const { allow } = route
  if (allow !== 'public')
    for (const code of ['TOKEN_INVALID', 'TOKEN_EXPIRED', 'ACCOUNT_SUSPENDED', 'ROLE_CHANGED'] as const) codes.add(code)
  if (allow !== 'public' && allow !== 'optional') codes.add('UNAUTHORIZED')
  if (allow !== 'public' && allow !== 'optional' && allow !== 'session') codes.add('FORBIDDEN')
  if (route.params || route.query || ('body' in route && route.body)) codes.add('VALIDATION_ERROR')
  if ('body' in route && route.body) {
    for (const code of ['MALFORMED_JSON', 'UNSUPPORTED_MEDIA_TYPE', 'PAYLOAD_TOO_LARGE'] as const) codes.add(code)
  }
  if ('idempotent' in route && route.idempotent === 'key') {
    for (const code of ['IDEMPOTENCY_IN_PROGRESS', 'IDEMPOTENCY_KEY_REUSED', 'IDEMPOTENCY_KEY_INVALID'] as const)
      codes.add(code)
  }
  return [...codes]
}

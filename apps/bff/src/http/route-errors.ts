import type { Route } from '@qingpin/contract/core/define'
import type { ErrorCode } from '@qingpin/contract/core/error-spec'

/** Codes that follow from the shape of a route, by what in the shape they follow from. */
export const impliedErrors = {
  'Every route': ['INTERNAL_ERROR', 'SERVICE_BUSY', 'RATE_LIMITED'],
  'With a token that is sent': [
    'TOKEN_INVALID',
    'TOKEN_EXPIRED',
    'ACCOUNT_SUSPENDED',
    'ROLE_CHANGED',
    'PASSWORD_CHANGE_REQUIRED',
  ],
  'Where a login is needed': ['UNAUTHORIZED'],
  'Where a permission is needed': ['FORBIDDEN'],
  'With parameters, a query or a body': ['VALIDATION_ERROR'],
  'With a body': ['MALFORMED_JSON', 'UNSUPPORTED_MEDIA_TYPE', 'PAYLOAD_TOO_LARGE', 'REQUEST_TOO_SLOW'],
  'With a form of files': [
    'UPLOAD_TOO_SLOW',
    'UPLOAD_FORM_NEEDED',
    'FILE_MISSING',
    'TOO_MANY_FILES',
    'VALIDATION_ERROR',
  ],
  'With files': [
    'UPLOAD_INCOMPLETE',
    'FILE_EMPTY',
    'FILE_TOO_LARGE',
    'FILE_TYPE_NOT_ALLOWED',
    'HEIC_NOT_SUPPORTED',
    'FILE_NOT_SAFE',
    'FILE_UNREADABLE',
    'PICTURE_TOO_SMALL',
    'PICTURE_TOO_BIG',
  ],
  'With an Idempotency-Key': ['IDEMPOTENCY_IN_PROGRESS', 'IDEMPOTENCY_KEY_REUSED', 'IDEMPOTENCY_KEY_INVALID'],
} as const satisfies Record<string, readonly ErrorCode[]>

/** Every code a route may answer with: those it declares and those that its shape implies. */
export function routeErrors(route: Route): ErrorCode[] {
  const { allow } = route
  const body = 'body' in route && route.body !== undefined
  const upload = 'upload' in route && route.upload !== undefined
  const implied: Record<keyof typeof impliedErrors, boolean> = {
    'Every route': true,
    'With a token that is sent': allow !== 'public',
    'Where a login is needed': allow !== 'public' && allow !== 'optional',
    'Where a permission is needed': allow !== 'public' && allow !== 'optional' && allow !== 'session',
    'With parameters, a query or a body': Boolean(route.params ?? route.query) || body,
    'With a body': body,
    'With a form of files': upload,
    'With files': upload || ('looksAtFile' in route && route.looksAtFile === true),
    'With an Idempotency-Key': 'idempotent' in route && route.idempotent === 'key',
  }
  const kinds = Object.keys(impliedErrors) as (keyof typeof impliedErrors)[]
  return [
    ...new Set<ErrorCode>([
      ...(route.errors ?? []),
      ...kinds.flatMap((kind) => (implied[kind] ? impliedErrors[kind] : [])),
    ]),
  ]
}

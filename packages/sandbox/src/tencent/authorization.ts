import { TencentError } from './errors.ts'

export interface Authorization {
  secretId: string
  date: string
  service: string
  signedHeaders: string[]
  signature: string
}

const SHAPE =
  /^(\S+) Credential=([^/\s]+)\/(\d{4}-\d{2}-\d{2})\/(\S+)\/tc3_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/

/** Throws a TencentError when the header is missing, malformed, or leaves host or content type unsigned. */
export function parseAuthorization(header: string, algorithm: string): Authorization {
  const [, scheme, secretId, date, service, headers, signature] = SHAPE.exec(header) ?? []
  if (scheme !== algorithm || !secretId || !date || !service || !headers || !signature) {
    throw new TencentError('AuthFailure.InvalidAuthorization', `Authorization must be a complete ${algorithm} header.`)
  }
  const signedHeaders = headers.split(';')
  if (!signedHeaders.includes('content-type') || !signedHeaders.includes('host')) {
    throw new TencentError('AuthFailure.InvalidAuthorization', 'SignedHeaders must contain content-type and host.')
  }
  return { secretId, date, service, signedHeaders, signature }
}

import { createHmac, timingSafeEqual } from 'node:crypto'
import { secretKey } from './secret-key.ts'

/** What an access token says. Role and standing are read from the database at each request, not from here. */
export interface AccessClaims {
  /** Account id. */
  sub: string
  /** Session id. */
  sid: string
  /** Seconds since 1970. */
  iat: number
  exp: number
}

const HEADER = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT' })).toString('base64url')

const sign = (secret: Buffer, text: string) => createHmac('sha256', secretKey(secret)).update(text).digest()

/** A JWT, HS256 (RFC 7519). */
export function signAccessToken(secret: Buffer, claims: AccessClaims): string {
  const text = `${HEADER}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
  return `${text}.${sign(secret, text).toString('base64url')}`
}

/** What was signed, if it has the form of claims: a leaked key or a bug may sign anything. */
function parseClaims(payload: string): AccessClaims | undefined {
  try {
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Partial<AccessClaims> | null
    const wellFormed =
      typeof claims?.sub === 'string' && typeof claims.sid === 'string' && Number.isSafeInteger(claims.exp)
    return wellFormed ? (claims as AccessClaims) : undefined
  } catch {
    return undefined
  }
}

/**
 * The claims of a genuine token, or why it is refused. The header is compared literally: no other algorithm is ever
 * accepted, whatever a token asks for. So is the signature, because base64 has several spellings of the same bytes.
 */
export function readAccessToken(secret: Buffer, token: string, nowMs: number): AccessClaims | 'invalid' | 'expired' {
  const [header, payload = '', signature = '', more] = token.split('.', 4)
  if (header !== HEADER || more !== undefined) return 'invalid'
  const given = Buffer.from(signature)
  const right = Buffer.from(sign(secret, `${header}.${payload}`).toString('base64url'))
  if (given.length !== right.length || !timingSafeEqual(given, right)) return 'invalid'
  const claims = parseClaims(payload)
  if (!claims) return 'invalid'
  return claims.exp * 1000 <= nowMs ? 'expired' : claims
}

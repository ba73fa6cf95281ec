import { createHmac } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { sameText } from './same-text.ts'
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

/** What a genuine token says, or undefined. */
function genuine(secret: Buffer, token: string): AccessClaims | undefined {
  const [header, payload = '', signature = '', more] = token.split('.', 4)
  if (header !== HEADER || more !== undefined) return undefined
  const right = sign(secret, `${header}.${payload}`).toString('base64url')
  return sameText(right, signature) ? parseClaims(payload) : undefined
}

/** How many genuine tokens are remembered; a device sends the same one for two hours. */
const REMEMBERED = 1000

/**
 * The claims of a genuine token, or why it is refused. The header is compared literally: no other algorithm is ever
 * accepted. So is the signature, because base64 has several spellings of the same bytes.
 * What was found genuine under this secret is remembered to the letter and not computed again.
 */
export function accessTokenReader(secret: Buffer) {
  const known = new LRUCache<string, AccessClaims>({ max: REMEMBERED })
  return (token: string, nowMs: number): AccessClaims | 'invalid' | 'expired' => {
    const claims = known.get(token) ?? genuine(secret, token)
    if (!claims) return 'invalid'
    if (claims.exp * 1000 <= nowMs) {
      known.delete(token)
      return 'expired'
    }
    known.set(token, claims)
    return claims
  }
}

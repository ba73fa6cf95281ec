import { createHash } from 'node:crypto'
import type { FieldCipher } from '../../crypto/field-cipher.ts'

export const ACCESS_TOKEN_SECONDS = 2 * 3600
/** How long a session lives after its last refresh. */
export const SESSION_MS = 30 * 24 * 3_600_000
/** How long the replaced refresh token still works: the reply with its successor may have been lost. */
export const LOST_REPLY_MS = 30_000
/** How exactly the last use of a device is known. */
export const SEEN_EVERY_MS = 5 * 60_000

/** A refresh token: `<session id>.<secret>`. Only its hash is stored. */
export const refreshTokenOf = (sessionId: string, secret: string): string => `${sessionId}.${secret}`

/**
 * The token that follows the one with this hash. It is derived, not random: a call repeated after a lost reply, and
 * ten tabs that refresh at once, all get the same token.
 */
export const nextRefreshToken = (cipher: FieldCipher, sessionId: string, hash: string): string =>
  refreshTokenOf(sessionId, cipher.hash('refreshToken', hash))

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** The session that a refresh token names, genuine or not. */
export const sessionIdOf = (token: string): string | undefined => /^([0-9a-f]{24})\./.exec(token)?.[1]

const LOOPBACK = /^(?:127\.|::1$)/

/** A network address with its last half hidden: enough to tell two places apart, too little to find a household. */
export function maskAddress(address: string): string | null {
  if (LOOPBACK.test(address)) return '本机'
  const four = /^(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/.exec(address)
  if (four) return `${four[1]}.${four[2]}.*.*`
  const six = /^([0-9a-f]{1,4}):([0-9a-f]{0,4}):[0-9a-f:.]*$/i.exec(address)
  return six ? `${six[1]}:${six[2]}:*` : null
}

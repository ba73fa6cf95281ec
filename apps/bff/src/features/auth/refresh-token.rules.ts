import { createHash, randomBytes } from 'node:crypto'
import type { FieldCipher } from '../../crypto/field-cipher.ts'

/** The first refresh token of a session: `<session id>.<secret>`. Only its hash is stored. */
export const firstRefreshToken = (sessionId: string): string => `${sessionId}.${randomBytes(32).toString('base64url')}`

/**
 * The token that follows the one with this hash. It is derived, not drawn: whoever asks twice because an answer was
 * lost, or asks from ten tabs at once, gets the same token each time.
 */
export const nextRefreshToken = (cipher: FieldCipher, sessionId: string, hash: string): string =>
  `${sessionId}.${cipher.hash('refreshToken', hash)}`

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** The session that a refresh token names, genuine or not. */
export const sessionIdOf = (token: string): string | undefined => /^([0-9a-f]{24})\./.exec(token)?.[1]

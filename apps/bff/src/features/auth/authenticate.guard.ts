import type { Deps } from '../../context.ts'
import { accessTokenReader } from '../../crypto/access-token.ts'
import { AppError } from '../../errors.ts'
import type { Authenticate } from '../../http/authentication.ts'
import { findSession } from './accounts.repo.ts'
import { effectiveRole, rolesOf } from './roles.rules.ts'
import { noteSeen } from './sessions.repo.ts'

/**
 * Resolves an access token to its actor. Session and account are read at every request, so that a suspension, a changed
 * role and a logout take effect with the next one.
 */
export function makeAuthenticate(deps: Deps): Authenticate {
  const { db } = deps
  const read = accessTokenReader(deps.settings.tokenSecret)
  return async (token, now) => {
    const claims = read(token, now)
    if (claims === 'invalid') throw new AppError('TOKEN_INVALID')
    if (claims === 'expired') throw new AppError('TOKEN_EXPIRED')
    const [row] = await findSession(db, db.q, { sessionId: claims.sid, accountId: claims.sub })
    // Checked first: a suspension ends the sessions too, and the person should learn the reason.
    if (row?.status === 'suspended') throw new AppError('ACCOUNT_SUSPENDED')
    if (!row || row.revokedAt !== null) throw new AppError('TOKEN_INVALID')
    if (row.roleChangedAt !== null) throw new AppError('ROLE_CHANGED')
    noteSeen(deps, { id: claims.sid, seenAt: row.seenAt ?? row.rotatedAt }, now)
    return {
      kind: 'person',
      accountId: row.accountId,
      sessionId: claims.sid,
      role: effectiveRole(row.activeRole, row.staffRole),
      roles: rolesOf(row.staffRole),
      mustChangePassword: row.mustChangePassword,
    }
  }
}

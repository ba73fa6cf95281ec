import type { Deps } from '../../deps.ts'
import { accessTokenReader } from '../../crypto/access-token.ts'
import { AppError } from '../../errors.ts'
import type { Authenticate } from '../../http/authentication.ts'
import { effectiveRole, rolesOf } from './account.view.ts'
import { findSession } from './accounts.repo.ts'
import { noteSeen } from './sessions.repo.ts'

/**
 * Tells who a token stands for. Session and account are read at every request, so that a suspension, a changed role
 * and a logout act at the next one.
 */
export function makeAuthenticate(deps: Deps): Authenticate {
  const { db } = deps
  const read = accessTokenReader(deps.settings.tokenSecret)
  return async (token, now) => {
    const claims = read(token, now)
    if (claims === 'invalid') throw new AppError('TOKEN_INVALID')
    if (claims === 'expired') throw new AppError('TOKEN_EXPIRED')
    const [row] = await findSession(db, db.q, { sessionId: claims.sid, accountId: claims.sub })
    // First: a suspension ends the sessions too, and the person is to learn why.
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
    }
  }
}

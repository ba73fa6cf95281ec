import { authErrors } from '@qingpin/contract/auth/auth.errors'
import { passwordProblem } from '@qingpin/contract/auth/password.rules'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import { hashPassword, verifyPassword } from '../../crypto/password.ts'
import { AppError } from '../../errors.ts'
import { accountView } from './account.view.ts'
import { findAccount, updateAccount } from './accounts.repo.ts'
import { lockAccount } from './accounts.service.ts'
import { forgetOtherDevices } from './known-devices.repo.ts'
import { endSessions } from './session.service.ts'
import { freeSession } from './sessions.repo.ts'
import { CHANGED } from '../../audit/audit.rules.ts'

const refuse = (code: 'PASSWORD_WRONG' | 'PASSWORD_REUSED', field: 'password' | 'newPassword') =>
  new AppError(code, { details: [{ field, message: authErrors[code].message }] })

/**
 * Replaces the caller's password; all other devices are logged out. A temporary one and the one in use are not taken
 * again. Fails with PASSWORD_WRONG.
 */
export async function changePassword(ctx: Ctx, { password, newPassword }: { password: string; newPassword: string }) {
  const { accountId: id, sessionId, role } = requirePerson(ctx)
  const known = await ctx.db.tx((t) => findAccount(t, ctx, { id }))
  if (!(await verifyPassword(password, known?.passwordHash))) throw refuse('PASSWORD_WRONG', 'password')
  if (newPassword === password) throw refuse('PASSWORD_REUSED', 'newPassword')
  const message = passwordProblem(newPassword, known?.username)
  if (message) throw new AppError('VALIDATION_ERROR', { details: [{ field: 'newPassword', message }] })
  const passwordHash = await hashPassword(newPassword)
  return ctx.db.tx(function* (t) {
    const account = yield* lockAccount(t, ctx, id)
    // Another password may have been set while this one was hashed; the caller's is outdated then.
    if (account?.passwordHash !== known?.passwordHash) throw refuse('PASSWORD_WRONG', 'password')
    yield* endSessions(t, ctx, id, sessionId)
    yield* freeSession(t, ctx, sessionId)
    yield* forgetOtherDevices(t, ctx, id)
    yield* audit.record(t, ctx, { action: 'account.password', subjectId: id, changes: { password: CHANGED } })
    const updated = yield* updateAccount(t, ctx, id, { passwordHash, passwordTemporary: false })
    if (!updated) throw new AppError('UNAUTHORIZED')
    return accountView(updated, role)
  })
}

import { authErrors } from '@qingpin/contract/auth/auth.errors'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import { hashPassword, verifyPassword } from '../../crypto/password.ts'
import { AppError } from '../../errors.ts'
import { accountView } from './account.view.ts'
import { findAccount, updateAccount } from './accounts.repo.ts'
import { lockAccount } from './accounts.service.ts'
import { endSessions } from './session.service.ts'

const wrong = () =>
  new AppError('PASSWORD_WRONG', { details: [{ field: 'password', message: authErrors.PASSWORD_WRONG.message }] })

/** Replaces the caller's password; all other devices are logged out. Fails with PASSWORD_WRONG. */
export async function changePassword(ctx: Ctx, { password, newPassword }: { password: string; newPassword: string }) {
  const { accountId: id, sessionId, role } = requirePerson(ctx)
  const known = await ctx.db.tx((t) => findAccount(t, ctx, { id }))
  if (!(await verifyPassword(password, known?.passwordHash))) throw wrong()
  const passwordHash = await hashPassword(newPassword)
  return ctx.db.tx(function* (t) {
    const account = yield* lockAccount(t, ctx, id)
    // Another password may have been set while this one was hashed; the caller's is outdated then.
    if (account?.passwordHash !== known?.passwordHash) throw wrong()
    yield* endSessions(t, ctx, id, sessionId)
    yield* audit.record(t, ctx, { action: 'account.password', subjectId: id, changes: { password: ['…', '…'] } })
    const updated = yield* updateAccount(t, ctx, id, { passwordHash, passwordTemporary: false })
    if (!updated) throw new AppError('UNAUTHORIZED')
    return accountView(updated, role)
  })
}

import { ONE_TIME_PASSWORD_LENGTH } from '@qingpin/contract/auth/auth.rules'
import { staffRoutes } from '@qingpin/contract/staff/staff.routes'
import * as audit from '../../audit/audit.ts'
import type { Ctx } from '../../context.ts'
import { hashPassword, readablePassword } from '../../crypto/password.ts'
import { createAccount } from '../auth/index.ts'
import { lockActiveAdmins } from './staff.repo.ts'

type Outcome = 'admin-exists' | 'name-taken' | 'name-refused' | { password: string }

/**
 * Creates the admin of a new installation, with a password that its owner replaces at the first login. Only where no
 * active admin is there: an admin creates everyone else in the app.
 */
export async function createFirstAdmin(ctx: Ctx, username: string): Promise<Outcome> {
  const name = staffRoutes.createUser.body.shape.username.safeParse(username)
  if (!name.success) return 'name-refused'
  const password = readablePassword(ONE_TIME_PASSWORD_LENGTH)
  const passwordHash = await hashPassword(password)
  return ctx.db.tx(function* (t) {
    if ((yield* lockActiveAdmins(t, ctx)).length > 0) return 'admin-exists' as const
    const account = { username: name.data, name: name.data, passwordHash, passwordTemporary: true }
    const row = yield* createAccount(t, ctx, { ...account, staffRole: 'admin' })
    if (!row) return 'name-taken' as const
    yield* audit.record(t, ctx, { action: 'account.create', subjectId: row.id, changes: { role: [null, 'admin'] } })
    return { password }
  })
}

/** Whether an admin can log in, without which no one can create staff. */
export const hasAdmin = async (ctx: Pick<Ctx, 'db'>): Promise<boolean> =>
  (await ctx.db.tx((t) => lockActiveAdmins(t, ctx))).length > 0

import type { Ctx } from '../../context.ts'
import { verifyPassword } from '../../crypto/password.ts'
import { AppError } from '../../errors.ts'
import { findAccount } from './accounts.repo.ts'
import { clearFailures, countFailure, lockedUntil, type Subject } from './lockout.repo.ts'
import { openSession } from './session.service.ts'

/** Five wrong passwords for a name, fifty from one address: the second stops a run over many names. */
const NAME_LIMIT = 5
const ADDRESS_LIMIT = 50

/**
 * Logs staff in. A wrong name and a wrong password give the same answer after the same work, and lock the same way,
 * so that nobody learns which names exist.
 */
export async function login(ctx: Ctx, { username, password }: { username: string; password: string }) {
  const usernameKey = username.toLowerCase()
  const name: Subject = { key: ctx.cipher.hash('loginSubject', `name:${usernameKey}`), limit: NAME_LIMIT }
  const address: Subject = { key: ctx.cipher.hash('loginSubject', `address:${ctx.address}`), limit: ADDRESS_LIMIT }
  const refuse = (until: number) => new AppError('LOGIN_LOCKED', { retryAfterSeconds: (until - ctx.now) / 1000 })

  const before = await ctx.db.tx(function* (t) {
    const until = yield* lockedUntil(t, ctx, [name, address])
    return { until, account: until ? undefined : yield* findAccount(t, ctx, { usernameKey }) }
  })
  if (before.until) throw refuse(before.until)

  const { account } = before
  if (!(await verifyPassword(password, account?.passwordHash)) || !account) {
    await ctx.db.tx((t) => countFailure(t, ctx, [name, address]))
    throw new AppError('LOGIN_FAILED')
  }
  return ctx.db.tx(function* (t) {
    // Attempts that ran beside this one may have locked the name meanwhile; the lock counts.
    const until = yield* lockedUntil(t, ctx, [name])
    if (until) throw refuse(until)
    yield* clearFailures(t, ctx, name.key)
    return yield* openSession(t, ctx, account, 'password')
  })
}

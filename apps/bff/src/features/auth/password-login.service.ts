import type { Ctx } from '../../context.ts'
import { verifyPassword } from '../../crypto/password.ts'
import { AppError } from '../../errors.ts'
import { findAccount } from './accounts.repo.ts'
import { lockAccount } from './accounts.service.ts'
import { ADDRESS_FAILURES, NAME_FAILURES } from './auth.rules.ts'
import { clearFailures, countFailure, lockedUntil, type Subject } from './lockout.repo.ts'
import { openSession } from './session.service.ts'

/**
 * Logs staff in. A wrong name and a wrong password give the same answer after the same work, and lock the same way, so
 * that the reply does not reveal which names exist.
 */
export async function login(ctx: Ctx, { username, password }: { username: string; password: string }) {
  const usernameKey = username.toLowerCase()
  const name: Subject = { key: ctx.cipher.hash('loginSubject', `name:${usernameKey}`), limit: NAME_FAILURES }
  const address: Subject = { key: ctx.cipher.hash('loginSubject', `address:${ctx.caller}`), limit: ADDRESS_FAILURES }

  const { until, account } = await ctx.db.tx(function* (t) {
    const until = yield* lockedUntil(t, ctx, address)
    if (until) return { until }
    // Counted before the password is checked, so that simultaneous guesses stay within the limit.
    const locked = yield* countFailure(t, ctx, name)
    return { until: locked, account: locked ? undefined : yield* findAccount(t, ctx, { usernameKey }) }
  })
  if (until) throw new AppError('LOGIN_LOCKED', { retryAfterSeconds: (until - ctx.now) / 1000 })

  const proven = (await verifyPassword(password, account?.passwordHash)) ? account : undefined
  const session =
    proven &&
    (await ctx.db.tx(function* (t) {
      const current = yield* lockAccount(t, ctx, proven.id)
      // Another password may have been set while this one was checked.
      if (!current || current.passwordHash !== proven.passwordHash) return undefined
      yield* clearFailures(t, ctx, name.key)
      return yield* openSession(t, ctx, current, 'password')
    }))
  if (session) return session
  await ctx.db.tx((t) => countFailure(t, ctx, address))
  throw new AppError('LOGIN_FAILED')
}

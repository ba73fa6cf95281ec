import type { Ctx } from '../../context.ts'
import { verifyPassword } from '../../crypto/password.ts'
import { AppError } from '../../errors.ts'
import { findAccount, lockAccount } from './accounts.repo.ts'
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
  const address: Subject = { key: ctx.cipher.hash('loginSubject', `address:${ctx.caller}`), limit: ADDRESS_LIMIT }

  const { until, account } = await ctx.db.tx(function* (t) {
    const until = yield* lockedUntil(t, ctx, address)
    if (until) return { until }
    // Counted before it is looked at: however many guesses come at once, no more than the limit are.
    const locked = yield* countFailure(t, ctx, name)
    return { until: locked, account: locked ? undefined : yield* findAccount(t, ctx, { usernameKey }) }
  })
  if (until) throw new AppError('LOGIN_LOCKED', { retryAfterSeconds: (until - ctx.now) / 1000 })

  const proven = (await verifyPassword(password, account?.passwordHash)) ? account : undefined
  const session =
    proven &&
    (await ctx.db.tx(function* (t) {
      const current = yield* lockAccount(t, ctx, proven.id)
      // Another password may have been set while this one was looked at.
      if (!current || current.passwordHash !== proven.passwordHash) return undefined
      yield* clearFailures(t, ctx, name.key)
      return yield* openSession(t, ctx, current, 'password')
    }))
  if (session) return session
  await ctx.db.tx((t) => countFailure(t, ctx, address))
  throw new AppError('LOGIN_FAILED')
}

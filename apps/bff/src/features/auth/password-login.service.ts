import { foldedText } from '@qingpin/contract/core/text'
import type { Ctx } from '../../context.ts'
import { verifyPassword } from '../../crypto/password.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { type AccountRow, findAccount } from './accounts.repo.ts'
import { lockAccount } from './accounts.service.ts'
import { ADDRESS_FAILURES, DEVICE_FAILURES, NAME_FAILURES } from './auth.rules.ts'
import { findKnownDevice } from './known-devices.repo.ts'
import { clearFailures, countFailure, lockedUntil, type Subject } from './lockout.repo.ts'
import { recordFailedLogin } from './login-failures.service.ts'
import { openSession } from './session.service.ts'

interface Attempt {
  /** Until when the caller may not try (epoch ms); 0 when it may. */
  until: number
  account: AccountRow | undefined
  /** What the attempt was counted for. */
  counted: Subject
}

/**
 * Counts the attempt before the password is checked, so that simultaneous guesses stay within the limit. A device on
 * which this account has logged in before has a counter of its own: strangers who guess do not lock it.
 */
function* countAttempt(t: Q, ctx: Ctx, usernameKey: string, name: Subject, address: Subject): Op<Attempt> {
  const account = yield* findAccount(t, ctx, { usernameKey })
  const device = account && (yield* findKnownDevice(t, ctx, account.id))
  if (device) {
    const own = { key: ctx.cipher.hash('loginSubject', `device:${device}`), limit: DEVICE_FAILURES }
    return { until: yield* countFailure(t, ctx, own), account, counted: own }
  }
  const until = (yield* lockedUntil(t, ctx, address)) || (yield* countFailure(t, ctx, name))
  return { until, account, counted: name }
}

/**
 * Logs staff in. A wrong name and a wrong password give the same answer after the same work, and lock the same way, so
 * that the reply does not reveal which names exist.
 */
export async function login(ctx: Ctx, { username, password }: { username: string; password: string }) {
  const usernameKey = foldedText(username)
  const name: Subject = { key: ctx.cipher.hash('loginSubject', `name:${usernameKey}`), limit: NAME_FAILURES }
  const address: Subject = { key: ctx.cipher.hash('loginSubject', `address:${ctx.caller}`), limit: ADDRESS_FAILURES }

  const { until, account, counted } = await ctx.db.tx((t) => countAttempt(t, ctx, usernameKey, name, address))
  if (until) throw new AppError('LOGIN_LOCKED', { retryAfterSeconds: (until - ctx.now) / 1000 })

  const proven = (await verifyPassword(password, account?.passwordHash)) ? account : undefined
  const session =
    proven &&
    (await ctx.db.tx(function* (t) {
      const current = yield* lockAccount(t, ctx, proven.id)
      // Another password may have been set while this one was checked.
      if (!current || current.passwordHash !== proven.passwordHash) return undefined
      yield* clearFailures(t, ctx, counted.key)
      return yield* openSession(t, ctx, current, 'password')
    }))
  if (session) return session
  await ctx.db.tx(function* (t) {
    if (counted === name) yield* countFailure(t, ctx, address)
    yield* recordFailedLogin(t, ctx, { by: 'password', subject: name.key, accountId: account?.id })
  })
  throw new AppError('LOGIN_FAILED')
}

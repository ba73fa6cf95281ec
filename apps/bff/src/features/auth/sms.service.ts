import { randomInt } from 'node:crypto'
import { authErrors } from '@qingpin/contract/auth/auth.errors'
import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { findAccount, findOrInsertAccount } from './accounts.repo.ts'
import { deviceHashOf, findKnownDevice } from './known-devices.repo.ts'
import { recordFailedLogin } from './login-failures.service.ts'
import { openSession } from './session.service.ts'
import { consumeCode, releaseCode, reserveCode } from './sms.repo.ts'
import { type CodeState, SMS_CODE_SECONDS, SMS_CODES, SMS_RESEND_SECONDS } from './sms.rules.ts'

const hashes = (ctx: Ctx, phone: string, code: string) => ({
  phoneHash: ctx.cipher.hash('phone', phone),
  codeHash: ctx.cipher.hash('smsCode', `${phone}:${code}`),
  deviceHash: deviceHashOf(ctx),
})

/**
 * Sends a login code: stores it, sends the message with no lock held, and says what became of it. A code whose message
 * may have arrived holds, and so do the earlier ones.
 */
export async function sendCode(ctx: Ctx, { phone }: { phone: string }) {
  const code = String(randomInt(SMS_CODES)).padStart(6, '0')
  const fresh = hashes(ctx, phone, code)
  const reserved = await ctx.db.tx(function* (t) {
    const owner = yield* findAccount(t, ctx, { phoneHash: fresh.phoneHash })
    const known = owner !== undefined && (yield* findKnownDevice(t, ctx, owner.id)) !== null
    return yield* reserveCode(t, ctx, { ...fresh, known })
  })
  if ('wait' in reserved) throw new AppError('SMS_TOO_FREQUENT', { retryAfterSeconds: reserved.wait })
  try {
    await ctx.sms.sendLoginCode(phone, code, SMS_CODE_SECONDS / 60)
  } catch (error) {
    const unsure = error instanceof AppError && error.code === 'SMS_SEND_UNSURE'
    await ctx.db.tx((t) => releaseCode(t, ctx, reserved, unsure ? 'unknown' : 'not sent'))
    throw error
  }
  return { expiresIn: SMS_CODE_SECONDS, resendIn: SMS_RESEND_SECONDS }
}

const REFUSALS = {
  wrong: 'SMS_CODE_INVALID',
  expired: 'SMS_CODE_EXPIRED',
  'used-up': 'SMS_CODE_USED_UP',
} as const satisfies Record<Exclude<CodeState, 'right'>, keyof typeof authErrors>

/**
 * Runs what an SMS code proves in the transaction that uses it up: when that is refused, the code stays good. Only the
 * device that asked for a code can use it, so guesses from elsewhere take nothing from it.
 */
export async function useSmsCode<T>(
  ctx: Ctx,
  { phone, code }: { phone: string; code: string },
  then: (t: Q) => Op<T>,
): Promise<T> {
  const { phoneHash, codeHash, deviceHash } = hashes(ctx, phone, code)
  const done = await ctx.db.tx(function* (t) {
    const state = yield* consumeCode(t, ctx, { phoneHash, deviceHash }, codeHash)
    if (state === 'right') return { state, value: yield* then(t) }
    // A wrong guess must stay counted, so the error is raised outside the transaction.
    const account = yield* findAccount(t, ctx, { phoneHash })
    yield* recordFailedLogin(t, ctx, { by: 'sms', subject: phoneHash, accountId: account?.id })
    return { state }
  })
  if (done.state === 'right') return done.value
  const refusal = REFUSALS[done.state]
  throw new AppError(refusal, { details: [{ field: 'code', message: authErrors[refusal].message }] })
}

/** Logs a person in by SMS code; an unknown number becomes a new personal account. */
export const loginBySms = (ctx: Ctx, { phone, code }: { phone: string; code: string }) =>
  useSmsCode(ctx, { phone, code }, function* (t) {
    const identity = { phoneHash: ctx.cipher.hash('phone', phone) }
    const account = yield* findOrInsertAccount(t, ctx, identity, { name: `用户${phone.slice(-4)}`, phone })
    return yield* openSession(t, ctx, account, 'sms')
  })

/** Returns the personal account of a number that was proved elsewhere, created if need be. */
export const ensurePersonalAccount = (ctx: Ctx, { phone, name }: { phone: string; name: string }) =>
  ctx.db.tx((t) => findOrInsertAccount(t, ctx, { phoneHash: ctx.cipher.hash('phone', phone) }, { name, phone }))

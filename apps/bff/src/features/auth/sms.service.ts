import { randomInt } from 'node:crypto'
import { authErrors } from '@qingpin/contract/auth/auth.errors'
import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { findOrInsertAccount } from './accounts.repo.ts'
import { SMS_CODE_SECONDS, SMS_CODES, SMS_RESEND_SECONDS } from './auth.rules.ts'
import { openSession } from './session.service.ts'
import { consumeCode, releaseCode, reserveCode } from './sms.repo.ts'

const hashes = ({ cipher }: Ctx, phone: string, code: string) => ({
  phoneHash: cipher.hash('phone', phone),
  codeHash: cipher.hash('smsCode', `${phone}:${code}`),
})

/** Sends a login code: stores it, sends the message with no lock held, and deletes the code when sending fails. */
export async function sendCode(ctx: Ctx, { phone }: { phone: string }) {
  const code = String(randomInt(SMS_CODES)).padStart(6, '0')
  const { phoneHash, codeHash } = hashes(ctx, phone, code)
  const wait = await ctx.db.tx((t) => reserveCode(t, ctx, phoneHash, codeHash))
  if (wait > 0) throw new AppError('SMS_TOO_FREQUENT', { retryAfterSeconds: wait })
  try {
    await ctx.sms.sendLoginCode(phone, code, SMS_CODE_SECONDS / 60)
  } catch (error) {
    await ctx.db.tx((t) => releaseCode(t, ctx, phoneHash, codeHash))
    throw error
  }
  return { expiresIn: SMS_CODE_SECONDS, resendIn: SMS_RESEND_SECONDS }
}

/** Runs what an SMS code proves in the transaction that uses it up: when that is refused, the code stays good. */
export async function useSmsCode<T>(
  ctx: Ctx,
  { phone, code }: { phone: string; code: string },
  then: (t: Q) => Op<T>,
): Promise<T> {
  const { phoneHash, codeHash } = hashes(ctx, phone, code)
  const done = await ctx.db.tx(function* (t) {
    // A wrong guess must stay counted, so the error is raised outside the transaction.
    return (yield* consumeCode(t, ctx, phoneHash, codeHash)) ? { value: yield* then(t) } : undefined
  })
  if (done) return done.value
  throw new AppError('SMS_CODE_INVALID', {
    details: [{ field: 'code', message: authErrors.SMS_CODE_INVALID.message }],
  })
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

import { maskPhone } from '@qingpin/contract/core/masking'
import * as audit from '../../audit/audit.ts'
import { type Ctx, personOf, requirePerson } from '../../context.ts'
import { ConstraintError, type Op, type Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { accountView } from './account.view.ts'
import { type AccountRow, findAccount, phoneColumns, updateAccount } from './accounts.repo.ts'
import { lockAccount } from './accounts.service.ts'
import { useSmsCode } from './sms.service.ts'

/** Binds a proved number to an account in place of the former one. Fails with PHONE_TAKEN when another account has it. */
export function* bindPhone(t: Q, ctx: Ctx, id: string, phone: string): Op<AccountRow> {
  const account = yield* lockAccount(t, ctx, id)
  if (!account) throw new AppError('UNAUTHORIZED')
  const columns = phoneColumns(ctx, { phone })
  if (account.phoneHash === columns.phoneHash) return account
  const owner = yield* findAccount(t, ctx, { phoneHash: columns.phoneHash ?? '' })
  if (owner) throw new AppError('PHONE_TAKEN')
  yield* audit.record(t, ctx, {
    action: 'account.bind-phone',
    subjectId: id,
    actor: { id, role: personOf(ctx)?.role ?? account.staffRole ?? 'personal' },
    changes: { phone: [account.phoneMasked, maskPhone(phone)] },
  })
  return (yield* updateAccount(t, ctx, id, columns)) ?? account
}

/** Runs what may bind a number, and turns a lost race for it into PHONE_TAKEN. */
export async function refuseBoundPhone<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    throw error instanceof ConstraintError ? new AppError('PHONE_TAKEN', { cause: error }) : error
  }
}

/** Binds the number that an SMS code proves to the caller's account. */
export function bindBySms(ctx: Ctx, { phone, code }: { phone: string; code: string }) {
  const { accountId, role } = requirePerson(ctx)
  return refuseBoundPhone(() =>
    useSmsCode(ctx, { phone, code }, function* (t) {
      return accountView(yield* bindPhone(t, ctx, accountId, phone), role)
    }),
  )
}

/** Binds the number that WeChat's phone button proves to the caller's account. */
export async function bindByWechat(ctx: Ctx, { phoneCode }: { phoneCode: string }) {
  const { accountId, role } = requirePerson(ctx)
  const phone = await ctx.wechat.phoneOf(phoneCode)
  const account = await refuseBoundPhone(() => ctx.db.tx((t) => bindPhone(t, ctx, accountId, phone)))
  return accountView(account, role)
}

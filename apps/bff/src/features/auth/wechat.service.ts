import type { Ctx, Deps } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { type AccountRow, findAccount, findOrInsertAccount, updateAccount } from './accounts.repo.ts'
import { bindPhone, refuseBoundPhone } from './phone.service.ts'
import { openSession } from './session.service.ts'

export interface WechatLogin {
  code: string
  /** Not a proof: honoured only if the account found by the code is already bound to it. */
  phone?: string | undefined
  /** WeChat's own proof of a number. */
  phoneCode?: string | undefined
}

/** Logs in by WeChat code; an unknown WeChat account becomes a new personal account, with the number that WeChat proves. */
export async function loginByWechat(ctx: Ctx, { code, phone, phoneCode }: WechatLogin) {
  const { wechatId } = await ctx.wechat.identify(code)
  const proved = phoneCode === undefined ? undefined : await ctx.wechat.phoneOf(phoneCode)
  const session = await refuseBoundPhone(() =>
    ctx.db.tx(function* (t) {
      const known = yield* findAccount(t, ctx, { wechatId }, true)
      const claimed = phone === undefined ? undefined : ctx.cipher.hash('phone', phone)
      if (claimed !== undefined && phone !== proved && known?.phoneHash !== claimed)
        throw new AppError('PHONE_PROOF_REQUIRED')
      return yield* openSession(t, ctx, yield* accountFor(t, ctx, wechatId, known, proved), 'wechat')
    }),
  )
  return { ...session, openid: wechatId }
}

function* accountFor(
  t: Q,
  ctx: Ctx,
  wechatId: string,
  known: AccountRow | undefined,
  phone: string | undefined,
): Op<AccountRow> {
  const byPhone = phone === undefined || known ? undefined : yield* ownerOf(t, ctx, wechatId, phone)
  const newcomer = { name: phone === undefined ? '微信用户' : `用户${phone.slice(-4)}`, wechatId }
  const account = known ?? byPhone ?? (yield* findOrInsertAccount(t, ctx, { wechatId }, newcomer))
  // A suspended account is refused before anything about it changes.
  return phone === undefined || account.status === 'suspended' ? account : yield* bindPhone(t, ctx, account.id, phone)
}

/** The account that had this number without WeChat; WeChat is bound to it. */
function* ownerOf(t: Q, ctx: Ctx, wechatId: string, phone: string): Op<AccountRow | undefined> {
  const owner = yield* findAccount(t, ctx, { phoneHash: ctx.cipher.hash('phone', phone) }, true)
  if (!owner || owner.status === 'suspended') return owner
  if (owner.wechatId !== null) throw new AppError('PHONE_TAKEN')
  return yield* updateAccount(t, ctx, owner.id, { wechatId })
}

/** The account's id within the mini program; moderation is handed this by the assembly. */
export const wechatIdOf: Deps['wechatIdOf'] = function* (t, ctx, id) {
  const account = yield* findAccount(t, ctx, { id })
  return account?.wechatId ?? null
}

/** The account of a person of the mini program; null for a stranger. */
export function* accountOfWechat(t: Q, ctx: Pick<Ctx, 'db'>, wechatId: string): Op<string | null> {
  return (yield* findAccount(t, ctx, { wechatId }))?.id ?? null
}

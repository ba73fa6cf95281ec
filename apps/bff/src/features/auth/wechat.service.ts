import type { Ctx } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { findAccount, findOrInsertAccount } from './accounts.repo.ts'
import { openSession } from './session.service.ts'

/**
 * Logs in by a WeChat code; an unknown person becomes a new personal account. A phone that comes along proves nothing:
 * it is honoured only if the account found by the code is already bound to it.
 */
export async function loginByWechat(ctx: Ctx, { code, phone }: { code: string; phone?: string | undefined }) {
  const { wechatId } = await ctx.wechat.identify(code)
  const session = await ctx.db.tx(function* (t) {
    const known = yield* findAccount(t, ctx, { wechatId })
    if (phone !== undefined && known?.phoneHash !== ctx.cipher.hash('phone', phone))
      throw new AppError('PHONE_PROOF_REQUIRED')
    const account = known ?? (yield* findOrInsertAccount(t, ctx, { wechatId }, { name: '微信用户', wechatId }))
    return yield* openSession(t, ctx, account, 'wechat')
  })
  return { ...session, openid: wechatId }
}

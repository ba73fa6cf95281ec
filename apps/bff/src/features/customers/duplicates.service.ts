import type { Ctx } from '../../context.ts'
import { ConstraintError, type Op, type Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { once } from '../../http/once.ts'
import { type Duplicate, findDuplicate, type UniqueColumns } from './duplicates.repo.ts'

const REFUSALS = {
  phone: { code: 'DUPLICATE_PHONE', what: '这个手机号' },
  wechatId: { code: 'DUPLICATE_WECHAT', what: '这个微信号' },
} as const

/** Every caller learns that the number exists, so that it is not entered twice; only those who see the customer get its id. */
function refusalOf({ field, visibleId }: Duplicate): AppError {
  const { code, what } = REFUSALS[field]
  const message = visibleId ? `${what}已经有客户了。` : `${what}已经有客户了，在同事那里。`
  return new AppError(code, { details: [{ field, message, ...(visibleId ? { existingId: visibleId } : {}) }] })
}

/** Throws where another customer has the phone or, unless that is meant, the WeChat id. */
export function* requireUnique(
  t: Q,
  ctx: Ctx,
  { phoneHash, wechatHash }: UniqueColumns,
  { allowWechat, exceptId }: { allowWechat: boolean; exceptId?: string },
): Op<void> {
  const columns = { phoneHash: phoneHash ?? null, wechatHash: allowWechat ? null : (wechatHash ?? null) }
  const duplicate = yield* findDuplicate(t, ctx, columns, exceptId)
  if (duplicate) throw refusalOf(duplicate)
}

/** The refusal after an insert that another one with the same number prevented. */
export function* duplicateRefusal(t: Q, ctx: Ctx, columns: UniqueColumns): Op<AppError> {
  const duplicate = yield* findDuplicate(t, ctx, columns)
  return duplicate ? refusalOf(duplicate) : new AppError('DUPLICATE_PHONE')
}

/** Runs a write in one transaction; where another one takes the phone in the same moment, throws the refusal that names it. */
export async function writeUnique<T>(
  ctx: Ctx,
  phone: string | null | undefined,
  body: (t: Q) => Op<T>,
  exceptId?: string,
): Promise<T> {
  try {
    return await once(ctx, body)
  } catch (error) {
    if (!(error instanceof ConstraintError) || !phone) throw error
    const phoneHash = ctx.cipher.hash('phone', phone)
    const duplicate = await ctx.db.tx((t) => findDuplicate(t, ctx, { phoneHash }, exceptId))
    throw duplicate ? refusalOf(duplicate) : error
  }
}

import { can } from '@qingpin/contract/core/policy'
import type { UpdateResume } from '@qingpin/contract/resumes/resumes.fields'
import type { z } from 'zod'
import { type Ctx, personOf } from '../../context.ts'
import { Conflict, type Op, type Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { once } from '../../http/once.ts'
import { toColumns } from './resumes.columns.ts'
import * as repo from './record.repo.ts'

const TAKEN = {
  phone: { code: 'DUPLICATE_PHONE', message: '这个手机号已经登记过简历。' },
  idNumber: { code: 'DUPLICATE_ID_NUMBER', message: '该身份证号已注册' },
  account: { code: 'ALREADY_REGISTERED', message: '您已经登记过了。' },
} as const
const UNCLAIMED = '这个手机号已经有一份档案。是您本人的话，验证一下手机号就能接着用。'

/** The refusal for a value that another resume holds. Only staff learns which resume that is. */
export function takenError(ctx: Ctx, taken: repo.Taken): AppError {
  const { code, message } = TAKEN[taken.field]
  const person = personOf(ctx)
  const staff = person !== undefined && can(person.role, 'resume:view')
  const takeover = !staff && taken.field === 'phone' && taken.unclaimed
  const detail = takeover ? { message: UNCLAIMED, takeover } : { message }
  return new AppError(code, {
    details: [{ field: taken.field, ...detail, ...(staff ? { existingId: taken.id } : {}) }],
  })
}

/** Runs a write; when a rival took one of its unique values in the same moment, says which. */
export async function orTaken<T>(
  ctx: Ctx,
  columns: Parameters<typeof repo.findTaken>[2],
  exceptId: string,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    const taken = await ctx.db.tx((t) => repo.findTaken(t, ctx, columns, exceptId))
    throw taken ? takenError(ctx, taken) : error
  }
}

/** The same for a write that is one transaction, of an input that holds the values. */
export const guarded = <T>(
  ctx: Ctx,
  { phone, idNumber }: Pick<z.output<typeof UpdateResume>, 'phone' | 'idNumber'>,
  exceptId: string,
  body: (t: Q) => Op<T>,
): Promise<T> => orTaken(ctx, toColumns(ctx.cipher, { phone, idNumber }), exceptId, () => once(ctx, body))

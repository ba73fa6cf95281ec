import {
  idNumberProblem,
  idNumberWarnings,
  isPhone,
  phoneDigits,
  phoneProblem,
} from '@qingpin/contract/core/identity.rules'
import type { Ctx } from '../../context.ts'
import * as repo from './record.repo.ts'

interface Checked {
  valid: boolean
  exists: boolean
  message: string
  /** That resume belongs to no account yet: its worker may claim it. */
  takeover?: boolean
}

/** Whether a phone and an id number are well formed, and whether a resume has them already. */
export async function validate(ctx: Ctx, input: { phone?: string | undefined; idNumber?: string | undefined }) {
  const { cipher } = ctx
  const find = (columns: repo.UniqueColumns) => ctx.db.tx((t) => repo.findDuplicate(t, ctx, columns))
  const result: Partial<Record<'phone' | 'idNumber', Checked>> = {}

  if (input.phone !== undefined) {
    const digits = phoneDigits(input.phone)
    const valid = isPhone(digits)
    const duplicate = valid ? await find({ phoneHash: cipher.hash('phone', digits) }) : undefined
    result.phone = {
      valid,
      exists: duplicate !== undefined,
      message: phoneProblem(input.phone) ?? (duplicate ? '这个手机号已经登记过简历。' : '可以用。'),
      ...(duplicate?.unclaimed ? { takeover: true } : {}),
    }
  }
  if (input.idNumber !== undefined) {
    const problem = input.idNumber === '' ? '请填身份证号。' : idNumberProblem(input.idNumber)
    const duplicate = problem ? undefined : await find({ idNumberHash: cipher.hash('idNumber', input.idNumber) })
    const hint = idNumberWarnings(input.idNumber, {}, ctx.now)[0] ?? '可以用。'
    result.idNumber = {
      valid: !problem,
      exists: duplicate !== undefined,
      message: problem ?? (duplicate ? '该身份证号已注册' : hint),
    }
  }
  return result
}

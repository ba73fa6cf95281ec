import { isPhone, phoneDigits, phoneProblem } from '@qingpin/contract/auth/auth.rules'
import { idCheckDigitOk, idNumberProblem } from '@qingpin/contract/resumes/resumes.rules'
import type { Ctx } from '../../context.ts'
import * as repo from './resumes.repo.ts'

/** Whether a phone and an id number are well formed, and whether a resume has them already. */
export async function validate(ctx: Ctx, input: { phone?: string | undefined; idNumber?: string | undefined }) {
  const { cipher } = ctx
  const exists = async (columns: Parameters<typeof repo.findTaken>[2]) =>
    Boolean(await ctx.db.tx((t) => repo.findTaken(t, ctx, columns)))
  const result: Partial<Record<'phone' | 'idNumber', { valid: boolean; exists: boolean; message: string }>> = {}

  if (input.phone !== undefined) {
    const digits = phoneDigits(input.phone)
    const valid = isPhone(digits)
    const taken = valid && (await exists({ phoneHash: cipher.hash('phone', digits) }))
    result.phone = {
      valid,
      exists: taken,
      message: phoneProblem(input.phone) ?? (taken ? '这个手机号已经登记过简历。' : '可以用。'),
    }
  }
  if (input.idNumber !== undefined) {
    const problem = input.idNumber === '' ? '请填身份证号。' : idNumberProblem(input.idNumber)
    const taken = !problem && (await exists({ idNumberHash: cipher.hash('idNumber', input.idNumber) }))
    const doubt = idCheckDigitOk(input.idNumber) ? '可以用。' : '最后一位对不上，请再核对一次。'
    result.idNumber = { valid: !problem, exists: taken, message: problem ?? (taken ? '该身份证号已注册' : doubt) }
  }
  return result
}

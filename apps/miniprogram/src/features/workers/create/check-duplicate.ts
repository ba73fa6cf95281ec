import { storedText } from '@qingpin/contract/core/text'
import { idNumberProblem, isPhone, phoneDigits } from '@qingpin/contract/core/identity.rules'
import { api } from '@/app/api'
import { showProblems } from '@/app/form/form'
import type { FormStore } from '../resume-form/form-store'
import { warnIdNumber } from '../resume-form/number-warnings'
import { nameOwner } from '../resume-form/show-resume-refusal'

type Unique = 'phone' | 'idNumber'

const isWhole = (name: Unique, typed: string) =>
  name === 'phone' ? isPhone(phoneDigits(typed)) : storedText(typed) !== '' && !idNumberProblem(typed)

/** Checks a complete number for a duplicate. Saving checks again, so a failed request is ignored. */
export async function checkDuplicate(form: FormStore, name: Unique): Promise<void> {
  const typed = form.getState().values[name]
  if (!isWhole(name, typed)) return
  const reply = await api('POST /api/resumes/miniprogram/validate', { body: { [name]: typed } }).catch(() => undefined)
  const checked = reply?.[name]
  if (!checked || form.getState().values[name] !== typed) return
  if (checked.exists) {
    showProblems(form, { ...form.getState().problems, [name]: checked.message })
    if (name === 'phone') await nameOwner(form, typed)
  } else if (name === 'idNumber') {
    warnIdNumber(form)
  }
}

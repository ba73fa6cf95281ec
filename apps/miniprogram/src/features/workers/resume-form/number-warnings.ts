import { idCheckDigitOk, idNumberProblem, tidyIdNumber } from '@qingpin/contract/core/identity.rules'
import { isMasked } from '../api'
import { showNote, type FormStore } from './form-store'

/** Cards with issuing mistakes exist: a wrong check digit is pointed out and let through. */
export function warnIdNumber(form: FormStore): void {
  const number = tidyIdNumber(form.getState().values.idNumber)
  if (number === '' || isMasked(number) || idNumberProblem(number) || idCheckDigitOk(number)) return
  showNote(form, 'idNumber', { text: '最后一位对不上，再核对一次。没错就照样存。' })
}

import { idCheckDigitOk, idNumberProblem, tidyIdNumber } from '@qingpin/contract/core/identity.rules'
import { isMasked } from '../api'
import { showNote, type FormStore } from './form-store'

/** Warns about a wrong check digit, which is accepted because cards with issuing mistakes exist. */
export function warnIdNumber(form: FormStore): void {
  const number = tidyIdNumber(form.getState().values.idNumber)
  if (number === '' || isMasked(number) || idNumberProblem(number) || idCheckDigitOk(number)) return
  showNote(form, 'idNumber', { text: '最后一位对不上，再核对一次。没错就照样存。' })
}

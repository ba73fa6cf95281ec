import { serverNow } from '@/app/clock'
import { idNumberWarnings } from '@qingpin/contract/core/identity.rules'
import { isMasked } from '../api'
import { toDay } from './days'
import { showNote, type FormStore } from './form-store'

/** Says what does not fit about the id number, which is accepted all the same: cards with issuing mistakes exist. */
export function warnIdNumber(form: FormStore): void {
  const { idNumber, gender, birthDate } = form.getState().values
  if (isMasked(idNumber)) return
  const warnings = idNumberWarnings(idNumber, { gender, birthDate: toDay(birthDate) }, serverNow())
  if (warnings.length > 0) showNote(form, 'idNumber', { text: `${warnings.join('')}没错就照样存。` })
}

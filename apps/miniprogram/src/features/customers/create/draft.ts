import { currentSession } from '@/app/session'
import { getStored, removeStored, setStored } from '@/platform/storage'
import { EMPTY, type FieldName, type Form } from './form'

/** By account: the next person on this phone does not see whom it is about. */
const place = (): string => `customer-draft/${currentSession()?.user.id ?? 'nobody'}`

export function storedForm(): Form {
  const stored = getStored(place())
  if (typeof stored !== 'object' || stored === null) return EMPTY
  const known = Object.entries(stored).filter(([name, text]) => name in EMPTY && typeof text === 'string')
  return { ...EMPTY, ...Object.fromEntries(known) }
}

export function keepForm(form: Form): void {
  const blank = (Object.keys(form) as FieldName[]).every((name) => form[name].trim() === '')
  if (blank) dropForm()
  else setStored(place(), form)
}

export const dropForm = (): void => removeStored(place())

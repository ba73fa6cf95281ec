import { defineDraft } from '@/app/drafts/drafts'
import { EMPTY, type Form } from './form'

function readForm(stored: unknown): Form | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined
  const known = Object.entries(stored).filter(([name, text]) => name in EMPTY && typeof text === 'string')
  return { ...EMPTY, ...Object.fromEntries(known) }
}

const isBlank = (form: Form): boolean => Object.values(form).every((text) => text.trim() === '')

/** The customer that is being entered. */
export const customerDraft = defineDraft<Form>('customer', { read: readForm, isBlank })

import { isApiError } from '@qingpin/contract/client'
import { showRefusal } from '@/app/form/form'
import { findByPhone, type ResumeCard } from '../api'
import { formatTrade } from '@/features/public-workers'
import type { FieldName } from './fields'
import { showNote, type FormStore } from './form-store'

const formatWorker = ({ name, age, jobType }: Pick<ResumeCard, 'name' | 'age' | 'jobType'>) =>
  `看${name}的简历，${formatTrade(jobType)}，${age}岁`

/** Shows below the phone number which resume has it, with a link. Does nothing when that is not found. */
export async function nameOwner(form: FormStore, phone: string, knownId?: string): Promise<void> {
  const owner = await findByPhone(phone).catch(() => undefined)
  const resumeId = knownId ?? owner?.id
  if (resumeId === undefined || form.getState().values.phone !== phone) return
  const text = owner && owner.id === resumeId ? formatWorker(owner) : '看已有的那份简历'
  showNote(form, 'phone', { text, resumeId })
}

interface Taken {
  readonly field: FieldName
  readonly existingId: string
}

/** The field of a duplicate, by the code of the refusal. */
function takenOf(details: unknown): Taken | undefined {
  const [first] = Array.isArray(details) ? (details as Partial<Taken>[]) : []
  if (typeof first?.existingId !== 'string') return undefined
  const field = first.field === 'phone' || first.field === 'idNumber' ? first.field : undefined
  return field && { field, existingId: first.existingId }
}

/** An error, and what is safe after it. */
const wordsOf = (title: string, text: string): string => [title, text.split('\n').pop()].filter(Boolean).join('，')

/** Shows a refusal at its fields, and names the resume that has a number already. */
export function showResumeRefusal(form: FormStore, error: unknown): void {
  showRefusal(form, error, wordsOf)
  const taken = isApiError(error) ? takenOf(error.details) : undefined
  if (taken?.field === 'idNumber') showNote(form, 'idNumber', { text: '看已有的那份简历', resumeId: taken.existingId })
  if (taken?.field === 'phone') void nameOwner(form, form.getState().values.phone, taken.existingId)
}

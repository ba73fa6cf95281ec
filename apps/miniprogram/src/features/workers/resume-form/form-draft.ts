import { defineDraft, type Draft } from '@/app/drafts/drafts'
import type { DraftLine } from '@/app/drafts/use-draft-choice'
import { useFormDraft } from '@/app/form/use-form'
import { FIELD_NAMES, labelOfField, type FieldName } from './fields'
import { formatField } from './format-field'
import { changesOf, rebase, type FormState, type FormStore } from './form-store'
import { EMPTY_VALUES, type FormValues } from './form-values'

/** What was changed and not saved yet. */
export interface FormDraft {
  readonly version: number
  readonly values: Partial<FormValues>
  /** The same fields as they were read, to detect conflicts when saving later. */
  readonly base: Partial<FormValues>
}

const pick = (values: FormValues, names: readonly FieldName[]): Partial<FormValues> =>
  Object.fromEntries(names.map((name) => [name, values[name]]))

/** Of the same type, and a list of texts where a list is needed. */
const isLike = (value: unknown, empty: unknown): boolean =>
  Array.isArray(empty)
    ? Array.isArray(value) && value.every((one) => typeof one === 'string')
    : typeof value === typeof empty && !Array.isArray(value) && value !== null

/** Drops fields that this version of the app does not know. */
function known(part: unknown): Partial<FormValues> {
  if (typeof part !== 'object' || part === null) return {}
  const fits = ([name, value]: [string, unknown]) => {
    const field = FIELD_NAMES.find((one) => one === name)
    return field !== undefined && isLike(value, EMPTY_VALUES[field])
  }
  return Object.fromEntries(Object.entries(part).filter(fits))
}

function readDraft(stored: unknown): FormDraft | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined
  const { version, values, base } = stored as Partial<Record<keyof FormDraft, unknown>>
  const mine = known(values)
  if (typeof version !== 'number' || Object.keys(mine).length === 0) return undefined
  return { version, values: mine, base: known(base) }
}

/** By resume, and `new`. */
export const resumeDrafts = defineDraft<FormDraft>('resume', {
  read: readDraft,
  isBlank: ({ values }) => Object.keys(values).length === 0,
})

function draftOf(state: FormState): FormDraft {
  const names = changesOf(state)
  return { version: state.version, values: pick(state.values, names), base: pick(state.base, names) }
}

const linesOf = ({ values }: FormDraft): readonly DraftLine[] =>
  FIELD_NAMES.filter((name) => name in values).map((name) => ({
    label: labelOfField(name),
    text: formatField({ ...EMPTY_VALUES, ...values }, name),
  }))

export const useResumeDraft = (form: FormStore, draft: Draft<FormDraft>) =>
  useFormDraft(form, {
    draft,
    valueOf: () => draftOf(form.getState()),
    linesOf,
    // Under its own version: if the resume was changed since, saving shows both sides.
    use: ({ version, base, values }) => {
      const before = { ...form.getState().base, ...base }
      rebase(form, before, version, { ...before, ...values })
    },
  })

import { createForm, typed, without, type Form, type FormState as AnyFormState } from '@/app/form/form'
import type { NumberName } from '../api'
import { changedFields } from './changes'
import type { FieldName } from './fields'
import type { FormValues, Stay, StayText } from './form-values'

/** A line below a field: a warning that does not block, or the resume that has this number already. */
export interface Note {
  readonly text: string
  readonly resumeId?: string
}

interface ResumeExtra {
  /** The version that base was read at; 0 for a new resume. */
  readonly version: number
  readonly notes: Readonly<Partial<Record<FieldName, Note>>>
  /** The field whose choices are open in a sheet, or the stay whose trade is chosen. */
  readonly picking: FieldName | `stay:${string}` | undefined
}

export type FormState = AnyFormState<FormValues> & ResumeExtra

export type FormStore = Form<FormValues, ResumeExtra>

export const makeForm = (base: FormValues, values: FormValues = base, version = 0): FormStore =>
  createForm<FormValues, ResumeExtra>(base, values, { version, notes: {}, picking: undefined })

export const changesOf = ({ base, values }: FormState): readonly FieldName[] => changedFields(base, values)

export function setField<N extends FieldName>(form: FormStore, name: N, value: FormValues[N]): void {
  form.setState((state) => ({ ...typed(state, { [name]: value }), notes: without(state.notes, name) }))
}

const setStays = (form: FormStore, change: (stays: readonly Stay[]) => readonly Stay[]) =>
  setField(form, 'workExperiences', change(form.getState().values.workExperiences))

export const addStay = (form: FormStore, stay: Stay): void => setStays(form, (stays) => [stay, ...stays])

export const setStay = (form: FormStore, key: string, name: StayText, text: string): void =>
  setStays(form, (stays) => stays.map((stay) => (stay.key === key ? { ...stay, [name]: text } : stay)))

export function moveStay(form: FormStore, key: string, by: -1 | 1): void {
  setStays(form, (stays) => {
    const at = stays.findIndex((stay) => stay.key === key)
    const [one, other] = [stays[at], stays[at + by]]
    if (!one || !other) return stays
    return stays.map((stay, index) => (index === at ? other : index === at + by ? one : stay))
  })
}

/** Returns a function that puts it back. */
export function removeStay(form: FormStore, key: string): () => void {
  const before = form.getState().values.workExperiences
  setStays(form, (stays) => stays.filter((stay) => stay.key !== key))
  return () => setStays(form, () => before)
}

/** A revealed number is set in both the base and the values, so that it is no change. */
export const learnNumber = (form: FormStore, name: NumberName, full: string): void =>
  form.setState(({ base, values, problems }) => ({
    base: { ...base, [name]: full },
    values: values[name] === base[name] ? { ...values, [name]: full } : values,
    problems: without(problems, name, 'form'),
  }))

export const showNote = (form: FormStore, name: FieldName, note: Note): void =>
  form.setState(({ notes }) => ({ notes: { ...notes, [name]: note } }))

/** Sets the server's version as the new base; without values the form stays as it is. */
export const rebase = (form: FormStore, base: FormValues, version: number, values: FormValues = base): void =>
  form.setState({ base, values, version, problems: {}, notes: {} })

/** Resets the form. Returns a function that restores the changes. */
export function discard(form: FormStore): () => void {
  const { values } = form.getState()
  form.setState(({ base }) => ({ values: base, problems: {}, notes: {} }))
  return () => form.setState({ values })
}

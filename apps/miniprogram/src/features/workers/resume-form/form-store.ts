import { createStore, type StoreApi } from 'zustand/vanilla'
import type { NumberName } from '../api'
import { changedFields } from './changes'
import type { FieldName } from './fields'
import type { FormValues, Stay, StayText } from './form-values'
import type { Problems } from './problems'

/** A line under a field: a doubt that stops nobody, or the resume that has this number already. */
export interface Note {
  readonly text: string
  readonly resumeId?: string
}

export interface FormState {
  readonly base: FormValues
  readonly values: FormValues
  /** The version that base was read at; 0 for a new resume. */
  readonly version: number
  readonly problems: Problems
  readonly notes: Readonly<Partial<Record<FieldName, Note>>>
  /** Whose choices are open in a sheet: a field, or the trade of a stay. */
  readonly picking: FieldName | `stay:${string}` | undefined
}

export type FormStore = StoreApi<FormState>

export const makeForm = (base: FormValues, values: FormValues = base, version = 0): FormStore =>
  createStore<FormState>(() => ({ base, values, version, problems: {}, notes: {}, picking: undefined }))

export const changesOf = ({ base, values }: FormState): readonly FieldName[] => changedFields(base, values)

const without = <T>(record: Readonly<Record<string, T>>, path: string): Readonly<Record<string, T>> => {
  const stale = (key: string) => key === path || key.startsWith(`${path}.`) || key === 'form'
  return Object.keys(record).some(stale)
    ? Object.fromEntries(Object.entries(record).filter(([key]) => !stale(key)))
    : record
}

export function setField<N extends FieldName>(form: FormStore, name: N, value: FormValues[N]): void {
  form.setState(({ values, problems, notes }) => ({
    values: { ...values, [name]: value },
    problems: without(problems, name),
    notes: without(notes, name),
  }))
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

/** Returns what puts it back where it was. */
export function removeStay(form: FormStore, key: string): () => void {
  const before = form.getState().values.workExperiences
  setStays(form, (stays) => stays.filter((stay) => stay.key !== key))
  return () => setStays(form, () => before)
}

/** A masked number that was revealed is no change: it stands on both sides. */
export const learnNumber = (form: FormStore, name: NumberName, full: string): void =>
  form.setState(({ base, values, problems }) => ({
    base: { ...base, [name]: full },
    values: values[name] === base[name] ? { ...values, [name]: full } : values,
    problems: without(problems, name),
  }))

export const showProblems = (form: FormStore, problems: Problems): void => form.setState({ problems })

export const showNote = (form: FormStore, name: FieldName, note: Note): void =>
  form.setState(({ notes }) => ({ notes: { ...notes, [name]: note } }))

/** From now on this is what the server has; without values nothing is changed. */
export const rebase = (form: FormStore, base: FormValues, version: number, values: FormValues = base): void =>
  form.setState({ base, values, version, problems: {}, notes: {} })

/** Back to what was read. Returns what puts the changes back. */
export function discard(form: FormStore): () => void {
  const { values } = form.getState()
  form.setState(({ base }) => ({ values: base, problems: {}, notes: {} }))
  return () => form.setState({ values })
}

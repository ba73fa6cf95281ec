import { useEffect } from 'react'
import { useStore } from 'zustand'
import { Field, type FieldProps } from '@/ui/field'
import { FieldError } from '@/ui/field-frame'
import { PickerRow, type PickerRowProps } from '@/ui/picker-row'
import { PickOneSheet, type PickOneSheetProps } from '@/ui/picker-sheet'
import type { Problem } from '@/ui/read-error'
import { TextArea, type TextAreaProps } from '@/ui/text-area'
import { limitText, setValues, type AnyForm } from './form'

/** The fields of V that hold text. */
export type TextNameOf<V extends object> = { [K in keyof V]: V[K] extends string ? K : never }[keyof V] & string

interface Bound<V extends object> {
  readonly form: AnyForm<V>
  readonly name: TextNameOf<V>
}

/** Binds an input to a field of a form: a keystroke draws this input again and nothing else. */
export function useField<V extends object>(form: AnyForm<V>, name: TextNameOf<V>) {
  const value = useStore(form, ({ values }) => values[name] as string)
  const error = useStore(form, ({ problems }) => problems[name])
  return { value, error, onInput: (text: string) => setValues(form, { [name]: text } as Partial<V>) }
}

/** A text that is too long is not sent. */
function useLimit<V extends object>(form: AnyForm<V>, name: string, max: number | undefined): void {
  useEffect(() => {
    if (max !== undefined) limitText(form, name, max)
  }, [form, name, max])
}

export function FormField<V extends object>({
  form,
  name,
  ...look
}: Bound<V> & Omit<FieldProps, 'value' | 'error' | 'onInput'>) {
  useLimit(form, name, look.maxLength)
  return <Field {...look} {...useField(form, name)} />
}

export function FormArea<V extends object>({
  form,
  name,
  ...look
}: Bound<V> & Omit<TextAreaProps, 'value' | 'error' | 'onInput'>) {
  useLimit(form, name, look.maxLength)
  return <TextArea {...look} {...useField(form, name)} />
}

interface FormPickerProps<V extends object> extends Bound<V>, Omit<PickerRowProps, 'value' | 'error'> {
  /** What is chosen, in words; by default the value itself. */
  readonly words?: (value: string) => string
}

export function FormPicker<V extends object>({ form, name, words = (value) => value, ...look }: FormPickerProps<V>) {
  const { value, error } = useField(form, name)
  return <PickerRow {...look} value={words(value)} error={error} />
}

/** The choices of a field of which one is picked. */
export function FormSheet<V extends object>({
  form,
  name,
  ...sheet
}: Bound<V> & Omit<PickOneSheetProps<string>, 'value' | 'onPick'>) {
  const { value, onInput } = useField(form, name)
  return <PickOneSheet<string> {...sheet} value={value} onPick={onInput} />
}

/** An error of the whole form. */
export function useFormProblem<V extends object>(form: AnyForm<V>): Problem | undefined {
  const text = useStore(form, ({ problems }) => problems.form)
  const reference = useStore(form, (state) => state.reference)
  return text ? { text, reference } : undefined
}

export function FormProblem<V extends object>({ form }: { readonly form: AnyForm<V> }) {
  const problem = useFormProblem(form)
  return problem ? <FieldError {...problem} /> : null
}

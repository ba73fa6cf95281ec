import { Field, type FieldProps } from '@/ui/field'
import { changeText, useDraft } from '../draft'
import type { TextName } from './form-model'

type DraftFieldProps = Omit<FieldProps, 'value' | 'onInput' | 'error'> & { readonly name: TextName }

/** Bound to one answer of the draft: a keystroke draws this field again and nothing else. */
export function DraftField({ name, ...look }: DraftFieldProps) {
  const value = useDraft(({ draft }) => draft.values[name])
  const error = useDraft(({ problems }) => problems[name])
  return <Field {...look} value={value} error={error} onInput={(text) => changeText(name, text)} />
}

import { changedFields } from './changes'
import { labelOfField, type FieldName } from './fields'
import type { FormValues } from './form-values'
import { sayField } from './say-field'

/** A field that I changed and that now holds something else than what I typed. */
export interface Clash {
  readonly name: FieldName
  readonly label: string
  readonly mine: string
  readonly theirs: string
  /** Somebody changed the very same field; otherwise theirs is what I started from. */
  readonly both: boolean
}

export function clashesOf(base: FormValues, mine: FormValues, theirs: FormValues): readonly Clash[] {
  const differs = changedFields(theirs, mine)
  const touched = changedFields(base, theirs)
  const clashes = changedFields(base, mine)
    .filter((name) => differs.includes(name))
    .map((name) => ({
      name,
      label: labelOfField(name),
      mine: sayField(mine, name),
      theirs: sayField(theirs, name),
      both: touched.includes(name),
    }))
  return [...clashes.filter(({ both }) => both), ...clashes.filter(({ both }) => !both)]
}

/** What is there now, with those of my changes that I keep. */
export function merged(mine: FormValues, theirs: FormValues, keep: readonly FieldName[]): FormValues {
  return { ...theirs, ...Object.fromEntries(keep.map((name) => [name, mine[name]])) }
}

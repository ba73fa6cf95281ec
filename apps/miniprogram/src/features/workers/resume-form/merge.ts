import { changedFields } from './changes'
import { labelOfField, type FieldName } from './fields'
import type { FormValues } from './form-values'
import { isMasked } from '../api'
import { formatField } from './format-field'

/** A field that I changed and that now holds something else than what I typed. */
export interface FieldConflict {
  readonly name: FieldName
  readonly label: string
  readonly mine: string
  readonly theirs: string
  /** Whether another person changed the same field; otherwise `theirs` is the value that I started from. */
  readonly both: boolean
}

const NUMBERS: readonly FieldName[] = ['phone', 'idNumber', 'emergencyContactPhone']

/** Whether a masked number fits a full one, because the answer to a conflict is masked and the base may be full. */
function fitsMask(full: string, masked: string): boolean {
  const letters = Array.from(masked)
  return full.length === letters.length && letters.every((letter, i) => letter === '*' || letter === full[i])
}

/** Whether the other person changed a field since I opened the form. */
function touchedBy(base: FormValues, theirs: FormValues, name: FieldName): boolean {
  const [before, now] = [base[name], theirs[name]]
  const hidden = NUMBERS.includes(name) && typeof before === 'string' && typeof now === 'string' && isMasked(now)
  return hidden ? !fitsMask(before, now) : changedFields(base, theirs).includes(name)
}

export function conflictsOf(base: FormValues, mine: FormValues, theirs: FormValues): readonly FieldConflict[] {
  const differs = changedFields(theirs, mine)
  const conflicts = changedFields(base, mine)
    .filter((name) => differs.includes(name))
    .map((name) => ({
      name,
      label: labelOfField(name),
      mine: formatField(mine, name),
      theirs: formatField(theirs, name),
      both: touchedBy(base, theirs, name),
    }))
  return [...conflicts.filter(({ both }) => both), ...conflicts.filter(({ both }) => !both)]
}

/** The present version with the changes that I chose. */
export function merged(mine: FormValues, theirs: FormValues, keep: readonly FieldName[]): FormValues {
  return { ...theirs, ...Object.fromEntries(keep.map((name) => [name, mine[name]])) }
}

import { tidyIdNumber, phoneDigits } from '@qingpin/contract/core/identity.rules'
import { storedName, storedText } from '@qingpin/contract/core/text'
import { isMasked } from '../api'
import { toDay, toMonth } from './days'
import { FIELD_NAMES, isListName, TEXT_FIELDS, type FieldName, type TextName, type UpdateBody } from './fields'
import type { FormValues, Stay } from './form-values'

const orNull = (text: string) => storedText(text) || null

function wireText(name: TextName, typed: string): string | number | null {
  const { kind } = TEXT_FIELDS[name]
  const text = storedText(typed)
  if (text === '') return null
  if (kind === 'whole') return /^\d+$/.test(text) ? Number(text) : text
  if (kind === 'day') return toDay(text) ?? text
  if (kind === 'phone') return isMasked(typed) ? typed : phoneDigits(typed)
  if (kind === 'idNumber') return tidyIdNumber(typed)
  return name === 'name' ? storedName(typed) : text
}

const wireMonth = (typed: string) => orNull(toMonth(typed) ?? typed)

const wireStay = ({ photos, ...stay }: Stay) => ({
  startDate: wireMonth(stay.startDate),
  endDate: wireMonth(stay.endDate),
  description: storedText(stay.description),
  orderNumber: orNull(stay.orderNumber),
  jobType: orNull(stay.jobType),
  district: orNull(stay.district),
  customerName: orNull(stay.customerName),
  customerReview: orNull(stay.customerReview),
  photos: [...photos],
})

/** A stay that was added and never filled in is not sent. */
export const isBlank = (stay: Stay): boolean =>
  Object.entries(stay).every(
    ([name, value]) => name === 'key' || (typeof value === 'string' ? !storedText(value) : !value.length),
  )

/** What a field is on the wire; null clears it. */
function wireOf(values: FormValues, name: FieldName): unknown {
  if (name === 'workExperiences') return values.workExperiences.filter((stay) => !isBlank(stay)).map(wireStay)
  if (isListName(name)) return [...values[name]]
  return wireText(name, values[name])
}

const same = (a: FormValues, b: FormValues, name: FieldName): boolean =>
  a[name] === b[name] || JSON.stringify(wireOf(a, name)) === JSON.stringify(wireOf(b, name))

export const changedFields = (base: FormValues, values: FormValues): readonly FieldName[] =>
  FIELD_NAMES.filter((name) => !same(base, values, name))

/** The one cast of the form: each field's kind says what stands on the wire, and the server checks it again. */
export const bodyOf = (values: FormValues, names: readonly FieldName[]): UpdateBody =>
  Object.fromEntries(names.map((name) => [name, wireOf(values, name)])) as UpdateBody

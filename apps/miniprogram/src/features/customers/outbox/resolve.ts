import type { OutboxItem, Theirs } from '@/app/outbox/items'
import { newItem, putItem, removeItem } from '@/app/outbox/outbox'
import { rebaseLater, rewrite } from '@/app/outbox/sender'
import { asFollowUp, editedFields, isNumber, without } from './words'

/** Of a field that two people changed: mine, theirs, or theirs with mine as a follow-up. */
export type Choice = 'mine' | 'theirs' | 'both'

/** A number stays as one of the two: a follow-up can hold its mask only. */
export const choicesOf = (name: string): readonly Choice[] =>
  isNumber(name) ? ['mine', 'theirs'] : ['both', 'mine', 'theirs']

export type EditConflict = OutboxItem & { readonly theirs: Theirs; readonly customerId: string }

export const isEditConflict = (item: OutboxItem): item is EditConflict =>
  item.state === 'conflict' && item.theirs !== undefined && item.customerId !== undefined

/** Does what the person has decided about each field; what is left of the edit goes on top of the present version. */
export function resolve(item: EditConflict, choiceOf: (name: string) => Choice, now: number): void {
  const { theirs, name, customerId, base = {} } = item
  const names = Object.keys(theirs.values)
  const noted = names.filter((field) => choiceOf(field) === 'both')
  const yielded = names.filter((field) => choiceOf(field) !== 'mine')
  const edit = { ...item, body: { ...without(item.body, yielded), version: theirs.version } }
  // First what is new: an app that ends in between asks once more, and loses nothing.
  if (noted.length > 0) {
    const body = { type: 'other', content: asFollowUp(item, noted, now), keepsPlan: true }
    putItem(newItem({ kind: 'follow-up', name, customerId, body }))
  }
  const insisted = names.filter((field) => !yielded.includes(field))
  rebaseLater(item, Object.fromEntries(insisted.map((field) => [field, theirs.values[field] ?? null])))
  if (editedFields(edit).length === 0) removeItem(item.id)
  else rewrite(item.id, { body: edit.body, base: { ...base, ...theirs.values } })
}

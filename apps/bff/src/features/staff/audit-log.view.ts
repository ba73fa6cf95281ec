import { isDeepStrictEqual } from 'node:util'
import { inBeijing } from '@qingpin/contract/core/days'
import { auditKindOf } from '@qingpin/contract/staff/audit.enums'
import { UNQUOTED } from '../../audit/audit.rules.ts'
import type { AuditLine, Names } from './audit-log.repo.ts'
import { COMMON_WORDS, FIELD_WORDS, ID_FIELDS, ruleWords, VALUE_WORDS } from './audit-words.rules.ts'

const NONE = '没有'
const IDS: ReadonlySet<string> = new Set(Object.values(ID_FIELDS).flat())

interface Place {
  readonly subject: string
  readonly field: string
  readonly names: Names
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

const fieldWords = (subject: string, field: string): string | undefined =>
  FIELD_WORDS[`${subject}.${field}`] ??
  FIELD_WORDS[field] ??
  (subject === 'customer-rules' ? ruleWords(field) : undefined)

/** A value as a person reads it; undefined where it is coded and has no words. */
function valueWords(value: unknown, place: Place): string | undefined {
  const { subject, field, names } = place
  if (isEmpty(value)) return NONE
  if (Array.isArray(value)) {
    const each = value.map((one) => valueWords(one, place))
    return each.every((one) => one !== undefined) ? each.join('、') : `${value.length}项`
  }
  if (typeof value === 'number' && /At$|^at$/.test(field))
    return inBeijing(value).toISOString().slice(0, 16).replace('T', ' ')
  if (field.endsWith('Fen')) return `${Number(value) / 100}元`
  const text = String(value)
  if (IDS.has(field)) return names.get(text) ?? '已经不在的一位'
  const known = VALUE_WORDS[`${subject}.${field}`]?.[text] ?? VALUE_WORDS[field]?.[text] ?? COMMON_WORDS[text]
  if (known !== undefined) return known
  return typeof value === 'object' || /^[A-Za-z]/.test(text) ? undefined : text
}

/** What one field went from and to: of a value that is not quoted, or has no words, only that it changed. */
function changeWords(before: unknown, after: unknown, place: Place): string {
  if (before === UNQUOTED || after === UNQUOTED) return isEmpty(after) ? '拿掉了' : '改了'
  if (place.field === 'filter') return filterWords(after, place)
  const [from, to] = [valueWords(before, place), valueWords(after, place)]
  if (from === undefined || to === undefined) return '改了'
  return isEmpty(before) ? to : `${from} → ${to}`
}

/** The conditions of an export. */
function filterWords(filter: unknown, place: Place): string {
  const conditions = Object.entries((filter ?? {}) as Record<string, unknown>).flatMap(([field, value]) => {
    const label = fieldWords(place.subject, field)
    const words = value === UNQUOTED ? '有' : valueWords(value, { ...place, field })
    return label && words !== undefined ? `${label}${words}` : []
  })
  return conditions.join('，') || '全部'
}

/** The changes of a row in words; a field that stayed as it was is left out, fields without words are one line. */
function changesOf({ entry }: AuditLine, names: Names): { field: string; text: string }[] {
  const subject = entry.subjectType
  const changed = Object.entries(entry.changes ?? {}).filter(
    ([, [before, after]]) => !isDeepStrictEqual(before, after) || before === UNQUOTED,
  )
  const told = changed.flatMap(([field, [before, after]]) => {
    const label = fieldWords(subject, field)
    return label ? { field: label, text: changeWords(before, after, { subject, field, names }) } : []
  })
  return told.length < changed.length ? [...told, { field: '别的内容', text: '改了' }] : told
}

/** @param names of the accounts, customers and workers whose ids stand in the changes, by id */
export const auditView = (line: AuditLine, names: Names) => {
  const { entry, actor, subject } = line
  return {
    id: entry.id,
    at: new Date(entry.at).toISOString(),
    actor,
    actorRole: entry.actorRole,
    action: entry.action,
    kind: auditKindOf(entry.action),
    subjectType: entry.subjectType,
    subjectId: entry.subjectId,
    subject,
    changes: changesOf(line, names),
  }
}

import { comparableText } from '@qingpin/contract/core/text'
import { CARD_FIELDS, type CardField, cardValues } from '@qingpin/contract/resumes/card.rules'
import { GENDERS } from '@qingpin/contract/resumes/resumes.enums'
import { labelOf } from '@qingpin/contract/core/choices'
import { maskIdNumber } from '@qingpin/contract/core/masking'
import { formatPaperDay } from '@/features/public-workers'
import type { CardFront, IdCard } from './read-card'

export const CARD_LABELS: Record<CardField, string> = {
  name: '姓名',
  gender: '性别',
  birthDate: '生日',
  age: '年龄',
  ethnicity: '民族',
  hukouAddress: '户籍地址',
  idNumber: '身份证号',
}

/** One value that was read from a card. */
export interface CardFact {
  readonly field: CardField
  /** The value in the form of the resume's field. */
  readonly value: string
  /** Why the value should be compared with the card. */
  readonly warning?: string | undefined
}

const named: Partial<Record<string, CardField>> = { address: 'hukouAddress' }

export function factsOf(card: CardFront, warnings: IdCard['doubts'], now: number): readonly CardFact[] {
  const warningOf = (field: CardField) =>
    warnings.find((warning) => (named[warning.field] ?? warning.field) === field)?.message
  const values = cardValues(card, now)
  return CARD_FIELDS.flatMap((field) => {
    const value = values[field]
    return value ? [{ field, value, warning: warningOf(field) }] : []
  })
}

/** A value for display; the middle of numbers is masked. */
export function formatCardValue(field: CardField, value: string): string {
  if (value === '') return ''
  if (field === 'gender') return labelOf(GENDERS, value)
  if (field === 'birthDate') return formatPaperDay(value)
  if (field === 'age') return `${value}岁`
  return field === 'idNumber' && !value.includes('*') ? maskIdNumber(value) : value
}

/** Whether two values are equal. A masked number is compared by its open digits. */
export function sameValue(field: CardField, one: string, other: string): boolean {
  const tidy = (text: string) => comparableText(text).replace(/[,、()-]/g, '')
  if (field !== 'idNumber') return tidy(one) === tidy(other)
  const masked = one.includes('*') || other.includes('*')
  const open = (text: string) => (text.includes('*') || text === '' ? text : maskIdNumber(tidy(text)))
  return masked ? open(one) === open(other) : tidy(one) === tidy(other)
}

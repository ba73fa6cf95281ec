import { GENDERS, labelOf } from '@qingpin/contract/resumes/resumes.enums'
import { maskIdNumber } from '@qingpin/contract/resumes/resumes.rules'
import { sayPaperDay } from '../staff/say-resume'
import type { CardFront, IdCard } from './read-card'

/** What of a card goes into a resume; named like the fields there. */
export type CardField = 'name' | 'gender' | 'birthDate' | 'age' | 'ethnicity' | 'hukouAddress' | 'idNumber'

export const CARD_LABELS: Record<CardField, string> = {
  name: '姓名',
  gender: '性别',
  birthDate: '生日',
  age: '年龄',
  ethnicity: '民族',
  hukouAddress: '户籍地址',
  idNumber: '身份证号',
}

/** One thing that a card says, to be taken or left. */
export interface CardFact {
  readonly field: CardField
  /** As a field of the resume holds it. */
  readonly value: string
  /** What should be compared with the card itself. */
  readonly doubt?: string | undefined
}

const OFFSET_MS = 8 * 3600_000

/** Full years on that day, in Beijing. */
export function ageOn(birthDate: string, now: number): number | undefined {
  const parts = /^(\d{4})-(\d{2}-\d{2})$/.exec(birthDate)
  if (!parts) return undefined
  const today = new Date(now + OFFSET_MS).toISOString()
  const years = Number(today.slice(0, 4)) - Number(parts[1])
  return today.slice(5, 10) < (parts[2] ?? '') ? years - 1 : years
}

/** Names of peoples are written 汉 on cards and 汉族 in resumes. */
const people = (word: string) => (word.endsWith('族') ? word : `${word}族`)

const named: Partial<Record<string, CardField>> = { address: 'hukouAddress' }

export function factsOf(card: CardFront, doubts: IdCard['doubts'], now: number): readonly CardFact[] {
  const doubtOf = (field: CardField) => doubts.find((doubt) => (named[doubt.field] ?? doubt.field) === field)?.message
  const age = card.birthDate === null ? undefined : ageOn(card.birthDate, now)
  const values: Record<CardField, string | null | undefined> = {
    name: card.name,
    gender: card.gender,
    birthDate: card.birthDate,
    age: age === undefined ? undefined : String(age),
    ethnicity: card.ethnicity && people(card.ethnicity),
    hukouAddress: card.address,
    idNumber: card.idNumber,
  }
  return (Object.keys(CARD_LABELS) as CardField[]).flatMap((field) => {
    const value = values[field]
    return value ? [{ field, value, doubt: doubtOf(field) }] : []
  })
}

/** A value as a person reads it; numbers keep their middle to themselves. */
export function sayCardValue(field: CardField, value: string): string {
  if (value === '') return ''
  if (field === 'gender') return labelOf(GENDERS, value)
  if (field === 'birthDate') return sayPaperDay(value)
  if (field === 'age') return `${value}岁`
  return field === 'idNumber' && !value.includes('*') ? maskIdNumber(value) : value
}

/** Whether both say the same. A masked number says as much as its open digits. */
export function sameValue(field: CardField, one: string, other: string): boolean {
  const tidy = (text: string) =>
    text
      .normalize('NFKC')
      .replace(/[\s,，、()（）-]/g, '')
      .toUpperCase()
  if (field !== 'idNumber') return tidy(one) === tidy(other)
  const masked = one.includes('*') || other.includes('*')
  const open = (text: string) => (text.includes('*') || text === '' ? text : maskIdNumber(tidy(text)))
  return masked ? open(one) === open(other) : tidy(one) === tidy(other)
}

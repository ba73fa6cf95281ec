import { ageOn } from '../core/days.ts'

/** What of an identity card goes into a resume, named like the fields there: what the card proves, and no more. */
export const CARD_FIELDS = ['name', 'gender', 'birthDate', 'age', 'ethnicity', 'hukouAddress', 'idNumber'] as const
export type CardField = (typeof CARD_FIELDS)[number]

/** The side with the portrait, as far as it was read. */
export interface CardFront {
  name: string | null
  gender: 'female' | 'male' | null
  ethnicity: string | null
  birthDate: string | null
  address: string | null
  idNumber: string | null
}

/** Names of peoples are written 汉 on cards and 汉族 in resumes. */
const people = (word: string) => (word.endsWith('族') ? word : `${word}族`)

/** What a card says, as the fields of a resume hold it; what was not read is left out. */
export function cardValues(card: CardFront, now: number): Partial<Record<CardField, string>> {
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
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value))
}

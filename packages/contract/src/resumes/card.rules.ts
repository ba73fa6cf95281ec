import { ageOn } from '../core/days.ts'

/** The fields of a resume that an identity card proves. */
export const CARD_FIELDS = ['name', 'gender', 'birthDate', 'age', 'ethnicity', 'hukouAddress', 'idNumber'] as const
export type CardField = (typeof CARD_FIELDS)[number]

/** The side with the portrait; null where a field was not read. */
export interface CardFront {
  name: string | null
  gender: 'female' | 'male' | null
  ethnicity: string | null
  birthDate: string | null
  address: string | null
  idNumber: string | null
}

/** An ethnicity as resumes hold it: cards have 汉 for 汉族. */
const ethnicityOf = (word: string) => (word.endsWith('族') ? word : `${word}族`)

/** The fields of a card as a resume holds them; fields that were not read are left out. */
export function cardValues(card: CardFront, now: number): Partial<Record<CardField, string>> {
  const age = card.birthDate === null ? undefined : ageOn(card.birthDate, now)
  const values: Record<CardField, string | null | undefined> = {
    name: card.name,
    gender: card.gender,
    birthDate: card.birthDate,
    age: age === undefined ? undefined : String(age),
    ethnicity: card.ethnicity && ethnicityOf(card.ethnicity),
    hukouAddress: card.address,
    idNumber: card.idNumber,
  }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value))
}

import { describe, expect, it } from 'vitest'
import { CARD_FIELDS, cardValues } from './card.rules.ts'
import { ageOn } from '../core/days.ts'

const NOW = Date.parse('2026-11-26T03:00:00Z')
const CARD = {
  name: '王桂兰',
  gender: 'female' as const,
  ethnicity: '汉',
  birthDate: '1978-11-27',
  address: '河南省信阳市浉河区申城大道1号',
  idNumber: '411502197811271224',
}

describe('the values of a card', () => {
  it('have the form and the order of the fields of a resume', () => {
    const values = cardValues(CARD, NOW)
    expect(Object.keys(values)).toEqual([...CARD_FIELDS])
    expect(values).toMatchObject({ age: '47', ethnicity: '汉族', hukouAddress: CARD.address })
    expect(cardValues({ ...CARD, ethnicity: '回族' }, NOW).ethnicity).toBe('回族')
  })

  it('leave out what was not read', () => {
    expect(Object.keys(cardValues({ ...CARD, birthDate: null, name: null }, NOW))).toEqual([
      'gender',
      'ethnicity',
      'hukouAddress',
      'idNumber',
    ])
  })

  it.each([
    ['1978-11-26', 48],
    ['1978-11-27', 47],
    ['2000-02-29', 26],
    ['nonsense', undefined],
  ])('have the age of %s by the day in Beijing', (day, years) => {
    expect(ageOn(day, NOW)).toBe(years)
  })
})

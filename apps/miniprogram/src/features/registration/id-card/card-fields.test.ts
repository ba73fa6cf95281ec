import { describe, expect, it } from 'vitest'
import { factsOf, sameValue, formatCardValue } from './card-fields'
import { readingOf } from './read-card'

const NOW = Date.parse('2026-11-26T03:00:00Z')

const front = {
  name: '王桂兰',
  gender: 'female' as const,
  ethnicity: '汉',
  birthDate: '1978-11-27',
  address: '河南省信阳市浉河区申城大道1号',
  idNumber: '411502197811271224',
}
const card = { side: 'front' as const, front, back: null, doubts: [], proof: 'sealed', provider: 'wechat' as const }
const old = { words_result: {}, risk_info: [] }

describe('what a card says', () => {
  it('is offered field by field, as the resume would hold it', () => {
    expect(factsOf(front, [], NOW).map(({ field, value }) => [field, value])).toEqual([
      ['name', '王桂兰'],
      ['gender', 'female'],
      ['birthDate', '1978-11-27'],
      ['age', '47'],
      ['ethnicity', '汉族'],
      ['hukouAddress', '河南省信阳市浉河区申城大道1号'],
      ['idNumber', '411502197811271224'],
    ])
  })

  it('leaves out what could not be read, and gives each warning to its field', () => {
    const facts = factsOf({ ...front, name: null, birthDate: null }, [{ field: 'address', message: '地址对一下' }], NOW)
    expect(facts.map(({ field }) => field)).toEqual(['gender', 'ethnicity', 'hukouAddress', 'idNumber'])
    expect(facts.find(({ field }) => field === 'hukouAddress')?.warning).toBe('地址对一下')
  })

  it('keeps the middle of the number to itself', () => {
    expect(formatCardValue('idNumber', '411502197811271224')).toBe('4115**********1224')
    expect(formatCardValue('gender', 'female')).toBe('女')
  })

  it('is compared without blanks and brackets, and by the open digits of a masked number', () => {
    expect(sameValue('name', '王 桂兰', '王桂兰')).toBe(true)
    expect(sameValue('idNumber', '4115**********1224', '411502197811271224')).toBe(true)
    expect(sameValue('idNumber', '4115**********1225', '411502197811271224')).toBe(false)
    expect(sameValue('idNumber', '411502197811271224', '411502197811271224')).toBe(true)
  })
})

describe('a reading', () => {
  it('is described by its side, and as unclear when neither name nor number was read', () => {
    expect(readingOf({ ...card, ...old })).toMatchObject({ kind: 'front', proof: 'sealed' })
    expect(readingOf({ ...card, ...old, front: { ...front, name: null, idNumber: null } }).kind).toBe('unclear')
    const back = { authority: '信阳市公安局', validFrom: '2016-01-01', validTo: null, longTerm: true }
    expect(readingOf({ ...card, ...old, side: 'back', front: null, back, proof: null }).kind).toBe('back')
  })
})

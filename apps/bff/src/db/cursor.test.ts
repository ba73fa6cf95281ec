import { describe, expect, it } from 'vitest'
import { numberCursor, pageOf, sortCursor, timeIdCursor } from './cursor.ts'

const ID = '65f1a2b3c4d5e6f708192a3b'
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('a cursor of time and id', () => {
  it('is written as <milliseconds>-<id> and read back', () => {
    expect(timeIdCursor.write({ at: 1_700_000_000_000, id: ID })).toBe(`1700000000000-${ID}`)
    expect(timeIdCursor.read(`1700000000000-${ID}`)).toEqual({ at: 1_700_000_000_000, id: ID })
    expect(timeIdCursor.read(`0-${ID}`)).toEqual({ at: 0, id: ID })
  })

  it.each([
    ['no cursor', undefined],
    ['an empty text', ''],
    ['a time alone', '1700000000000'],
    ['a negative time', `-1-${ID}`],
    ['a time that is no safe integer', `9007199254740993-${ID}`],
    ['an id that is too short', '1-65f1'],
    ['an id in capital letters', `1-${ID.toUpperCase()}`],
    ['text after the id', `1-${ID}'`],
    ['a line break after the id', `1-${ID}\n`],
  ])('starts from the top for %s', (_, cursor) => {
    expect(timeIdCursor.read(cursor)).toBeUndefined()
  })
})

describe('a cursor of a number', () => {
  it('is written as the number and read back', () => {
    expect(numberCursor.read(numberCursor.write(42))).toBe(42)
  })

  it.each([undefined, '', '0', '-1', '1.5', '1e3', '0x10', '1234567890', '1 or 1'])(
    'starts from the top for %j',
    (cursor) => {
      expect(numberCursor.read(cursor)).toBeUndefined()
    },
  )
})

describe('a cursor of a sort value and id', () => {
  const form = sortCursor('age asc', 'int')

  it.each([
    ['int', -3],
    ['int', 2_147_483_647],
    ['ms', 1_700_000_000_000],
    ['text', '王秀英'],
    ['text', ''],
  ] as const)('of type %s is read back with the value %j', (type, value) => {
    const one = sortCursor('x desc', type)
    expect(one.read(one.write({ value, id: ID }))).toEqual({ value, id: ID })
  })

  it('keeps its form on the wire', () => {
    expect(form.write({ value: 40, id: ID })).toBe(encoded({ sort: 'age asc', value: 40, id: ID }))
  })

  it('of another order starts from the top', () => {
    expect(sortCursor('age desc', 'int').read(form.write({ value: 40, id: ID }))).toBeUndefined()
    expect(sortCursor('createdAt asc', 'ms').read(form.write({ value: 40, id: ID }))).toBeUndefined()
  })

  it.each([
    ['no cursor', undefined],
    ['an empty text', ''],
    ['what is not base64', '%%%'],
    ['what is not JSON', Buffer.from('{').toString('base64url')],
    ['null', encoded(null)],
    ['a list', encoded([])],
    ['a missing id', encoded({ sort: 'age asc', value: 40 })],
    ['an id that is a list of one id', encoded({ sort: 'age asc', value: 40, id: [ID] })],
    ['an id of another form', encoded({ sort: 'age asc', value: 40, id: `${ID}0` })],
    ['a missing value', encoded({ sort: 'age asc', id: ID })],
    ['a text for a number', encoded({ sort: 'age asc', value: '40', id: ID })],
    ['a fraction', encoded({ sort: 'age asc', value: 40.5, id: ID })],
    ['a number above 32 bits', encoded({ sort: 'age asc', value: 2_147_483_648, id: ID })],
    ['a number below 32 bits', encoded({ sort: 'age asc', value: -2_147_483_649, id: ID })],
  ])('starts from the top for %s', (_, cursor) => {
    expect(form.read(cursor)).toBeUndefined()
  })

  it.each([
    ['a moment that is no safe integer', 'ms', 2 ** 53],
    ['a number for a text', 'text', 5],
    ['a null character', 'text', 'a\0'],
    ['half a surrogate pair', 'text', '\ud800'],
  ] as const)('starts from the top for %s', (_, type, value) => {
    expect(sortCursor('x asc', type).read(encoded({ sort: 'x asc', value, id: ID }))).toBeUndefined()
  })
})

describe('a page', () => {
  it('has at most the limit, and the cursor of its last row when there are more', () => {
    expect(pageOf([1, 2, 3], 2, String)).toEqual({ rows: [1, 2], nextCursor: '2' })
    expect(pageOf([1, 2], 2, String)).toEqual({ rows: [1, 2], nextCursor: null })
    expect(pageOf([], 2, String)).toEqual({ rows: [], nextCursor: null })
  })
})

import { describe, expect, it } from 'vitest'
import { isPhone, maskPhone, phoneDigits, phoneProblem } from './auth.rules.ts'
import { Phone } from './auth.routes.ts'

describe('a phone number', () => {
  it.each([
    '13812345678',
    ' 13812345678 ',
    '138 1234 5678',
    '138-1234-5678',
    '+8613812345678',
    '+86 138 1234 5678',
    '86 138-1234-5678',
    '8613812345678',
    '008613812345678',
    '0086-138-1234-5678',
    '(+86) 138 1234 5678',
    '（+86）13812345678',
    '１３８１２３４５６７８',
    '138\u00a01234\u00a05678',
    '138.1234.5678',
    '\u202d138 1234 5678\u202c',
    '电话：13812345678',
  ])('is understood as people type and paste it: %s', (text) => {
    expect([phoneDigits(text), phoneProblem(text)]).toEqual(['13812345678', undefined])
    expect(Phone.parse(text)).toBe('13812345678')
  })

  it.each([
    ['', '请填手机号。'],
    ['  ', '请填手机号。'],
    ['abc', '请填手机号。'],
    ['1', '手机号要11位，还差10位。'],
    ['1381234567', '手机号要11位，还差1位。'],
    ['+86 1381234567', '手机号要11位，还差1位。'],
    ['138123456789', '手机号要11位，多了1位。'],
    ['12812345678', '手机号要以13到19开头，请核对。'],
    ['10812345678', '手机号要以13到19开头，请核对。'],
    ['23812345678', '手机号要以13到19开头，请核对。'],
    ['138****5678', '手机号要11位，还差4位。'],
  ])('says what is wrong with "%s"', (text, sentence) => {
    expect(phoneProblem(text)).toBe(sentence)
    expect(Phone.safeParse(text).error?.issues.map((issue) => issue.message)).toEqual([sentence])
  })

  it.each(['130', '145', '159', '166', '177', '188', '198'])('may begin with %s', (prefix) => {
    expect(isPhone(`${prefix}12345678`)).toBe(true)
  })

  it('is masked in the middle', () => {
    expect(maskPhone('13812345678')).toBe('138****5678')
  })

  it('is refused before it is looked at when it is far too long', () => {
    expect(Phone.safeParse('1'.repeat(100_000)).success).toBe(false)
  })
})

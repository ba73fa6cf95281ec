import { describe, expect, it } from 'vitest'
import { Phone } from './fields.ts'
import {
  ageProblem,
  idCheckDigitOk,
  idNumberProblem,
  isPhone,
  nameProblem,
  phoneDigits,
  phoneProblem,
  tidyIdNumber,
} from './identity.rules.ts'
import { storedName } from './text.ts'
import { maskIdNumber, maskName, maskPhone } from './masking.ts'

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
    '13812345678，',
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
    ['1.38123457E+10', '这个号码被表格改成了科学计数，后几位已经丢了，请填完整的11位手机号。'],
    ['1.38E10', '这个号码被表格改成了科学计数，后几位已经丢了，请填完整的11位手机号。'],
    ['1381234567转8', '手机号里夹着别的字，请只留11位号码。'],
    ['1381234567 8幢', '手机号里夹着别的字，请只留11位号码。'],
    ['13812345678/13912345678', '手机号里夹着别的字，请只留11位号码。'],
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

describe('an id number', () => {
  // The sample of GB 11643-1999, and others with a right check digit.
  it.each(['11010519491231002X', '440524188001010014', '110101199003076632'])('is right: %s', (number) => {
    expect([idNumberProblem(number), idCheckDigitOk(number)]).toEqual([undefined, true])
  })

  it.each(['110105194912310021', '440524188001010015', '11010119900307663X'])(
    'is well formed with a wrong check digit, which is a warning only: %s',
    (number) => {
      expect([idNumberProblem(number), idCheckDigitOk(number)]).toEqual([undefined, false])
    },
  )

  it('of the old kind has 15 digits and no check digit', () => {
    expect([idNumberProblem('110105491231002'), idCheckDigitOk('110105491231002')]).toEqual([undefined, true])
  })

  it.each([
    ' 11010519491231002x ',
    '110105 19491231 002X',
    '110105-19491231-002x',
    '１１０１０５１９４９１２３１００２Ｘ',
    '11010519491231002ｘ',
  ])('is understood as people type it: %s', (text) => {
    expect([tidyIdNumber(text), idNumberProblem(text)]).toEqual(['11010519491231002X', undefined])
  })

  it.each([
    '1',
    '1101051949123100',
    '1101051949123100211',
    'X10105194912310021',
    '11010519491231002Y',
    '1101051949123100XX',
    '中',
  ])('is none: %s', (text) => {
    expect(idNumberProblem(text)).toBe('身份证号是18位，最后一位可以是 X。')
  })

  it('may be left out', () => {
    expect(idNumberProblem(' ')).toBeUndefined()
  })

  it('is masked but for four digits on each side', () => {
    expect(maskIdNumber('11010519491231002X')).toBe('1101**********002X')
    expect(maskIdNumber('110105491231002')).toBe('1101*******1002')
  })
})

describe('a name', () => {
  it.each([
    ['王桂兰', undefined],
    ['阿依古丽·买买提', undefined],
    ['王 桂兰', undefined],
    ['𠮷野', undefined],
    ['𠮷'.repeat(20), undefined],
    ['', '请填姓名。'],
    ['   ', '请填姓名。'],
    [' 王 ', undefined],
    ['丽', undefined],
    ['𠮷', undefined],
    ['王'.repeat(21), '姓名最多20个字。'],
  ])('"%s" → %s', (text, problem) => {
    expect(nameProblem(text)).toBe(problem)
  })

  it('is tidied, and masked but for the surname', () => {
    expect(storedName('  王 \t 桂兰\n')).toBe('王 桂兰')
    expect(['王桂兰', '王', '', '𠮷野家', '王桂兰芳'].map(maskName)).toEqual(['王**', '王**', '', '𠮷**', '王**'])
    expect(['欧阳春梅', '欧阳', 'Anna Wang'].map(maskName)).toEqual(['欧阳**', '欧**', 'A**'])
    expect(['买买提·吐尔逊', '阿依古丽·买买提·江'].map(maskName)).toEqual(['买买提·**', '阿依古丽·**'])
  })
})

describe('an age', () => {
  it.each([
    [18, undefined, undefined],
    [65, undefined, undefined],
    [66, undefined, '年龄要在18到65岁之间。'],
    [66, 80, undefined],
    [17, 80, '年龄要在18到80岁之间。'],
    [40.5, undefined, '年龄要填整数。'],
    [Number.NaN, undefined, '请填年龄。'],
    [undefined, undefined, '请填年龄。'],
    [Number.POSITIVE_INFINITY, undefined, '年龄要填整数。'],
  ])('%s (at most %s) → %s', (age, max, problem) => {
    expect(ageProblem(age, max)).toBe(problem)
  })
})

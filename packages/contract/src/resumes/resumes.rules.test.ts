import { describe, expect, it } from 'vitest'
import * as enums from './resumes.enums.ts'
import { leadSourceFixed, seesPrivate } from './resumes.policy.ts'
import {
  ageProblem,
  idCheckDigitOk,
  idNumberProblem,
  maskIdNumber,
  maskName,
  nameProblem,
  tidyIdNumber,
  tidyName,
} from './resumes.rules.ts'

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
    [' 王 ', '姓名至少2个字。'],
    ['𠮷', '姓名至少2个字。'],
    ['王'.repeat(21), '姓名最多20个字。'],
  ])('"%s" → %s', (text, problem) => {
    expect(nameProblem(text)).toBe(problem)
  })

  it('is tidied, and masked but for the surname', () => {
    expect(tidyName('  王 \t 桂兰\n')).toBe('王 桂兰')
    expect(['王桂兰', '王', '', '𠮷野家'].map(maskName)).toEqual(['王**', '王*', '', '𠮷**'])
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

describe('what the policy of resumes says', () => {
  const viewer = (role: 'admin' | 'manager' | 'employee' | 'personal', accountId = 'a') => ({ role, accountId })

  it('shows numbers in full to managers and to who entered them', () => {
    expect(seesPrivate(viewer('admin'), { createdBy: null })).toBe(true)
    expect(seesPrivate(viewer('manager'), { createdBy: 'b' })).toBe(true)
    expect(seesPrivate(viewer('employee'), { createdBy: 'a' })).toBe(true)
    expect(seesPrivate(viewer('employee'), { createdBy: 'b' })).toBe(false)
    expect(seesPrivate(viewer('employee'), { createdBy: null })).toBe(false)
    expect(seesPrivate(viewer('personal'), { createdBy: null })).toBe(false)
  })

  it('fixes the source of a released lead, and no other', () => {
    expect(enums.LEAD_SOURCES.map((source) => source.value).filter(leadSourceFixed)).toEqual(['referral-release'])
  })
})

describe('the dictionaries', () => {
  it.each(Object.entries(enums.RESUME_ENUMS))('%s have each value and each label once', (_, choices) => {
    expect(new Set(choices.map((choice) => choice.value)).size).toBe(choices.length)
    expect(new Set(choices.map((choice) => choice.label)).size).toBe(choices.length)
    for (const { label } of choices) expect(label).toMatch(/^\p{Script=Han}+$/u)
  })

  it('name what they know, show what they do not, and say nothing of nothing', () => {
    expect(enums.labelOf(enums.JOB_TYPES, 'yuesao')).toBe('月嫂')
    expect(enums.labelOf(enums.JOB_TYPES, 'from-the-future')).toBe('from-the-future')
    expect([enums.labelOf(enums.JOB_TYPES, null), enums.labelOf(enums.JOB_TYPES, undefined)]).toEqual(['', ''])
  })

  it('have an alias only for what they know', () => {
    const values: string[] = enums.JOB_TYPES.map((job) => job.value)
    expect(Object.values(enums.JOB_TYPE_ALIASES).filter((value) => !values.includes(value))).toEqual([])
  })
})

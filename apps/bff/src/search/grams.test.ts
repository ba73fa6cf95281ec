import { describe, expect, it } from 'vitest'
import { canFind, toMatch } from './find.ts'
import { factOf, gramsOf } from './grams.ts'

/** Whether the pairs of one text stand one after the other in those of another, as the index asks it. */
const stands = (part: string, whole: string) => ` ${gramsOf(whole).join(' ')} `.includes(` ${gramsOf(part).join(' ')} `)

describe('the pairs of a text', () => {
  it.each([
    ['月子餐', 2],
    ['王芳', 1],
    ['Anna王', 4],
    ['2024年', 4],
    ['Ｃ＋＋', 2],
    ['王​芳', 1],
    ['买买提·吐尔逊', 5],
    ['🌸花🌸', 2],
    ['𠮷野', 1],
    ['月', 0],
    ['', 0],
    ['🌸', 0],
  ])('are pairs of neighbouring characters: %s has %i', (text, count) => {
    expect(gramsOf(text)).toHaveLength(count)
    expect(canFind(text)).toBe(count > 0)
  })

  it.each([
    ['子餐', '会做月子餐'],
    ['"a', 'x"a"'],
    ['ANNA', '安anna娜'],
    ['Σίσυφος', 'ΣΊΣΥΦΟΣ'],
    ['10%', '涨10%了'],
    ["o'n", "O'Neil"],
    ['，做', '好，做饭'],
    ['在家', '我 在 家'],
    ['ab', 'ＡＢ'],
    ['12', '１２'],
    ['提•吐', '买买提·吐尔逊'],
    ['王芳', '王​ 芳'],
  ])('of %s stand in those of %s, which holds it', (part, whole) => {
    expect(stands(part, whole)).toBe(true)
  })

  it.each([
    ['月餐', '月子餐'],
    ['abc', 'ab bc'],
    ['花🌺', '花🌸'],
  ])('of %s do not stand in those of %s, which does not', (part, whole) => {
    expect(stands(part, whole)).toBe(false)
  })

  it.each(['" OR *', "'; drop table", 'NEAR(a b)', 'name : x', '^a -b +c', '\u0001x\u0002y', '\\%_', '()'])(
    'of the hostile text %s are letters and digits that no query language reads anything into',
    (text) => {
      for (const gram of gramsOf(text)) expect(gram).toMatch(/^[0-9a-z]+$/)
      expect(toMatch({ text })).toMatch(/^"[0-9a-z ]+"$/)
    },
  )

  it('are never spelt like the value of a closed field', () => {
    expect(gramsOf('yuesao月嫂y')).not.toContain(factOf('jobType', 'yuesao').toLowerCase())
    for (const gram of gramsOf('jobTypeY yuesao')) expect(gram).not.toContain('y')
  })

  it('are none of signs that are not seen', () => {
    expect(['\u0001\u0002', '·•', '\u202e \u200b'].map(gramsOf)).toEqual([[], [], []])
  })
})

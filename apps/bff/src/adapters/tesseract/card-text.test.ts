import { describe, expect, it } from 'vitest'
import { birthDateIn, genderIn, idNumberIn, validityIn } from '../card-words.ts'
import { isComplete, joined, readingOf } from './card-text.ts'

const FRONT = [
  '姓名 赵 春 梅',
  '性 别 女 民族 汉',
  '出 生 1983 年 7 月 15 日',
  '住址 某 某 省 安宁 市 云 水 区 桃源',
  '路 128 号 3 幢 502 室',
  '公民 身份 号 码 990101198307153923',
]
const she = {
  name: '赵春梅',
  gender: 'female',
  ethnicity: '汉',
  birthDate: '1983-07-15',
  address: '某某省安宁市云水区桃源路128号3幢502室',
  idNumber: '990101198307153923',
}

describe('the lines of a card', () => {
  it('give the fields of the front by their labels', () => {
    expect(readingOf(FRONT)).toEqual({ side: 'front', front: she })
  })

  it('may be broken up and contain noise', () => {
    const scattered = [
      '姓名',
      '赵 春 梅',
      '性 别 女',
      '民族 汉',
      '出 生',
      '1983 年 7 月 15 日',
      '@@',
      ...FRONT.slice(3),
    ]
    expect(readingOf(scattered)).toEqual({ side: 'front', front: she })
    expect(readingOf(['@@', ...FRONT.slice(0, 4), '~ |', ...FRONT.slice(4)])).toEqual({ side: 'front', front: she })
  })

  it('give what could be read; the id number yields day of birth and sex', () => {
    expect(readingOf(['姓名 赵 春 梅', '公民 身份 号 码 99O1O1198307153923'])).toEqual({
      side: 'front',
      front: { ...she, ethnicity: null, address: null },
    })
  })

  it.each([
    ['2016.03.09-2036.03.09', '2016-03-09', '2036-03-09', false],
    ['2016.03.09- 长 期', '2016-03-09', null, true],
    ['2016. 03. 09-2036. 13. 40', '2016-03-09', null, false],
  ])('are its back: %s', (printed, validFrom, validTo, longTerm) => {
    const lines = ['中 华人 民 共 和 国', '签发 机 关 ”安宁 市 公安 局', `有 效 期 限 “${printed}`]
    expect(readingOf(lines)).toEqual({
      side: 'back',
      back: { authority: '安宁市公安局', validFrom, validTo, longTerm },
    })
  })

  it.each([
    ['nothing', []],
    ['a form that asks for a name', ['姓名：', '手机号：13812345678']],
    ['another paper', ['健康证', '有效期限 2026.01.01']],
    ['labels without words', ['姓名', '性别', '民族']],
  ])('are no card: %s', (_, lines) => {
    expect(readingOf(lines)).toBeUndefined()
  })
})

describe('a second look', () => {
  it('finds what the first one missed, and a number with a right check digit', () => {
    const first = readingOf(['站 名 赵 春 梅', '性 别 女 民族 汉', '公民 身份 号 码 390101198307153923'])
    const second = readingOf(['&S 赵 春', '性 别 女', ...FRONT.slice(2)])
    expect([first && isComplete(first), second && isComplete(second)]).toEqual([false, true])
    expect(joined(first, second)).toEqual({ side: 'front', front: she })
    expect(joined(undefined, first)).toBe(first)
    expect(joined(first, undefined)).toBe(first)
  })

  it('does not mix the two sides', () => {
    const [front, back] = [readingOf(FRONT), readingOf(['签发 机 关 安宁 市 公安 局', '有 效 期 限 2016.03.09-长期'])]
    expect(joined(front, back)).toBe(front)
    expect(joined(back, front)).toBe(back)
  })
})

describe('an id number', () => {
  it('is found despite similar characters; one with a right check digit is preferred', () => {
    expect(idNumberIn('990101198307153923')).toBe('990101198307153923')
    expect(idNumberIn('99OlO1l98307I53923')).toBe('990101198307153923')
    expect(idNumberIn('7990101198307153923')).toBe('990101198307153923')
    expect(idNumberIn('99010119830715392x')).toBe('99010119830715392X')
    expect(idNumberIn('12345')).toBeNull()
  })

  it('holds a day of birth and a sex', () => {
    expect([birthDateIn('990101198307153923'), genderIn('990101198307153923')]).toEqual(['1983-07-15', 'female'])
    expect([birthDateIn('990101198302303923'), birthDateIn(null), genderIn('110101830715001')]).toEqual([
      null,
      null,
      null,
    ])
  })
})

describe('how long a card is valid', () => {
  it.each([
    ['20160309-20360309', '2016-03-09', '2036-03-09', false],
    ['2016.03.09-长期', '2016-03-09', null, true],
    ['2016年03月09日-2036年03月09日', '2016-03-09', '2036-03-09', false],
    ['', null, null, false],
  ])('%s', (text, validFrom, validTo, longTerm) => {
    expect(validityIn(text)).toEqual({ validFrom, validTo, longTerm })
  })
})

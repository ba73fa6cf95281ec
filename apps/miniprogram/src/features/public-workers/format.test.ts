import { describe, expect, it } from 'vitest'
import { formatIsoDay, formatPaperDay, formatPayWords, formatWorkPeriod, splitNativePlace } from './format'

const now = Date.parse('2026-11-21T12:00+08:00')

describe('the words of a resume', () => {
  it('says pay with its unit, and an open one in words', () => {
    expect(formatPayWords(13800)).toEqual({ amount: '13800', unit: '元/月' })
    expect(formatPayWords(0)).toEqual({ amount: '薪资面议' })
  })

  it.each([
    ['2026-11-28', '11月28日'],
    ['2025-01-02', '2025年1月2日'],
    [new Date('2026-03-05T09:00+08:00').toISOString(), '3月5日'],
    ['someday', 'someday'],
  ])('says the day of %s, with the year only when it is another', (day, words) => {
    expect(formatIsoDay(day, now)).toBe(words)
  })

  it('gives papers their year always', () => {
    expect(formatPaperDay('2026-03-18')).toBe('2026年3月18日')
  })

  it.each([
    ['2022-03', '至今', '2022年3月至今'],
    ['2020-01-15', '2021-12', '2020年1月–2021年12月'],
    ['2022-03', null, '2022年3月起'],
    [null, '至今', '到现在'],
    [null, null, '时间没填'],
  ])('says from %s to %s as people do', (from, to, words) => {
    expect(formatWorkPeriod(from, to)).toBe(words)
  })

  it.each([
    ['河南信阳', ['河南', '信阳']],
    ['黑龙江哈尔滨', ['黑龙江', '哈尔滨']],
    ['河南省信阳市', ['河南', '信阳市']],
    ['上海', ['上海', '']],
  ])('parts %s into province and city', (place, parts) => {
    expect(splitNativePlace(place)).toEqual(parts)
  })
})

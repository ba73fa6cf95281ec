import { expect, it } from 'vitest'
import { startOfDay } from '@qingpin/contract/core/days'
import { formatDate, formatDay, formatTime, formatWeekday } from './format-time'

const at = (text: string) => Date.parse(`${text}+08:00`)
const now = at('2026-11-25T00:30')

it('formats times in the Beijing time zone', () => {
  expect(formatTime(at('2026-11-25T00:05'), now)).toBe('今天0:05')
  expect(formatTime(at('2026-11-24T23:59'), now)).toBe('昨天23:59')
  expect(formatTime(at('2026-11-20T09:12'), now)).toBe('11月20日 9:12')
  expect(formatTime(at('2025-12-31T23:30'), now)).toBe('2025年12月31日')
  expect([formatDay(at('2026-11-24T23:59'), now), formatDay(at('2026-11-20T09:12'), now)]).toEqual(['昨天', '11月20日'])
  expect([formatDate(at('2026-11-28T00:00'), now), formatWeekday(at('2026-11-28T00:00'))]).toEqual(['11月28日', '周六'])
  expect(startOfDay(now)).toBe(at('2026-11-25T00:00'))
})

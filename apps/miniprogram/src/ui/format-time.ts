import { DAY_MS, inBeijing, startOfDay } from '@qingpin/contract/core/days'

const WEEKDAYS = '日一二三四五六'
/** 5 as 05. */
export const twoDigits = (n: number): string => String(n).padStart(2, '0')

/** The moment (epoch ms) at which a day `2026-11-28` begins in Beijing; NaN when it is none. */
export const momentOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`)

/** `2022-03` and `2022-03-01` are both 2022年3月; anything else stays as it is. */
export function formatMonth(month: string): string {
  const parts = /^(\d{4})-(\d{2})/.exec(month)
  return parts ? `${parts[1]}年${Number(parts[2])}月` : month
}

/** 9:05 */
export const formatHour = (at: number): string =>
  `${inBeijing(at).getUTCHours()}:${twoDigits(inBeijing(at).getUTCMinutes())}`

/** 11月28日 */
export const formatMonthDay = (at: number): string =>
  `${inBeijing(at).getUTCMonth() + 1}月${inBeijing(at).getUTCDate()}日`

/** 周六 */
export const formatWeekday = (at: number): string => `周${WEEKDAYS[inBeijing(at).getUTCDay()]}`

/** 11月28日, and the year only when it is not this one. */
export function formatDate(at: number, now: number): string {
  const year = inBeijing(at).getUTCFullYear()
  return year === inBeijing(now).getUTCFullYear() ? formatMonthDay(at) : `${year}年${formatMonthDay(at)}`
}

/** 今天9:12, 昨天21:05, 11月20日 9:12, and the year only when it is not this one. */
export function formatTime(at: number, now: number): string {
  const today = startOfDay(now)
  if (at >= today) return `今天${formatHour(at)}`
  if (at >= today - DAY_MS) return `昨天${formatHour(at)}`
  const sameYear = inBeijing(at).getUTCFullYear() === inBeijing(now).getUTCFullYear()
  return sameYear ? `${formatMonthDay(at)} ${formatHour(at)}` : formatDate(at, now)
}

/** A moment to come: 今天18:00, 明天9:00, 11月28日 9:00, and the year only when it is not this one. */
export function formatDeadline(at: number, now: number): string {
  const days = (startOfDay(at) - startOfDay(now)) / DAY_MS
  if (days === 0 || days === 1) return `${days === 0 ? '今天' : '明天'}${formatHour(at)}`
  return `${formatDate(at, now)} ${formatHour(at)}`
}

/** 今天, 昨天 or 11月20日, and the year only when it is not this one. */
export const formatDay = (at: number, now: number): string => formatTime(at, now).replace(/ ?\d+:\d+$/, '')

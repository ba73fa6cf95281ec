/** People here live by Beijing's clock, whatever the phone, or the machine that a test runs on, is set to. */
const AHEAD_MS = 8 * 3_600_000
const DAY_MS = 86_400_000
const WEEKDAYS = '日一二三四五六'
const two = (n: number) => String(n).padStart(2, '0')

/** To be read with the UTC getters only. */
export const beijing = (at: number): Date => new Date(at + AHEAD_MS)

/** The midnight in Beijing that a moment's day began with. */
export const midnight = (at: number): number => Math.floor((at + AHEAD_MS) / DAY_MS) * DAY_MS - AHEAD_MS

/** 9:05 */
export const formatHour = (at: number): string => `${beijing(at).getUTCHours()}:${two(beijing(at).getUTCMinutes())}`

/** 11月28日 */
export const formatMonthDay = (at: number): string => `${beijing(at).getUTCMonth() + 1}月${beijing(at).getUTCDate()}日`

/** 周六 */
export const formatWeekday = (at: number): string => `周${WEEKDAYS[beijing(at).getUTCDay()]}`

/** 11月28日, and the year only when it is not this one. */
export function formatDate(at: number, now: number): string {
  const year = beijing(at).getUTCFullYear()
  return year === beijing(now).getUTCFullYear() ? formatMonthDay(at) : `${year}年${formatMonthDay(at)}`
}

/** 今天9:12, 昨天21:05, 11月20日 9:12, and the year only when it is not this one. */
export function formatTime(at: number, now: number): string {
  const today = midnight(now)
  if (at >= today) return `今天${formatHour(at)}`
  if (at >= today - DAY_MS) return `昨天${formatHour(at)}`
  const sameYear = beijing(at).getUTCFullYear() === beijing(now).getUTCFullYear()
  return sameYear ? `${formatMonthDay(at)} ${formatHour(at)}` : formatDate(at, now)
}

/** A moment to come: 今天18:00, 明天9:00, 11月28日 9:00, and the year only when it is not this one. */
export function formatDeadline(at: number, now: number): string {
  const days = (midnight(at) - midnight(now)) / DAY_MS
  if (days === 0 || days === 1) return `${days === 0 ? '今天' : '明天'}${formatHour(at)}`
  return `${formatDate(at, now)} ${formatHour(at)}`
}

/** 今天, 昨天 or 11月20日, and the year only when it is not this one. */
export const formatDay = (at: number, now: number): string => formatTime(at, now).replace(/ ?\d+:\d+$/, '')

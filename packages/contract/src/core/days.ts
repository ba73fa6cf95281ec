/** Days by the clock of Beijing (UTC+8, no summer time), independent of the machine's time zone. Free of zod. */

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS
const BEIJING_OFFSET_MS = 8 * HOUR_MS

/** Beijing's wall clock at a moment, to be read with the UTC getters only. @param at epoch milliseconds */
export const inBeijing = (at: number): Date => new Date(at + BEIJING_OFFSET_MS)

/** The day in Beijing as `YYYY-MM-DD`. @param at epoch milliseconds */
export const beijingDay = (at: number): string => inBeijing(at).toISOString().slice(0, 10)

/** Midnight in Beijing at the start of a moment's day; both epoch milliseconds. */
export const startOfDay = (at: number): number =>
  Math.floor((at + BEIJING_OFFSET_MS) / DAY_MS) * DAY_MS - BEIJING_OFFSET_MS

/** Midnight in Beijing at the start of a day `YYYY-MM-DD`, in epoch milliseconds. */
export const midnightOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`)

/** Whether a moment is a midnight in Beijing: a date that was given as a day, without a time. */
export const isWholeDay = (at: number): boolean => at === startOfDay(at)

/** The same day so many years before, as `YYYY-MM-DD`: who was born by then is as old. */
export const yearsBefore = (day: string, years: number): string =>
  `${String(Math.max(0, Number(day.slice(0, 4)) - years)).padStart(4, '0')}${day.slice(4)}`

/** Full years of age in Beijing at `now` (epoch milliseconds); undefined where `birthDate` is no `YYYY-MM-DD`. */
export function ageOn(birthDate: string, now: number): number | undefined {
  const parts = /^(\d{4})-(\d{2}-\d{2})$/.exec(birthDate)
  if (!parts) return undefined
  const today = beijingDay(now)
  const years = Number(today.slice(0, 4)) - Number(parts[1])
  return today.slice(5) < (parts[2] ?? '') ? years - 1 : years
}

/** Whether a text is a day that the calendar has, as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text
}

const WITH_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/i

/**
 * The day that a text writes, as `YYYY-MM-DD`: with slashes, dots or Chinese signs, or as a moment. A moment that names its
 * zone is the day in Beijing then, where 16:00 in Greenwich is tomorrow; without a zone it is Beijing's time already.
 */
export function dayIn(text: string): string | undefined {
  if (WITH_TIME.test(text)) {
    const at = Date.parse(text.replace(' ', 'T'))
    return Number.isNaN(at) ? undefined : beijingDay(at)
  }
  const parts = /^(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?(?:[T ].*)?$/.exec(text)
  if (!parts) return undefined
  const two = (part = '') => part.padStart(2, '0')
  const day = `${parts[1]}-${two(parts[2])}-${two(parts[3])}`
  return isDay(day) ? day : undefined
}

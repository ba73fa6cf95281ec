import type { Period } from '@qingpin/contract/customers/customers.enums'
import { beijingDay, DAY_MS, inBeijing, midnightOf, startOfDay } from '@qingpin/contract/core/days'
import { RESPONSE_HOURS } from '@qingpin/contract/customers/team.rules'

const WEEK_MS = 7 * DAY_MS
const MONTH_DAYS = 30
/** Customers that the response time is counted of at most: the latest ones. */
export const RESPONSES_READ = 20_000

/** Midnight of the Monday of a moment's week in Beijing; both epoch ms. */
export const startOfWeek = (at: number): number => startOfDay(at) - ((inBeijing(at).getUTCDay() + 6) % 7) * DAY_MS

function startOfQuarter(at: number): number {
  const [year = '', month = ''] = beijingDay(at).split('-')
  const first = Math.floor((Number(month) - 1) / 3) * 3 + 1
  return midnightOf(`${year}-${String(first).padStart(2, '0')}-01`)
}

/** When a period began that lasts until now, and how long its points are (ms). */
export function periodOf(period: Period, now: number): { from: number; step: number } {
  if (period === 'week') return { from: startOfWeek(now), step: DAY_MS }
  if (period === 'month') return { from: startOfDay(now) - (MONTH_DAYS - 1) * DAY_MS, step: DAY_MS }
  return { from: startOfQuarter(now), step: WEEK_MS }
}

/** The beginnings of the parts of a period, the last one running. @param from epoch ms, as the result */
export const partsOf = (from: number, step: number, now: number): number[] =>
  Array.from({ length: Math.floor((now - from) / step) + 1 }, (_, i) => from + i * step)

export const partAt = (parts: readonly number[], at: number): number => parts.findLastIndex((begin) => begin <= at)

/** The middle one, or the mean of the two in the middle, as a whole number; null of none. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return low === undefined || high === undefined ? null : Math.round((low + high) / 2)
}

/** Whether the response time counts a customer that came in then. */
export function countsForResponse(arrivedAt: number): boolean {
  const hour = inBeijing(arrivedAt).getUTCHours()
  return hour >= RESPONSE_HOURS.from && hour < RESPONSE_HOURS.to
}

import { beijingDay, DAY_MS, startOfDay } from '@qingpin/contract/core/days'
import { formatDate, formatWeekday, momentOf } from '@/ui/format-time'

export interface Day {
  /** 2026-11-28 */
  readonly value: string
  readonly label: string
}

/** Undecided, none on purpose, or a day. */
export type Plan = '' | 'none' | (string & {})

const at = (now: number, days: number): number => startOfDay(now) + days * DAY_MS
const wordsFor = (time: number, now: number) => `${formatDate(time, now)} ${formatWeekday(time)}`

/** The days that are chosen most. */
export const quickPlans = (now: number): readonly Day[] => [
  { value: beijingDay(at(now, 1)), label: '明天' },
  { value: beijingDay(at(now, 2)), label: '后天' },
  { value: beijingDay(at(now, 3)), label: '3天后' },
  { value: beijingDay(at(now, 7)), label: '一周后' },
  { value: 'none', label: '不用再约' },
]

/** The existing plan, if a follow-up without a new one keeps it: the server keeps plans for tomorrow or later. */
export const standingPlan = (before: string | null, now: number): string | undefined =>
  before !== null && Date.parse(before) >= at(now, 1) ? before : undefined

/** Today and the sixty days after it. */
export const daysAhead = (now: number): readonly Day[] =>
  Array.from({ length: 61 }, (_, i) => ({
    value: beijingDay(at(now, i)),
    label: i === 0 ? `今天 ${formatWeekday(at(now, 0))}` : wordsFor(at(now, i), now),
  }))

export const formatPlanDay = (plan: Plan, now: number): string => {
  if (plan === '' || plan === 'none') return ''
  const time = momentOf(plan)
  return time === at(now, 0) ? `今天 ${formatWeekday(time)}` : wordsFor(time, now)
}

const hours = Array.from({ length: 25 }, (_, i) => `${8 + Math.floor(i / 2)}:${i % 2 ? '30' : '00'}`)

/** From 8:00 to 20:00 in half hours. */
export const CLOCKS: readonly Day[] = [
  { value: '', label: '不定钟点' },
  ...hours.map((clock) => ({ value: clock.padStart(5, '0'), label: clock })),
]

/** What the API takes: undefined leaves a later plan as it is. */
export function planned(plan: Plan, clock: string): string | null | undefined {
  if (plan === '') return undefined
  if (plan === 'none') return null
  return clock ? `${plan}T${clock}:00+08:00` : plan
}

import { beijingDay, DAY_MS, HOUR_MS, midnightOf } from '@qingpin/contract/core/days'
import { HALVES, SLOT_DAYS } from '@qingpin/contract/shortlists/shortlists.rules'
import { formatDate, formatWeekday } from '@/ui/format-time'
import type { Slot } from './api'

const halfLabel = (half: Slot['half']): string => HALVES.find(({ value }) => value === half)?.label ?? ''

/** 12月5日 周六 上午. */
export const formatSlot = ({ day, half }: Slot, now: number): string =>
  `${formatDate(midnightOf(day), now)} ${formatWeekday(midnightOf(day))}${halfLabel(half)}`

export interface DayOption {
  readonly value: string
  readonly label: string
}

/** The days on which an interview may be proposed. */
export const dayOptions = (now: number): readonly DayOption[] =>
  Array.from({ length: SLOT_DAYS }, (_, i) => {
    const at = now + i * DAY_MS
    const label = i === 0 ? '今天' : i === 1 ? '明天' : formatDate(at, now)
    return { value: beijingDay(at), label: `${label} ${formatWeekday(at)}` }
  })

/** Half-days of a day that are not over. */
export const openHalves = (day: string, now: number) =>
  HALVES.filter(({ hour }) => midnightOf(day) + (hour + 2) * HOUR_MS > now)

/** Hours of a half-day, at which an interview can begin. */
const FIRST: Readonly<Record<Slot['half'], readonly [number, number]>> = {
  morning: [8, 12],
  afternoon: [12, 18],
  evening: [18, 21],
}

/** 8:00, 8:30 and so on within a half-day, those that are still to come. */
export function startsIn({ day, half }: Slot, now: number): readonly { value: string; label: string }[] {
  const [from, to] = FIRST[half]
  return Array.from({ length: (to - from) * 2 }, (_, i) => {
    const at = midnightOf(day) + from * HOUR_MS + (i * HOUR_MS) / 2
    const label = `${Math.floor(from + i / 2)}:${i % 2 === 0 ? '00' : '30'}`
    return { value: String(at), label }
  }).filter(({ value }) => Number(value) > now)
}

/** The usual time of a half-day, or the first that is still to come. */
export function usualStart(slot: Slot, now: number): string | undefined {
  const hour = HALVES.find(({ value }) => value === slot.half)?.hour ?? 10
  const usual = String(midnightOf(slot.day) + hour * HOUR_MS)
  const starts = startsIn(slot, now)
  return starts.some(({ value }) => value === usual) ? usual : starts[0]?.value
}

import { formatMonth as formatYearMonth } from '@/ui/format-time'

/** `now` in the end of a period: it goes on. */
export const CURRENT = 'now'

/** 2022-03 as 2022年3月; anything else as it was written. */
export function formatMonth(value: string): string {
  if (value === CURRENT) return '至今'
  return /^\d{4}-\d{2}$/.test(value) ? formatYearMonth(value) : value
}

export function formatPeriod(from: string, to: string): string {
  if (from && to) return to === CURRENT ? `${formatMonth(from)}至今` : `${formatMonth(from)}–${formatMonth(to)}`
  return from ? `${formatMonth(from)}起` : formatMonth(to)
}

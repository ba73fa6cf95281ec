import { formatMonth } from '@/ui/format-time'

/** `now` in the end of a period: it goes on. */
export const CURRENT = 'now'

/** 2022-03 as 2022年3月; anything else as it was written. */
export function formatCvMonth(value: string): string {
  if (value === CURRENT) return '至今'
  return /^\d{4}-\d{2}$/.test(value) ? formatMonth(value) : value
}

export function formatCvPeriod(from: string, to: string): string {
  if (from && to) return to === CURRENT ? `${formatCvMonth(from)}至今` : `${formatCvMonth(from)}–${formatCvMonth(to)}`
  return from ? `${formatCvMonth(from)}起` : formatCvMonth(to)
}

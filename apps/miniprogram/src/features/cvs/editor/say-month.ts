/** `now` in the end of a period: it goes on. */
export const CURRENT = 'now'

/** 2022-03 as 2022年3月; anything else as it was written. */
export function sayMonth(value: string): string {
  if (value === CURRENT) return '至今'
  const parts = /^(\d{4})-(\d{2})$/.exec(value)
  return parts ? `${parts[1]}年${Number(parts[2])}月` : value
}

export function sayPeriod(from: string, to: string): string {
  if (from && to) return to === CURRENT ? `${sayMonth(from)}至今` : `${sayMonth(from)}–${sayMonth(to)}`
  return from ? `${sayMonth(from)}起` : sayMonth(to)
}

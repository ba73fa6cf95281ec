import { storedText } from '@qingpin/contract/core/text'
import { twoDigits } from '@/ui/format-time'

const isDay = (year: number, month: number, day: number) => {
  const date = new Date(Date.UTC(year, month - 1, day))
  return year > 1900 && year < 2100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** `2026-03-18` from what people type: 20260318, 2026.3.18, 2026年3月18日. */
export function toDay(text: string): string | undefined {
  const parts = /^(\d{4})\D{0,2}(\d{1,2})\D{0,2}(\d{1,2})\D?$/.exec(storedText(text))
  const packed = /^\d+$/.test(storedText(text)) && storedText(text).length !== 8
  if (!parts || packed) return undefined
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  return isDay(year, month, day) ? `${year}-${twoDigits(month)}-${twoDigits(day)}` : undefined
}

/** `2022-03` from 202203, 2022.3, 2022年3月; a day stays a day. */
export function toMonth(text: string): string | undefined {
  const tidy = storedText(text)
  const parts = /^(\d{4})(?:\D{1,2}(\d{1,2})|(\d{2}))\D?$/.exec(tidy)
  const [year, month] = [Number(parts?.[1]), Number(parts?.[2] ?? parts?.[3])]
  if (parts && isDay(year, month, 1)) return `${year}-${twoDigits(month)}`
  return toDay(tidy)
}

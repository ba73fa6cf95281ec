import { midnight, formatMonthDay, formatWeekday } from '@/ui/format-time'

const DAY_MS = 86_400_000
const NEAR = ['今天', '明天', '后天']
const two = (n: number) => String(n).padStart(2, '0')

/** The next eight days, today first. */
export function daySlots(now: number) {
  return Array.from({ length: 8 }, (_, ahead) => {
    const day = midnight(now) + ahead * DAY_MS
    const date = `${formatMonthDay(day)} ${formatWeekday(day)}`
    const near = NEAR[ahead]
    return { value: String(ahead), label: near ? `${near}，${date}` : date }
  })
}

/** Half hours of the working day. */
export const TIME_SLOTS = Array.from({ length: 28 }, (_, i) => {
  const label = `${8 + Math.floor(i / 2)}:${two((i % 2) * 30)}`
  return { value: label, label }
})

export function slotMoment(now: number, ahead: string, time: string): number {
  const [hour = 9, minute = 0] = time.split(':').map(Number)
  return midnight(now) + Number(ahead) * DAY_MS + (hour * 60 + minute) * 60_000
}

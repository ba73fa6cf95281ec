const DAY_MS = 86_400_000
const WEEK = '日一二三四五六'
const NEAR = ['今天', '明天', '后天']
const two = (n: number) => String(n).padStart(2, '0')

/** The next eight days, today first. */
export function daySlots(now: number) {
  const today = new Date(now).setHours(0, 0, 0, 0)
  return Array.from({ length: 8 }, (_, ahead) => {
    const day = new Date(today + ahead * DAY_MS)
    const date = `${day.getMonth() + 1}月${day.getDate()}日 周${WEEK[day.getDay()]}`
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
  const day = new Date(new Date(now).setHours(0, 0, 0, 0) + Number(ahead) * DAY_MS)
  return day.setHours(hour, minute, 0, 0)
}

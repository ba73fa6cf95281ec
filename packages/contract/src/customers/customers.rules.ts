/** Field checks of customers that both ends share. Free of zod. */

export const FOLLOW_UP_MAX = 1000

const HOUR = 3_600_000
const BEIJING = 8 * HOUR
export const DAY_MS = 24 * HOUR

/** Midnight in Beijing before a moment; both epoch milliseconds. */
export const startOfDay = (now: number): number => Math.floor((now + BEIJING) / DAY_MS) * DAY_MS - BEIJING

/** `2026-11-28` is that day's midnight in Beijing; with a time it is that moment. Undefined when it is no date. */
export function followUpMoment(text: string): number | undefined {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  const at = Date.parse(day ? `${text}T00:00:00+08:00` : text)
  if (Number.isNaN(at)) return undefined
  // Date.parse takes 2026-02-31 for a day in March.
  const same = !day || new Date(at + BEIJING).toISOString().slice(0, 10) === text
  return same && at > 0 && at < 4_102_444_800_000 ? at : undefined
}

/** A date that is a midnight in Beijing was given as a day, without a time. */
export const isWholeDay = (at: number): boolean => at === startOfDay(at)

/** `wx_chen88` → `wx****88`; short ones show less. */
export function maskWechat(id: string): string {
  const letters = [...id]
  const shown = letters.length >= 6 ? 2 : 1
  return `${letters.slice(0, shown).join('')}****${letters.length > shown * 2 ? letters.slice(-shown).join('') : ''}`
}

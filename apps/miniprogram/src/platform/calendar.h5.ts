import { HOUR_MS } from '@qingpin/contract/core/days'
import type { CalendarEntry } from './calendar.types'

const stamp = (at: number): string => new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '')
const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n')

/** A browser hands a calendar file to whatever calendar there is. */
export function addToCalendar({ title, at }: CalendarEntry): Promise<boolean> {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//qingpin//shortlist//ZH',
    'BEGIN:VEVENT',
    `UID:${at}@qingpin`,
    `DTSTAMP:${stamp(Date.now())}`,
    `DTSTART:${stamp(at)}`,
    `DTEND:${stamp(at + HOUR_MS)}`,
    `SUMMARY:${escaped(title)}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  const url = URL.createObjectURL(new Blob([lines.join('\r\n')], { type: 'text/calendar' }))
  const link = document.createElement('a')
  link.href = url
  link.download = 'interview.ics'
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 1000)
  return Promise.resolve(true)
}

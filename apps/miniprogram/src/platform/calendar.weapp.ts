import Taro from '@tarojs/taro'
import type { CalendarEntry } from './calendar.types'

const HOUR_SECONDS = 3600

/** The phone asks the person by itself. */
export function addToCalendar({ title, at }: CalendarEntry): Promise<boolean> {
  const startTime = Math.floor(at / 1000)
  return Taro.addPhoneCalendar({ title, startTime, endTime: String(startTime + HOUR_SECONDS) }).then(
    () => true,
    () => false,
  )
}

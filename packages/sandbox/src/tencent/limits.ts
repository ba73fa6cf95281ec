import { createTimeline } from '../timeline.ts'

export interface Limits {
  /** The vendor's code when this number, or the whole application, has had enough, by the rules of the console. */
  refusal: (phone: string, now: number, appDaily: number) => string | undefined
  note: (phone: string, now: number) => void
  clear: () => void
}

const SECOND = 1_000
const HOUR = 3_600 * SECOND
const DAY = 24 * HOUR
const BEIJING = 8 * HOUR
const EVERYONE = '*'

export function createLimits(): Limits {
  const sent = createTimeline(DAY)
  return {
    refusal: (phone, now, appDaily) => {
      const today = startOfBeijingDay(now) - 1
      if (sent.countSince(EVERYONE, today) >= appDaily) return 'LimitExceeded.AppMainlandChinaDailyLimit'
      if (sent.countSince(phone, now - 30 * SECOND) >= 1) return 'LimitExceeded.PhoneNumberThirtySecondLimit'
      if (sent.countSince(phone, now - HOUR) >= 5) return 'LimitExceeded.PhoneNumberOneHourLimit'
      if (sent.countSince(phone, today) >= 10) return 'LimitExceeded.PhoneNumberDailyLimit'
      return undefined
    },
    note: (phone, now) => {
      sent.note(phone, now)
      sent.note(EVERYONE, now)
    },
    clear: sent.clear,
  }
}

const startOfBeijingDay = (now: number) => Math.floor((now + BEIJING) / DAY) * DAY - BEIJING

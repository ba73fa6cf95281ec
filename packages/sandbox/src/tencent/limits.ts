import { createTimeline } from '../timeline.ts'

export type Limits = {
  /** The vendor's code when this number has had enough, by default rules of the console. */
  refusal: (phone: string, now: number) => string | undefined
  note: (phone: string, now: number) => void
  clear: () => void
}

const second = 1_000
const hour = 3_600 * second
const day = 24 * hour
const beijing = 8 * hour

export const createLimits = (): Limits => {
  const sent = createTimeline(day)
  return {
    refusal: (phone, now) => {
      if (sent.countSince(phone, now - 30 * second) >= 1) return 'LimitExceeded.PhoneNumberThirtySecondLimit'
      if (sent.countSince(phone, now - hour) >= 5) return 'LimitExceeded.PhoneNumberOneHourLimit'
      if (sent.countSince(phone, startOfBeijingDay(now) - 1) >= 10) return 'LimitExceeded.PhoneNumberDailyLimit'
      return undefined
    },
    note: sent.note,
    clear: sent.clear,
  }
}

const startOfBeijingDay = (now: number) => Math.floor((now + beijing) / day) * day - beijing

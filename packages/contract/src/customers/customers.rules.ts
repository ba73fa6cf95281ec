/** Field checks of customers that both ends share. Free of zod. */

import { CLOSED_STATUSES } from './customers.enums.ts'

/** The most that the fields of a customer take: characters of a text, or a number in the field's unit. */
export const CUSTOMER_MAX = {
  wechatId: 100,
  /** Yuan a month. */
  salaryBudget: 50_000,
  /** What a customer likes in a worker: how many, and characters of each. */
  likes: 8,
  like: 20,
  /** Square metres. */
  homeArea: 1000,
  familySize: 20,
  serviceDays: 3650,
  /** Yuan. */
  dealAmount: 10_000_000,
  address: 200,
  area: 60,
  requirement: 60,
  remarks: 1000,
  need: 300,
  reason: 200,
} as const

/** How often in an hour one person may learn that a number belongs to a customer they do not see. */
export const HIDDEN_HITS_AN_HOUR = 30
/** Customers that one call may assign. */
export const ASSIGNED_AT_ONCE = 50
/** Characters of a follow-up. */
export const FOLLOW_UP_MAX = 1000
/** How many follow-ups one file of them holds at most. */
export const FOLLOW_UPS_EXPORTED = 20_000
/** How many follow-ups of a customer are listed at once. */
export const FOLLOW_UPS_SHOWN = 200

const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?)?$/
/** The year 2100: a later date is a typing error. */
const END = 4_102_444_800_000

/**
 * `2026-11-28` is that day's midnight in Beijing; with a time it is that moment, in Beijing where no zone is given.
 * Undefined when it is no date.
 */
export function followUpMoment(text: string): number | undefined {
  const [, day = '', time = '00:00', zone = '+08:00'] = MOMENT.exec(text) ?? []
  const midnight = Date.parse(`${day}T00:00:00Z`)
  // Date.parse takes 2026-02-31 for a day in March.
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== day) return undefined
  const at = Date.parse(`${day}T${time}${zone}`)
  return at > 0 && at < END ? at : undefined
}

/** Whether no follow-up is planned with a customer of this contract status any more. */
export const isClosed = (status: string): boolean => CLOSED_STATUSES.some((closed) => closed === status)
/** Sorts customers without a next follow-up behind all others (epoch ms). */
export const NO_FOLLOW_UP = 9_999_999_999_999

/** Limits of placements and where one stands on a day. Free of zod; days are `YYYY-MM-DD`, which compare as texts. */

import { beijingDay, DAY_MS } from '../core/days.ts'
import type { PlacementState } from './placements.enums.ts'

/** Yuan. */
export const PAY_MOST = 100_000
export const PLACEMENT_REASON_MAX = 200
export const PLACEMENT_REMARKS_MAX = 300
/** A placement starts at most so many days ahead. */
const START_AHEAD_DAYS = 400
/** A contract takes at most so many days. */
const CONTRACT_DAYS_MOST = 3650
/** So many days before a trial ends, Today asks for a word on it. */
export const TRIAL_SOON_DAYS = 3
/** So many days before a contract ends, Today asks whether it goes on. */
export const CONTRACT_SOON_DAYS = 7

export interface Days {
  readonly startsOn: string
  /** Null where no end is agreed. */
  readonly endsOn: string | null
}
export interface PlacementDays extends Days {
  readonly trialUntil: string | null
  /** Whether the trial was passed. */
  readonly trialPassed: boolean
  /** The last day of a placement that has ended. */
  readonly endedOn: string | null
}

/** The day so many days after a moment's. */
export const dayAfter = (now: number, days: number): string => beijingDay(now + days * DAY_MS)

export function placementState(days: PlacementDays, today: string): PlacementState {
  const { startsOn, endsOn, trialUntil, trialPassed, endedOn } = days
  if (endedOn !== null) return 'ended'
  if (startsOn > today) return 'planned'
  if (endsOn !== null && endsOn < today) return 'late'
  return trialUntil !== null && !trialPassed ? 'trial' : 'on'
}

/** Whether two spans share days. A worker may leave one family and begin with the next on the same day. */
export function overlaps(a: Days, b: Days): boolean {
  if (a.startsOn === b.startsOn) return true
  const before = (first: Days, second: Days) => first.endsOn !== null && first.endsOn <= second.startsOn
  return !before(a, b) && !before(b, a)
}

/** What is wrong with the days of a placement, by field, as people read it. */
export function daysProblem(
  { startsOn, endsOn, trialUntil }: Days & { readonly trialUntil: string | null },
  now: number,
): { field: 'startsOn' | 'endsOn' | 'trialUntil'; message: string } | undefined {
  if (startsOn > dayAfter(now, START_AHEAD_DAYS)) return { field: 'startsOn', message: '上户的日子太远了，看看年份。' }
  if (endsOn !== null && endsOn < startsOn) return { field: 'endsOn', message: '合同到期不能早于上户。' }
  if (endsOn !== null && Date.parse(endsOn) - Date.parse(startsOn) > CONTRACT_DAYS_MOST * DAY_MS)
    return { field: 'endsOn', message: '合同到期太远了，看看年份。' }
  if (trialUntil !== null && trialUntil < startsOn) return { field: 'trialUntil', message: '试工不能在上户前结束。' }
  if (trialUntil !== null && endsOn !== null && trialUntil > endsOn)
    return { field: 'trialUntil', message: '试工要在合同到期以前结束。' }
  return undefined
}

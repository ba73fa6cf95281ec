import { SIGNED } from '@qingpin/contract/customers/customers.enums'
import { isClosed } from '@qingpin/contract/customers/customers.rules'
import { DAY_MS, HOUR_MS, inBeijing } from '@qingpin/contract/core/days'
import {
  type AssignmentRules,
  CLAIM_BACK_DAYS,
  RECYCLE_WARNING_HOURS,
  RECYCLED_LEVELS,
} from '@qingpin/contract/customers/pool.rules'
import type { CustomerRow } from './customers.repo.ts'

/** Customers that one run of the job moves, and that one step of a recalculation reads. */
export const RECYCLE_BATCH = 200

/** How long before its day the job looks at a customer: an hour more than it is warned of, so that a hold comes first. */
export const WARNED_AHEAD_MS = (RECYCLE_WARNING_HOURS + 1) * HOUR_MS

/** How far a dry run of rules looks ahead. */
export const DRY_RUN_DAYS = 7

/** The queue that recalculates all customers after the rules were changed. */
export const RECYCLE_DATES = {
  name: 'recycle-dates',
  retries: 5,
  baseMs: 5000,
  leaseMs: 60_000,
  concurrency: 1,
} as const

/** Why a placement ended that the rules found open after its contract had run out. */
export const CONTRACT_RAN_OUT = '合同到期，没有续'

export type RecycleState = Pick<
  CustomerRow,
  | 'assignedTo'
  | 'assignedAt'
  | 'inPublicPool'
  | 'contractStatus'
  | 'leadLevel'
  | 'lastFollowUpAt'
  | 'nextFollowUpAt'
  | 'autoTransferEnabled'
  | 'contractEndsAt'
>

/** Days of silence after which the rules take the customer: by level, and of one who signed after the contract's end. */
function daysOfSilence(rules: AssignmentRules, { contractStatus, contractEndsAt, leadLevel }: RecycleState) {
  if (contractStatus === SIGNED) return contractEndsAt === null ? null : rules.contractDays
  if (isClosed(contractStatus)) return null
  const level = RECYCLED_LEVELS.find((one) => one === leadLevel)
  return level ? rules.recycleDays[level] : null
}

/**
 * When a customer goes back to the pool if nothing happens (epoch ms): so many days after the last contact of its
 * owner or the end of its contract, and not before a planned follow-up has passed. Null for one that stays.
 */
export function recycleAtOf(rules: AssignmentRules, row: RecycleState): number | null {
  const days = daysOfSilence(rules, row)
  const stays = !rules.poolOn || row.assignedTo === null || row.inPublicPool
  if (!days || stays || !row.autoTransferEnabled) return null
  const silentSince = Math.max(row.assignedAt, row.lastFollowUpAt ?? 0, row.contractEndsAt ?? 0)
  return Math.max(silentSince + days * DAY_MS, row.nextFollowUpAt ?? 0)
}

/**
 * The same, but never sooner than a day ahead where it was not shown before: after the rules or the level were changed.
 * @param shown when the customer was to go so far
 */
export function warnedRecycleAt(
  rules: AssignmentRules,
  row: RecycleState,
  { now, shown }: { now: number; shown: number | null },
): number | null {
  const at = recycleAtOf(rules, row)
  const warned = now + RECYCLE_WARNING_HOURS * HOUR_MS
  if (at === null || at >= warned) return at
  return Math.max(at, shown !== null && shown < warned ? shown : warned)
}

/** Whether rules may act at this moment. */
export function isWorkingHour(
  { workFrom, workTo }: Pick<AssignmentRules, 'workFrom' | 'workTo'>,
  now: number,
): boolean {
  const hour = inBeijing(now).getUTCHours()
  return hour >= workFrom && hour < workTo
}

/** From when on the person who had the customer before may claim it back. @param releasedAt epoch ms */
export const claimableFrom = (releasedAt: number): number => releasedAt + CLAIM_BACK_DAYS * DAY_MS

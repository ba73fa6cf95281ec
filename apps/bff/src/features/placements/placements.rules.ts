import { beijingDay, DAY_MS, midnightOf } from '@qingpin/contract/core/days'
import type { PlacementDue } from '@qingpin/contract/placements/placements.enums'
import { CONTRACT_SOON_DAYS, dayAfter, TRIAL_SOON_DAYS } from '@qingpin/contract/placements/placements.rules'
import type { PlacementRow } from './placements.table.ts'

type Spans = Pick<PlacementRow, 'startsOn' | 'endsOn' | 'endedOn'>

/** The days that a placement takes: those that were agreed, or until she left. */
export const spanOf = ({ startsOn, endsOn, endedOn }: Spans) => ({ startsOn, endsOn: endedOn ?? endsOn })

/** When the last day of a placement is over (epoch ms); null where no end is agreed. */
export function contractEnd(row: Spans): number | null {
  const { endsOn: last } = spanOf(row)
  return last === null ? null : midnightOf(last) + DAY_MS
}

/**
 * When the contract of a customer ends with these placements (epoch ms): with the last one that lives, else with the last
 * one that ended. Null where one that lives has no end; undefined without a placement.
 */
export function lastContractEnd(rows: readonly Spans[]): number | null | undefined {
  const live = rows.filter(({ endedOn }) => endedOn === null)
  const ends = (live.length > 0 ? live : rows).map(contractEnd)
  if (ends.length === 0) return undefined
  return ends.reduce((a, b) => (a === null || b === null ? null : Math.max(a, b)))
}

const SOON: Record<PlacementDue, number> = { trial: TRIAL_SOON_DAYS, contract: CONTRACT_SOON_DAYS }

/** Placements whose day comes by this one need a word now. */
export const dueBy = (due: PlacementDue, now: number): string => dayAfter(now, SOON[due])

export const todayOf = ({ now }: { now: number }): string => beijingDay(now)

import { labelOf } from '@qingpin/contract/core/choices'
import { END_CAUSES, PLACEMENT_STATES, type PlacementState } from '@qingpin/contract/placements/placements.enums'
import { formatDate, momentOf } from '@/ui/format-time'
import type { Tone } from '@/ui/tag'
import type { Placement, PlacementLog } from './api'

const formatDay = (day: string, now: number): string => formatDate(momentOf(day), now)

const TONES: Readonly<Record<PlacementState, Tone>> = {
  planned: 'info',
  trial: 'warn',
  on: 'ok',
  late: 'bad',
  ended: 'plain',
}
export const stateTone = (state: PlacementState): Tone => TONES[state]
export const formatState = (state: PlacementState): string => labelOf(PLACEMENT_STATES, state)

/** 12月18日–1月13日; 12月18日起，没定到哪天. */
export function formatSpan(
  { startsOn, endsOn, endedOn }: { startsOn: string; endsOn: string | null; endedOn?: string | null },
  now: number,
): string {
  const last = endedOn ?? endsOn
  return last === null
    ? `${formatDay(startsOn, now)}起，没定到哪天`
    : `${formatDay(startsOn, now)}–${formatDay(last, now)}`
}

/** 12800元/26天 */
export const formatPlacementPay = ({ pay, payPer }: Pick<Placement, 'pay' | 'payPer'>): string | undefined =>
  pay === null ? undefined : `${pay}元/${payPer}`

export const formatTrial = ({ trialUntil, trialPassed }: Placement, now: number): string | undefined =>
  trialUntil === null ? undefined : `${formatDay(trialUntil, now)}${trialPassed ? '，通过了' : '前定下来'}`

/** 阿姨不做了：老家有事 */
export const formatEnd = ({ cause, endReason }: Pick<Placement, 'cause' | 'endReason'>): string =>
  [labelOf(END_CAUSES, cause ?? 'other'), endReason].filter(Boolean).join('：')

/** What happened, as a line of the history of a customer. */
export function formatLog({ action, by, worker, cause, reason, ...days }: PlacementLog, now: number): string {
  const who = by ?? '系统'
  if (action === 'start') return `${who}安排${worker}上户，${formatSpan(days, now)}`
  if (action === 'pass') return `${who}记下${worker}试工通过`
  if (action === 'change') return `${who}改了${worker}的上户，${formatSpan(days, now)}`
  return `${who}给${worker}办了下户：${formatEnd({ cause, endReason: reason })}`
}

/** The same as a line of the history of a worker. */
export const formatWorkerLog = (log: PlacementLog, now: number): string =>
  formatLog({ ...log, worker: `${log.customer}家` }, now)
    .replace('安排', '安排到')
    .replace(`给${log.customer}家办了下户`, `办了${log.customer}家的下户`)

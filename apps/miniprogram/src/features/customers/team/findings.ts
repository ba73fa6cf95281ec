import { labelOf } from '@qingpin/contract/core/choices'
import { HOUR_MS, MINUTE_MS } from '@qingpin/contract/core/days'
import { REACHES } from '@qingpin/contract/customers/customers.enums'
import { LONG_OVERDUE_DAYS } from '@qingpin/contract/customers/team.rules'
import type { TeamNumbers } from './api'

/** What each chart shows, as its title: a sentence that says what is remarkable. */

/** 18分, 3小时, 2天. */
export function formatMinutes(minutes: number): string {
  if (minutes < 120) return `${minutes}分`
  const hours = Math.round((minutes * MINUTE_MS) / HOUR_MS)
  return hours < 48 ? `${hours}小时` : `${Math.round(hours / 24)}天`
}

export function overdueFinding({ people }: TeamNumbers['overdue']): string {
  const [first, second] = people
  if (!first || first.total === 0) return '没有人逾期'
  const who = second?.total === first.total ? `${first.name}和${second.name}逾期最多` : `${first.name}逾期最多`
  return first.long > 0
    ? `${who}，${first.total}位里${first.long}位过了${LONG_OVERDUE_DAYS}天`
    : `${who}，${first.total}位`
}

export function unassignedFinding({ total, oldestAt }: TeamNumbers['unassigned'], now: number): string {
  if (total === 0 || oldestAt === null) return '每位客户都有人跟'
  const minutes = Math.max(1, Math.round((now - Date.parse(oldestAt)) / MINUTE_MS))
  return `${total}位新客没人管，最久等了${formatMinutes(minutes)}`
}

const middle = (values: readonly number[]): number | undefined =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)]

/** A change of less than a tenth is none. */
const NOTABLE = 0.1

export function responseFinding({ median, points }: TeamNumbers['response']): string {
  if (median === null) return '这段时间还没有首次响应'
  const known = points.flatMap((point) => (point.median === null ? [] : [point.median]))
  const half = Math.floor(known.length / 2)
  const [before, after] = [middle(known.slice(0, half)), middle(known.slice(half))]
  const words = `中位数${formatMinutes(median)}`
  if (before === undefined || after === undefined || before === 0) return `首次响应${words}`
  const change = (after - before) / before
  if (Math.abs(change) < NOTABLE) return `首次响应差不多，${words}`
  return change < 0 ? `首次响应快了，${words}` : `首次响应慢了，${words}`
}

export function sourcesFinding(sources: TeamNumbers['sources']): string {
  const [most] = sources
  if (!most) return '这段时间没有新客进来'
  const best = sources
    .filter(({ signed }) => signed > 0)
    .reduce<TeamNumbers['sources'][number] | undefined>(
      (one, next) => (one && one.signed / one.entered >= next.signed / next.entered ? one : next),
      undefined,
    )
  if (!best) return `${most.source}来得最多，还没有签的`
  return best.source === most.source ? `${most.source}来得多，成得也多` : `${most.source}来得多，${best.source}成得多`
}

/** The step at which most of them stay. */
export function stepsFinding(steps: TeamNumbers['steps']): string {
  const losses = steps.slice(0, -1).map(({ reach, count }, i) => ({ reach, lost: count - (steps[i + 1]?.count ?? 0) }))
  const worst = losses.reduce((one, next) => (next.lost > one.lost ? next : one), { reach: 'entered', lost: 0 })
  if ((steps[0]?.count ?? 0) === 0) return '这段时间没有新客进来'
  if (worst.lost === 0) return '进来的都签了'
  const words = worst.reach === 'entered' ? '还没联系上' : `${labelOf(REACHES, worst.reach)}却没往下走`
  return `${words}的最多，${worst.lost}位`
}

export function poolFinding({ total, weeks }: TeamNumbers['pool']): string {
  const { came = 0, claimed = 0 } = weeks.at(-1) ?? {}
  if (came === 0 && claimed === 0) return `公海${total}位，这周没有进出`
  if (came === claimed) return `公海${total}位，这周进出一样多`
  return `公海${total}位，这周${claimed > came ? '领走的比进来的多' : '进来的比领走的多'}`
}

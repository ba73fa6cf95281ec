import { labelOf } from '@qingpin/contract/core/choices'
import { FOLLOW_UP_TYPES } from '@qingpin/contract/customers/customers.enums'
import { DAY_MS, isWholeDay, startOfDay } from '@qingpin/contract/core/days'
import { formatDate, formatHour, formatWeekday, momentOf } from '@/ui/format-time'
import type { Tone } from '@/ui/tag'
import type { FollowUp } from './api'

/** 11月28日 周六 14:00; the hour only where one was planned. */
export const formatPlan = (iso: string, now: number): string => {
  const at = Date.parse(iso)
  return `${formatDate(at, now)} ${formatWeekday(at)}${isWholeDay(at) ? '' : ` ${formatHour(at)}`}`
}

/** How it came and who wrote it; what a family did on its shortlist is no contact of a colleague. */
export const followUpWords = ({
  type,
  byCustomer,
  createdBy,
}: FollowUp): { readonly how: string; readonly by: string } =>
  byCustomer
    ? { how: '在名单上', by: '客户自己' }
    : { how: labelOf(FOLLOW_UP_TYPES, type), by: createdBy?.name ?? '同事' }

export interface NextWords {
  readonly text: string
  readonly tone: 'bad' | 'accent' | 'ink'
}

interface Planned {
  readonly nextFollowUpAt: string | null
  readonly followUpStatus: string | null
}

/** When the next follow-up is due, as short as a list needs it; undefined where nothing is planned. */
export function formatNext({ nextFollowUpAt, followUpStatus }: Planned, now: number): NextWords | undefined {
  if (nextFollowUpAt === null) {
    const fresh = followUpStatus === '新客未跟进' || followUpStatus === '流转未跟进'
    return fresh ? { text: '还没联系', tone: 'accent' } : undefined
  }
  const at = Date.parse(nextFollowUpAt)
  const days = Math.round((startOfDay(at) - startOfDay(now)) / DAY_MS)
  if (days < 0) return { text: `逾期${-days}天`, tone: 'bad' }
  const clock = isWholeDay(at) ? '' : formatHour(at)
  if (days === 0) return { text: clock || '今天', tone: 'ink' }
  return { text: days === 1 ? `明天${clock}` : formatDate(at, now), tone: 'ink' }
}

export const levelTone = (level: string): Tone => (level === 'A类' ? 'warm' : 'plain')

const statusTones: Readonly<Record<string, Tone>> = {
  匹配中: 'accent',
  签约中: 'accent',
  已签约: 'ok',
  退款中: 'warn',
}
export const statusTone = (status: string): Tone => statusTones[status] ?? 'plain'

export const formatBudget = (yuan: number | null): string | undefined => (yuan ? `${yuan}元` : undefined)

interface PayRange {
  readonly salaryBudget: number | null
  readonly salaryBudgetMin: number | null
}

/** 12000–14000元/月. */
export function formatPayRange({ salaryBudget: most, salaryBudgetMin: least }: PayRange): string | undefined {
  if (!most) return least ? `${least}元/月起` : undefined
  return least && least < most ? `${least}–${most}元/月` : `${most}元/月`
}

interface Begins {
  readonly expectedStartDate: string | null
  readonly expectedDeliveryDate: string | null
}

/** When work should begin: the day, or around the birth. */
export function formatStart({ expectedStartDate: start, expectedDeliveryDate: birth }: Begins, now: number) {
  const day = start ?? birth
  if (!day) return undefined
  const words = formatDate(momentOf(day), now)
  return start ? words : `${words}前后`
}

/** How many digits a whole number of at most `max` has. */
export const digitsOf = (max: number): number => String(max).length

interface Released {
  readonly action: string
  readonly oldAssignedTo: Who | null
  /** Null where the rules did it. */
  readonly assignedBy: Who | null
  readonly reason: string | null
}
interface Who {
  readonly _id: string
  readonly name: string
}

/** Why a customer is in the public pool. */
export function formatReleased({ action, oldAssignedTo, assignedBy, reason }: Released): string {
  const who = oldAssignedTo?.name ?? '同事'
  if (action === 'recycle') return `${who}太久没跟，按规则放出来的`
  const what = action === 'handover' ? `${who}交接出来的` : `${assignedBy?.name ?? who}放回来的`
  return reason ? `${what}：${reason}` : what
}

/** The same to the person who had the customer, and from when on they may claim it. @param from 11月27日 */
export function formatClaimableFrom(released: Released | null | undefined, from: string): string {
  const { action, oldAssignedTo, assignedBy } = released ?? { action: '' }
  const gave = action === 'release' && assignedBy?._id === oldAssignedTo?._id
  const lost = action === 'recycle' ? '您太久没跟，按规则放出来的' : '从您这里出来的'
  return `${gave ? '您放回来的' : lost}，${from}起才能再领`
}

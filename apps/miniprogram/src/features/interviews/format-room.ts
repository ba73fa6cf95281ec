import { publicName } from '@qingpin/contract/sharing/sharing.rules'
import { midnight, formatHour, formatMonthDay, formatWeekday } from '@/ui/format-time'
import type { Invite, Talk } from './api'

const two = (n: number) => String(n).padStart(2, '0')
const DAYS = ['今天', '明天', '后天']
const DAY_MS = 86_400_000

/** 今天15:30, 明天9:00, 11月28日 周六9:00. */
export function formatWhen(at: number, now: number): string {
  const near = DAYS[Math.round((midnight(at) - midnight(now)) / DAY_MS)]
  return near ? near + formatHour(at) : `${formatMonthDay(at)} ${formatWeekday(at)}${formatHour(at)}`
}

interface Timed {
  readonly state: 'scheduled' | 'open' | 'ended'
  readonly scheduledAt: string | null
  readonly createdAt: string
  readonly endedAt: string | null
}

export function formatRoomTime({ state, scheduledAt, createdAt, endedAt }: Timed, now: number): string {
  const begun = formatWhen(Date.parse(scheduledAt ?? createdAt), now)
  if (state === 'scheduled') return `${begun}开始`
  return state === 'open' ? `${begun}开的` : `${formatWhen(Date.parse(endedAt ?? createdAt), now)}结束`
}

/** 8:24, or 1:02:03: how long something has been, or is still to come. */
export function formatClock(ms: number): string {
  const all = Math.max(0, Math.floor(ms / 1000))
  const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60]
  return hours ? `${hours}:${two(minutes)}:${two(seconds)}` : `${two(minutes)}:${two(seconds)}`
}

export function formatWaited(since: string, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / 1000))
  return seconds < 60 ? `等了${seconds}秒` : `等了${Math.floor(seconds / 60)}分钟`
}

/** 孙先生在门外，等了32秒. */
export const formatKnock = ({ name, since }: { readonly name: string; readonly since: string }, now: number) =>
  `${name}在门外，${formatWaited(since, now)}`

/** What a guest outside may count on: nobody is told of a knock who is not inside. */
export const formatWhoSees = (hostName: string, hostHere: boolean) =>
  hostHere ? `已通知${hostName}，请稍等。` : `${hostName}来了就会看到您，请稍等。`

export function formatInvite(invite: Pick<Invite, 'open' | 'expiresAt' | 'uses' | 'maxUses'>, now: number): string {
  const { open, expiresAt, uses, maxUses } = invite
  if (!open) return uses >= maxUses ? `${maxUses}人都用过了` : '已经作废或过了时间'
  const used = uses === 0 ? '还没人用' : `已有${uses}人用了`
  return `${formatWhen(Date.parse(expiresAt), now)}前有效，最多${maxUses}人用，${used}`
}

/** What a talk with a worker is called by itself. Guests read it, so it tells no more of her than her public page. */
export const titleWith = (name: string, gender: string): string => `${publicName(name, gender)}的视频面试`

/** What somebody gets who is invited by a message: a bare link looks like a swindle. */
export function formatInvitation({ title, hostName, scheduledAt }: Talk, link: string, now: number): string {
  const when = scheduledAt ? `，${formatWhen(Date.parse(scheduledAt), now)}开始` : ''
  return `${title}\n${hostName}邀请您视频面试${when}。点开链接敲门，不用登录：\n${link}`
}

import { beijingDay, DAY_MS, startOfDay } from '@qingpin/contract/core/days'
import { publicName } from '@qingpin/contract/sharing/sharing.rules'
import { formatHour, formatMonthDay, formatWeekday, twoDigits, momentOf } from '@/ui/format-time'
import type { Interview, Invite } from './api'

const DAYS = ['今天', '明天', '后天']

/** 今天15:30, 明天9:00, 11月28日 周六9:00. */
export function formatWhen(at: number, now: number): string {
  const near = DAYS[Math.round((startOfDay(at) - startOfDay(now)) / DAY_MS)]
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

/** A duration as `08:24` or `1:02:03`. */
export function formatClock(ms: number): string {
  const all = Math.max(0, Math.floor(ms / 1000))
  const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60]
  return hours ? `${hours}:${twoDigits(minutes)}:${twoDigits(seconds)}` : `${twoDigits(minutes)}:${twoDigits(seconds)}`
}

export function formatWaited(since: string, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / 1000))
  return seconds < 60 ? `等了${seconds}秒` : `等了${Math.floor(seconds / 60)}分钟`
}

/** 孙先生在门外，等了32秒. */
export const formatKnock = ({ name, since }: { readonly name: string; readonly since: string }, now: number) =>
  `${name}在门外，${formatWaited(since, now)}`

/** What a guest in the lobby reads: the host is notified only while inside. */
export const formatWhoSees = (hostName: string, hostHere: boolean) =>
  hostHere ? `已通知${hostName}，请稍等。` : `${hostName}来了就会看到您，请稍等。`

export function formatInvite(invite: Pick<Invite, 'open' | 'expiresAt' | 'uses' | 'maxUses'>, now: number): string {
  const { open, expiresAt, uses, maxUses } = invite
  if (!open) return uses >= maxUses ? `${maxUses}人都用过了` : '已经作废或过了时间'
  const used = uses === 0 ? '还没人用' : `已有${uses}人用了`
  return `${formatWhen(Date.parse(expiresAt), now)}前有效，最多${maxUses}人用，${used}`
}

/** The title of an interview with a worker. Guests read it, so it shows no more of the name than the public page. */
export const titleWith = (name: string, gender: string): string => `${publicName(name, gender)}的视频面试`

/** The message that invites: a link by itself looks like fraud. */
export function formatInvitation({ title, hostName, scheduledAt }: Interview, link: string, now: number): string {
  const when = scheduledAt ? `，${formatWhen(Date.parse(scheduledAt), now)}开始` : ''
  return `${title}\n${hostName}邀请您视频面试${when}。点开链接敲门，不用登录：\n${link}`
}

/** The next eight days for planning an interview, today first, each with its `YYYY-MM-DD` as value. */
export function daySlots(now: number) {
  return Array.from({ length: 8 }, (_, ahead) => {
    const day = startOfDay(now) + ahead * DAY_MS
    const date = `${formatMonthDay(day)} ${formatWeekday(day)}`
    const near = DAYS[ahead]
    return { value: beijingDay(day), label: near ? `${near}，${date}` : date }
  })
}

/** The half hours of a working day. */
export const TIME_SLOTS = Array.from({ length: 28 }, (_, i) => {
  const label = `${8 + Math.floor(i / 2)}:${twoDigits((i % 2) * 30)}`
  return { value: label, label }
})

/** Epoch ms of a day and time as `daySlots` and `TIME_SLOTS` name them. */
export function slotMoment(day: string, time: string): number {
  const [hour = 9, minute = 0] = time.split(':').map(Number)
  return momentOf(day) + (hour * 60 + minute) * 60_000
}

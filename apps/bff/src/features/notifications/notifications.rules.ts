import { DAY_MS, inBeijing, MINUTE_MS, startOfDay } from '@qingpin/contract/core/days'
import {
  kindSpec,
  NOTIFICATION_WAYS,
  type NotificationGroup,
  type NotificationKind,
  type NotificationWay,
  type SubscribeTemplate,
  TEMPLATE_OF,
} from '@qingpin/contract/notifications/notifications.enums'
import { USUAL_QUIET } from '@qingpin/contract/notifications/notifications.rules'
import type { PreferencesRow } from './notifications.table.ts'

/** How long notifications of one kind gather before they leave the app: more than `SINGLY_MOST` leave as one. */
export const GATHER_MS = MINUTE_MS
/** So many of one kind leave one by one. */
export const SINGLY_MOST = 3
/** Subscribe messages that one account may have said yes to in advance. */
export const QUOTA_MOST = 50

/** The subscribe template of what quiet hours held back, where it belongs to several. */
const DIGEST_TEMPLATE = TEMPLATE_OF[kindSpec('quiet-digest').group]

/** Those that cost money go out for what cannot wait only, unless the person says otherwise. */
const USUAL_SMS: readonly NotificationGroup[] = ['interview', 'account']

export type Preferences = Omit<PreferencesRow, 'accountId' | 'updatedAt'>

/** Of an account that has set nothing. */
export const USUAL: Preferences = {
  quietOn: USUAL_QUIET.on,
  quietFrom: USUAL_QUIET.from,
  quietTo: USUAL_QUIET.to,
  wechatOff: [],
  smsOn: [...USUAL_SMS],
}

/** Whether what belongs to a group may leave by a way. */
const isOn = ({ wechatOff, smsOn }: Preferences, group: NotificationGroup, way: NotificationWay): boolean =>
  way === 'sms' ? smsOn.includes(group) : !wechatOff.includes(group)

/** What a message says by one way. */
export interface Part {
  kind: NotificationKind
  count: number
  template: SubscribeTemplate
}

/** Whether a notification may leave the app at all. */
export const mayLeave = (set: Preferences, kind: NotificationKind): boolean =>
  NOTIFICATION_WAYS.some(({ value }) => isOn(set, kindSpec(kind).group, value))

/** What of a message leaves by a way: the notifications of the groups that are on for it; undefined where none is. */
export function partFor(set: Preferences, way: NotificationWay, kinds: readonly NotificationKind[]): Part | undefined {
  const on = kinds.filter((kind) => isOn(set, kindSpec(kind).group, way))
  const [first, second] = new Set(on)
  if (first === undefined) return undefined
  const templates = new Set(on.map((kind) => TEMPLATE_OF[kindSpec(kind).group]))
  const [template = DIGEST_TEMPLATE, other] = templates
  return {
    kind: second === undefined ? first : 'quiet-digest',
    count: on.length,
    template: other === undefined ? template : DIGEST_TEMPLATE,
  }
}

export const quietOf = ({ quietOn, quietFrom, quietTo }: Preferences) => ({
  on: quietOn,
  from: quietFrom,
  to: quietTo,
})

/** The queue that gathers what leaves the app. */
export const GATHER = { name: 'notification-gather', retries: 8, baseMs: 2000, leaseMs: 30_000 }

/** 12月5日. @param day `2026-12-05` */
export const formatDayOfYear = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`

/** 今天15:30, 明天9:00, 12月5日9:00. */
export function formatMoment(at: number, now: number): string {
  const clock = inBeijing(at).toISOString()
  const days = (startOfDay(at) - startOfDay(now)) / DAY_MS
  const day = days === 0 ? '今天' : days === 1 ? '明天' : formatDayOfYear(clock)
  return `${day}${Number(clock.slice(11, 13))}:${clock.slice(14, 16)}`
}

/** The queue that sends it. A job that reaches no vendor tries again so often, then the next way is taken. */
export const DELIVER = { name: 'notification-deliver', retries: 5, baseMs: 5000, leaseMs: 60_000 }

/** Characters of a field of WeChat's templates and of a parameter of a text message. */
const THING_MOST = 20
const SMS_WORDS_MOST = 12

/** A text as a field of a template takes it: one line, cut to what fits. */
export function fieldText(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const letters = [...line]
  return letters.length <= most ? line : `${letters.slice(0, most - 1).join('')}…`
}

/** What a message says of its notifications, without a name. */
export function wordsOf(label: string, count: number, way: NotificationWay): string {
  return fieldText(count > 1 ? `${label}等${count}条` : label, way === 'sms' ? SMS_WORDS_MOST : THING_MOST)
}

/** The page that a message opens. */
export const MESSAGE_PAGE = 'features/notifications/centre/index'

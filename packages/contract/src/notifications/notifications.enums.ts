import type { Role } from '../core/policy.ts'
import { isStaffRole } from '../core/policy.ts'
import { choices, type ValueOf } from '../core/choices.ts'

/** What a notification belongs to; people choose by it what reaches them outside of the app. */
export const NOTIFICATION_GROUPS = choices([
  { value: 'interview', label: '面试' },
  { value: 'customer', label: '客户' },
  { value: 'resume', label: '简历' },
  { value: 'assistant', label: 'AI 顾问' },
  { value: 'credits', label: '积分' },
  { value: 'account', label: '账号' },
])
export type NotificationGroup = ValueOf<typeof NOTIFICATION_GROUPS>

interface KindSpec {
  readonly group: NotificationGroup
  /** What happened, without a name: what leaves the app, and what is left where the matter is gone. */
  readonly label: string
  /** Read under a staff role only: it is about the agency's records. */
  readonly staffOnly?: true
  /** Goes out at once, in quiet hours too. */
  readonly urgent?: true
  /** News only to who was not there: read as soon as it came, it is deleted. */
  readonly onlyAway?: true
}

export const NOTIFICATION_KINDS = {
  'guest-waiting': { group: 'interview', label: '有人在门外等', staffOnly: true, urgent: true },
  'interview-planned': { group: 'interview', label: '约了面试' },
  'interview-soon': { group: 'interview', label: '面试快开始了' },
  'interview-cancelled': { group: 'interview', label: '面试取消了' },
  'customer-assigned': { group: 'customer', label: '分给您新客户', staffOnly: true },
  'transfer-asked': { group: 'customer', label: '同事想要客户', staffOnly: true },
  'transfer-answered': { group: 'customer', label: '转交有回话了', staffOnly: true },
  'customer-reminder': { group: 'customer', label: '客户该跟进了', staffOnly: true },
  'shortlist-reaction': { group: 'customer', label: '名单有回音了', staffOnly: true },
  'placement-ending': { group: 'customer', label: '合同快到期了', staffOnly: true },
  'worker-listed': { group: 'resume', label: '简历上架了' },
  'worker-unlisted': { group: 'resume', label: '简历下架了' },
  'share-viewed': { group: 'resume', label: '分享有人看了' },
  'share-ending': { group: 'resume', label: '分享快过期了' },
  'answer-finished': { group: 'assistant', label: '回答写好了', onlyAway: true },
  'payment-credited': { group: 'credits', label: '积分到账了' },
  'content-refused': { group: 'account', label: '有内容没通过审核' },
  'new-login': { group: 'account', label: '账号在新设备登录', urgent: true },
  /** One line for what quiet hours held back. */
  'quiet-digest': { group: 'account', label: '攒下的消息' },
} as const satisfies Record<string, KindSpec>
export type NotificationKind = keyof typeof NOTIFICATION_KINDS

export const kindSpec = (kind: NotificationKind): KindSpec => NOTIFICATION_KINDS[kind]
const ALL_KINDS = Object.keys(NOTIFICATION_KINDS) as NotificationKind[]

/** The kinds that an account reads under a role. */
export const kindsFor = (role: Role): NotificationKind[] =>
  ALL_KINDS.filter((kind) => isStaffRole(role) || !kindSpec(kind).staffOnly)

/** The groups of which an account gets anything under a role, in their order. */
export const groupsFor = (role: Role): NotificationGroup[] => {
  const groups = new Set(kindsFor(role).map((kind) => kindSpec(kind).group))
  return NOTIFICATION_GROUPS.map(({ value }) => value).filter((group) => groups.has(group))
}

/** How a notification leaves the app, in the order in which the ways are tried. */
export const NOTIFICATION_WAYS = choices([
  { value: 'subscribe', label: '小程序' },
  { value: 'template', label: '服务号' },
  { value: 'sms', label: '短信' },
])
export type NotificationWay = ValueOf<typeof NOTIFICATION_WAYS>

export const DELIVERY_STATES = choices([
  { value: 'sending', label: '正在发' },
  { value: 'sent', label: '发了' },
  { value: 'skipped', label: '没发' },
  { value: 'refused', label: '被退回' },
  { value: 'unknown', label: '不知道到没到' },
])
export type DeliveryState = ValueOf<typeof DELIVERY_STATES>

/** Why a way brought nothing, in a sentence that stands after its name. */
export const DELIVERY_REASONS = {
  off: '没有打开',
  suspended: '账号停用了',
  'no-identity': '没有关注，也没用微信登录过',
  'no-quota': '订阅次数用完了',
  'no-template': '还没有配置模板',
  'no-phone': '没有绑定手机号',
  'not-bound': '没有关注服务号',
  refused: '对方拒收了',
  'too-many': '短信发得太密，这一条没让发',
  'our-setup': '设置被拒绝了，请管理员看看',
  'no-answer': '发出去了，没等到回音',
  unreachable: '连不上',
  undelivered: '微信没有送到',
} as const
export type DeliveryReason = keyof typeof DELIVERY_REASONS

/** The pages of the app that a notification opens. */
export const NOTIFICATION_PAGES = [
  'interviewRoom',
  'interviewDetail',
  'interviewGuest',
  'interviews',
  'customerDetail',
  'records',
  'transferRequests',
  'shortlistDetail',
  'myResume',
  'resumeDetail',
  'myShares',
  'chat',
  'order',
  'devices',
] as const
export type NotificationPage = (typeof NOTIFICATION_PAGES)[number]

/** What one request for subscribe messages may name. */
export const SUBSCRIBE_TEMPLATES = choices([
  { value: 'interview', label: '面试提醒' },
  { value: 'customer', label: '客户消息' },
  { value: 'progress', label: '进度提醒' },
])
export type SubscribeTemplate = ValueOf<typeof SUBSCRIBE_TEMPLATES>

/** The subscribe template of each group. */
export const TEMPLATE_OF: Readonly<Record<NotificationGroup, SubscribeTemplate>> = {
  interview: 'interview',
  customer: 'customer',
  resume: 'progress',
  assistant: 'progress',
  credits: 'progress',
  account: 'progress',
}

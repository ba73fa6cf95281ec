import { type Choice, labelChoices } from '../core/choices.ts'

/** The dictionaries of customers. The stored value is the Chinese word itself, as old clients and imported data have it. */

export const CUSTOMER_SOURCES = labelChoices(
  '美团',
  '抖音',
  '快手',
  '小红书',
  '转介绍',
  '99保姆网',
  '杭州同馨',
  '握个手平台',
  '线索购买',
  '莲心',
  '美家',
  '天机鹿',
  '孕妈联盟',
  '高阁',
  '星星',
  '妈妈网',
  '犀牛',
  '宝宝树',
  '幼亲舒',
  '熊猫',
  '官网',
  '其他',
)
export const CONTRACT_STATUSES = labelChoices(
  '待定',
  '匹配中',
  '已面试',
  '签约中',
  '已签约',
  '退款中',
  '已退款',
  '流失客户',
)
/** O: signed. A to D: how likely and how soon. */
export const LEAD_LEVELS = labelChoices('O类', 'A类', 'B类', 'C类', 'D类', '流失')
export const SERVICE_CATEGORIES = labelChoices(
  '月嫂',
  '住家育儿嫂',
  '白班育儿',
  '住家护老',
  '住家保姆',
  '白班保姆',
  '保洁',
  '小时工',
  '养宠',
  '家教',
  '陪伴师',
)
/** Names that old clients send for the same service. */
export const SERVICE_ALIASES: Readonly<Record<string, string>> = {
  yuesao: '月嫂',
  yuexin: '月嫂',
  yuer: '住家育儿嫂',
  住家育儿: '住家育儿嫂',
  baojie: '保洁',
  baomu: '住家保姆',
  yangchong: '养宠',
  xiaoshigong: '小时工',
  baibanyuer: '白班育儿',
  baibanbaomu: '白班保姆',
  huli: '住家护老',
}
/** Whether the worker lives with the family. */
export const STAY_INS = labelChoices('住家', '不住家', '都可以')
export const STAY_IN_ALIASES: Readonly<Record<string, string>> = { 白班: '不住家', 住: '住家', 不住: '不住家' }
export const REST_SCHEDULES = labelChoices('单休', '双休', '无休', '调休', '待定')
export const REST_ALIASES: Readonly<Record<string, string>> = { 不休: '无休' }
export const CUSTOMER_EDUCATIONS = labelChoices(
  '无学历',
  '小学',
  '初中',
  '中专',
  '职高',
  '高中',
  '大专',
  '本科',
  '研究生及以上',
)
export const LEAD_STATUSES = labelChoices('已流转', '未流转')
export const FOLLOW_UP_STATUSES = labelChoices('新客未跟进', '流转未跟进', '已跟进')
export const FOLLOW_UP_TYPES = [
  { value: 'phone', label: '电话' },
  { value: 'wechat', label: '微信' },
  { value: 'visit', label: '到店' },
  { value: 'other', label: '其他' },
] as const satisfies readonly Choice[]
/** What can happen to the owner of a customer. */
export const ASSIGNMENT_ACTIONS = [
  { value: 'assign', label: '分配' },
  { value: 'release', label: '放回公海' },
  { value: 'claim', label: '领取' },
  { value: 'recycle', label: '自动回收' },
  { value: 'transfer', label: '同事转交' },
  { value: 'handover', label: '离职交接' },
  { value: 'merge', label: '合并' },
] as const satisfies readonly Choice[]
/** What became of a request to hand a customer over. */
export const TRANSFER_STATES = [
  { value: 'open', label: '等回话' },
  { value: 'accepted', label: '转给了' },
  { value: 'declined', label: '没有转' },
  { value: 'withdrawn', label: '收回了' },
  { value: 'ended', label: '不用回了' },
  { value: 'expired', label: '过期了' },
] as const satisfies readonly Choice[]
export const TRANSFER_BOXES = [
  { value: 'to-answer', label: '等我回' },
  { value: 'asked', label: '我问的' },
] as const satisfies readonly Choice[]
/** How a customer went that can be brought back. */
export const REMOVALS = [
  { value: 'deleted', label: '删除的' },
  { value: 'merged', label: '合并的' },
] as const satisfies readonly Choice[]
/** The values of the `due` filter. */
export const DUES = [
  { value: 'overdue', label: '逾期' },
  { value: 'today', label: '今天要跟' },
  { value: 'fresh', label: '还没联系' },
  { value: 'unplanned', label: '没约下次' },
] as const satisfies readonly Choice[]

/** Further values of the `due` filter, for what the day's list of things to do counts. Lists do not count them as chips. */
export const WATCHES = [
  { value: 'assigned', label: '新分给我' },
  { value: 'recycling', label: '快回公海' },
  { value: 'unassigned', label: '还没分配' },
  { value: 'silent', label: '提醒过还没跟' },
  { value: 'escalated', label: '同事一直没跟' },
  { value: 'risk', label: '有风险' },
] as const satisfies readonly Choice[]

/**
 * How far customers have come, each step including those that went further. 联系上 follows from follow-ups, the others from
 * the contract status; lost customers count as far as is known of them.
 */
export const REACHES = [
  { value: 'entered', label: '新客' },
  { value: 'contacted', label: '联系上' },
  { value: 'matching', label: '匹配中' },
  { value: 'interviewed', label: '已面试' },
  { value: 'signed', label: '已签约' },
] as const satisfies readonly Choice[]
export type Reach = (typeof REACHES)[number]['value']
/** The statuses in which a customer has come so far. */
export const REACHED_STATUSES = {
  matching: ['匹配中', '已面试', '签约中', '已签约', '退款中', '已退款'],
  interviewed: ['已面试', '签约中', '已签约', '退款中', '已退款'],
  signed: ['已签约', '退款中', '已退款'],
} as const satisfies Record<string, readonly ContractStatus[]>
/** What the team's numbers are counted over. */
export const PERIODS = [
  { value: 'week', label: '本周' },
  { value: 'month', label: '近30天' },
  { value: 'quarter', label: '本季' },
] as const satisfies readonly Choice[]
export type Period = (typeof PERIODS)[number]['value']
/** What the history of a customer tells. */
export const TIMELINE_KINDS = [
  { value: 'follow-up', label: '跟进' },
  { value: 'owner', label: '归属' },
  { value: 'edit', label: '改动' },
  { value: 'reminder', label: '提醒' },
  { value: 'placement', label: '上户' },
  { value: 'shortlist', label: '名单' },
  { value: 'interview', label: '面试' },
] as const satisfies readonly Choice[]
export type TimelineKind = (typeof TIMELINE_KINDS)[number]['value']

/** How a customer that is not contacted comes to notice, step by step: its owner, managers too, at last a mark on it. */
export const REMINDER_STEPS = ['owner', 'manager', 'risk'] as const
export type ReminderStep = (typeof REMINDER_STEPS)[number]

/** All dictionaries under the names that `GET /api/customers/enums` gives them. */
export const CUSTOMER_ENUMS = {
  leadSource: CUSTOMER_SOURCES,
  contractStatus: CONTRACT_STATUSES,
  leadLevel: LEAD_LEVELS,
  serviceCategory: SERVICE_CATEGORIES,
  restSchedule: REST_SCHEDULES,
  stayIn: STAY_INS,
  educationRequirement: CUSTOMER_EDUCATIONS,
  leadStatus: LEAD_STATUSES,
  followUpStatus: FOLLOW_UP_STATUSES,
  followUpType: FOLLOW_UP_TYPES,
  due: DUES,
} as const

export type ContractStatus = (typeof CONTRACT_STATUSES)[number]['value']
export type LeadLevel = (typeof LEAD_LEVELS)[number]['value']
export type FollowUpStatus = (typeof FOLLOW_UP_STATUSES)[number]['value']
export type FollowUpType = (typeof FOLLOW_UP_TYPES)[number]['value']
export type AssignmentAction = (typeof ASSIGNMENT_ACTIONS)[number]['value']
export type TransferState = (typeof TRANSFER_STATES)[number]['value']
/** Each is a chip of the list, with its count. */
export type Due = (typeof DUES)[number]['value']
export type Watch = (typeof WATCHES)[number]['value']

/** Lists leave lost customers out unless a filter names this status. */
export const LOST: ContractStatus = '流失客户'
/** A contract is signed: its worker is a placement. */
export const SIGNED: ContractStatus = '已签约'
/** Statuses with which no follow-up is planned any more. */
export const CLOSED_STATUSES: readonly ContractStatus[] = [SIGNED, '已退款', LOST]

import { choices, type ValueOf } from '../core/choices.ts'
import { type Role, ROLE_LABELS } from '../core/policy.ts'

/** Kinds of actions by which the log can be filtered. */
export const AUDIT_KINDS = choices([
  { value: 'saw', label: '看私密资料' },
  { value: 'revealed', label: '看号码' },
  { value: 'changed', label: '改过' },
  { value: 'assigned', label: '分配' },
  { value: 'exported', label: '导出' },
  { value: 'signed-in', label: '登录' },
])
export type AuditKind = ValueOf<typeof AUDIT_KINDS>

const SAW = {
  'resume.view-paper': '看证件',
  'resume.view-private': '看阿姨的私密资料',
  'customer.view-pool': '细看公海客户',
}
const REVEALED = {
  'resume.reveal': '看阿姨的号码',
  'customer.reveal': '看客户的号码',
  'customer.number-hit': '查重时碰到同事的客户',
  'account.many-reveals': '看号码太多太快',
  'account.many-hits': '查重碰到太多同事的客户',
  'account.reveal-refused': '看号码被拦下',
}
const ASSIGNED = {
  'customer.assign': '分配客户',
  'customer.claim': '领取客户',
  'customer.release': '放回公海',
  'customer.recycle': '按规则回公海',
  'customer.transfer': '同意转交客户',
  'customer.transfer-ask': '请求转交客户',
  'customer.transfer-decline': '没有同意转交',
  'customer.transfer-withdraw': '收回转交请求',
  'customer.handover': '交接客户',
  'room.handover': '交接面试',
  'share.handover': '交接分享链接',
  'shortlist.handover': '交接名单',
}
const EXPORTED = {
  'customer-export.start': '导出客户',
  'follow-ups.export': '导出跟进',
  'audit-log.export': '导出操作记录',
}
const SIGNED_IN = {
  'account.login': '登录',
  'account.switch-role': '切换身份',
  'account.end-session': '退出一台设备',
}
const CHANGED = {
  'account.bind-phone': '绑定手机号',
  'account.bind-code': '取服务号绑定码',
  'account.bind-service-account': '绑定服务号',
  'account.unbind-service-account': '解绑服务号',
  'account.test-message': '发测试消息',
  'account.create': '添加账号',
  'account.manage': '改账号',
  'account.moderate': '名字换成了无害的',
  'account.password': '改密码',
  'account.update': '改自己的资料',
  'alert.close': '处理提醒',
  'article.create': '写文章',
  'article.update': '改文章',
  'article.remove': '删文章',
  'banner.create': '加轮播图',
  'banner.update': '改轮播图',
  'banner.order': '调轮播图的先后',
  'banner.remove': '删轮播图',
  'content-picture.add': '传文章图片',
  'customer-import.read': '上传客户表格',
  'customer-import.start': '导入客户',
  'customer-rules.set': '改分配规则',
  'customer.create': '录入客户',
  'customer.update': '改客户资料',
  'customer.delete': '删除客户',
  'customer.restore': '恢复客户',
  'customer.merge': '合并客户',
  'customer.unmerge': '拆开客户',
  'customer.follow-up': '记跟进',
  'placement.start': '开始上户',
  'placement.change': '改上户',
  'placement.end': '结束上户',
  'resume.create': '录入阿姨简历',
  'resume.update': '改阿姨简历',
  'resume.files': '加减照片证件',
  'resume.consent': '记下她同意公开',
  'resume.list': '公开或收起简历',
  'resume.hide': '收起自己的简历',
  'resume.show': '公开自己的简历',
  'resume.share': '分享简历',
  'resume.unshare': '收回分享',
  'resume.claim-record': '认领档案',
  'resume.moderate': '简历文字换成了无害的',
  'resume.yield-number': '号码让给证实的人',
  'room.create': '建面试',
  'room.end': '结束面试',
  'room.invite': '发面试邀请',
  'room.revoke': '收回面试邀请',
  'room.public-join': '改开放入口',
  'room.remove': '请人离开面试',
  'room.return': '请人回门外',
  'shortlist.create': '发名单',
  'shortlist.reply': '回复名单留言',
  'shortlist.revoke': '收回名单',
  'shortlist.interview': '约名单上的面试',
  'shortlist.remove-worker': '从名单上拿下',
  'picture.review': '审核图片',
  'text.review': '审核文字',
  'article.moderate': '文章没通过审核，改回草稿',
  'banner.moderate': '轮播图没通过审核，收起',
}

/** Every action of the log but changes, by its kind; what is in none of them changed something. */
export const ACTIONS_OF: Readonly<Record<Exclude<AuditKind, 'changed'>, readonly string[]>> = {
  saw: Object.keys(SAW),
  revealed: Object.keys(REVEALED),
  assigned: Object.keys(ASSIGNED),
  exported: Object.keys(EXPORTED),
  'signed-in': Object.keys(SIGNED_IN),
}

export const ACTION_LABELS: Readonly<Record<string, string>> = {
  ...SAW,
  ...REVEALED,
  ...ASSIGNED,
  ...EXPORTED,
  ...SIGNED_IN,
  ...CHANGED,
}

export const auditKindOf = (action: string): AuditKind =>
  AUDIT_KINDS.find(({ value }) => value !== 'changed' && ACTIONS_OF[value].includes(action))?.value ?? 'changed'

/** Who acted where no staff role did. */
const NO_ROLE: Readonly<Record<string, string>> = { guest: '没有登录', system: '自动' }

/** The role of an actor in words. */
export const actorRoleWords = (role: string): string => ROLE_LABELS[role as Role] ?? NO_ROLE[role] ?? ''

/** What a record of the log is, in words. */
export const SUBJECT_LABELS: Readonly<Record<string, string>> = {
  account: '账号',
  alert: '提醒',
  article: '文章',
  'audit-log': '操作记录',
  banner: '轮播图',
  'content-picture': '图片',
  customer: '客户',
  'customer-export': '客户表格',
  'customer-import': '客户表格',
  'customer-rules': '分配规则',
  'follow-ups': '跟进',
  placement: '上户',
  resume: '阿姨简历',
  room: '面试',
  share: '分享',
  shortlist: '名单',
  text: '文字',
  picture: '图片',
}

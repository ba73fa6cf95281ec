import { ROLE_LABELS } from '@qingpin/contract/core/policy'
import { ARTICLE_STATES, AUDIENCE_LABELS, BANNER_STATES, LINK_TYPES } from '@qingpin/contract/content/content.enums'
import { labelOf } from '@qingpin/contract/core/choices'
import { FOLLOW_UP_TYPES } from '@qingpin/contract/customers/customers.enums'
import { TABLE_COLUMNS } from '@qingpin/contract/customers/import.rules'
import { END_CAUSES } from '@qingpin/contract/placements/placements.enums'
import { RESUME_ENUMS } from '@qingpin/contract/resumes/resumes.enums'
import { CONSENT_LABELS } from '@qingpin/contract/sharing/sharing.enums'
import { STAFF_STATE_LABELS } from '@qingpin/contract/staff/staff.enums'

/** Fields whose values are ids, by what the ids name. */
export const ID_FIELDS = {
  account: ['assignedTo', 'createdBy', 'hostId', 'owner', 'actorId'],
  customer: ['customerId', 'merged', 'mergedInto'],
  resume: ['resumeId', 'workers'],
} as const

const choiceWords = (choices: readonly { readonly value: string; readonly label: string }[]) =>
  Object.fromEntries(choices.map(({ value, label }) => [value, label]))

/** The fields of the log as people call them; `<subject>.<field>` where a subject has a word of its own. */
export const FIELD_WORDS: Readonly<Record<string, string>> = {
  ...choiceWords(TABLE_COLUMNS),
  idNumber: '身份证号',
  emergencyContactPhone: '紧急联系人电话',
  role: '身份',
  status: '状态',
  title: '标题',
  summary: '摘要',
  html: '正文',
  author: '作者',
  source: '出处',
  coverUrl: '封面',
  imageUrl: '图片',
  subtitle: '小字',
  audience: '给谁看',
  linkType: '点开看什么',
  linkUrl: '打开的地址',
  startsAt: '挂出',
  endsAt: '收起',
  order: '先后',
  assignedTo: '负责人',
  createdBy: '归谁',
  hostId: '主持人',
  reason: '原因',
  count: '条数',
  rows: '行数',
  duplicates: '号码重复的',
  filter: '范围',
  format: '格式',
  field: '哪一项',
  email: '邮箱',
  department: '部门',
  password: '密码',
  by: '怎么登录',
  ended: '退出的设备',
  reads: '看了几次',
  type: '方式',
  verdict: '结果',
  subject: '哪一件',
  comment: '留言',
  hours: '几小时',
  knocking: '敲门进来',
  at: '时间',
  customerId: '客户',
  merged: '合并进来的',
  mergedInto: '合并到',
  resumeId: '阿姨',
  workers: '阿姨',
  startsOn: '上户',
  endsOn: '到期',
  endedOn: '下户',
  trialUntil: '试工到',
  trialPassed: '试工通过',
  salary: '工资',
  cause: '为什么下户',
  dealAmountFen: labelOf(TABLE_COLUMNS, 'dealAmount'),
  listed: CONSENT_LABELS.listed,
  photos: CONSENT_LABELS.photos,
  gender: '性别',
  age: '年龄',
  jobType: '工种',
  education: '学历',
  experienceYears: '做了几年',
  expectedSalary: '想要多少',
  maternityNurseLevel: '等级',
  orderStatus: '接单',
  availability: '档期',
  learningIntention: '想不想学',
  currentStage: '到哪一步',
  skills: '手艺',
  selfIntroduction: '介绍',
  'resume.status': '简历状态',
  'customer-rules.poolOn': '公海',
  'customer-rules.contractDays': '合同到期几天没跟回公海',
  'customer-rules.escalateDays': '隔几天再提醒',
  'customer-rules.workFrom': '从几点',
  'customer-rules.workTo': '到几点',
  'customer-rules.claimsADay': '每天领几位',
  'customer-rules.viewsADay': '每天细看几位',
  'customer-rules.heldMost': '手上最多几位',
}

/** Of the days by level, which are named after it. */
export function ruleWords(field: string): string | undefined {
  const [, remind, level] = /^(remind )?([A-Z]类)$/.exec(field) ?? []
  if (level === undefined) return undefined
  return remind ? `${level}几天没跟就提醒` : `${level}几天没跟回公海`
}

/** Coded values of a field in words; `<subject>.<field>` goes before the field alone. */
export const VALUE_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  role: { ...ROLE_LABELS },
  'account.status': STAFF_STATE_LABELS,
  'article.status': choiceWords(ARTICLE_STATES),
  'banner.status': choiceWords(BANNER_STATES),
  audience: AUDIENCE_LABELS,
  linkType: choiceWords(LINK_TYPES),
  by: { password: '密码', sms: '验证码', wechat: '微信', 'wechat-phone': '微信手机号' },
  field: FIELD_WORDS,
  cause: choiceWords(END_CAUSES),
  verdict: { pass: '通过', refuse: '拿掉' },
  'customer.type': choiceWords(FOLLOW_UP_TYPES),
  'customer-rules.poolOn': { true: '开着', false: '没有开' },
  ...Object.fromEntries(Object.entries(RESUME_ENUMS).map(([field, options]) => [field, choiceWords(options)])),
}

/** Values that say the same in every field. */
export const COMMON_WORDS: Readonly<Record<string, string>> = { true: '是', false: '否', csv: 'CSV', xlsx: 'Excel' }

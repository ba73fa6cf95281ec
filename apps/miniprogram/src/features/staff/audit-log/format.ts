import { ARTICLE_STATES, BANNER_STATES } from '@qingpin/contract/content/content.enums'
import { ROLE_LABELS } from '@qingpin/contract/core/policy'
import { STAFF_STATE_LABELS } from '@qingpin/contract/staff/staff.enums'

/** Fields that changes name most, as people call them. */
const FIELDS: Readonly<Record<string, string>> = {
  name: '姓名',
  phone: '手机号',
  wechatId: '微信号',
  role: '角色',
  status: '状态',
  title: '标题',
  summary: '摘要',
  html: '正文',
  author: '作者',
  coverUrl: '封面',
  imageUrl: '图片',
  audience: '给谁看',
  startsAt: '挂出',
  endsAt: '收起',
  assignedTo: '负责人',
  reason: '原因',
  count: '条数',
  filter: '范围',
  format: '格式',
  field: '哪一项',
  email: '邮箱',
  department: '部门',
  password: '密码',
  leadLevel: '等级',
  contractStatus: '进展',
  remarks: '备注',
}
export const fieldWords = (field: string): string => FIELDS[field] ?? '别的内容'

const VALUES: Readonly<Record<string, string>> = {
  ...ROLE_LABELS,
  ...STAFF_STATE_LABELS,
  ...Object.fromEntries([...ARTICLE_STATES, ...BANNER_STATES].map(({ value, label }) => [value, label])),
  true: '是',
  false: '否',
}

/** A value as a person reads it; what is coded for machines is only said to have been there. */
export function valueWords(value: string): string {
  if (value === '') return '没有'
  if (value === '…') return '不写出来'
  const known = VALUES[value]
  if (known) return known
  return /[A-Za-z{[]/.test(value) ? '有内容' : value
}

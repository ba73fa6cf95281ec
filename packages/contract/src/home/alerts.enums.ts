import { choices, type ValueOf } from '../core/choices.ts'
import type { Role } from '../core/policy.ts'

/** What an alert is about. */
export const ALERT_KINDS = ['vendor', 'reveals'] as const
export type AlertKind = (typeof ALERT_KINDS)[number]

/** Why. Those of a vendor say what it refused; waiting helps against none of them. */
export const ALERT_REASONS = choices([
  { value: 'no-balance', label: '余额不足' },
  { value: 'arrears', label: '账户欠费' },
  { value: 'bad-key', label: '密钥不对或已停用' },
  { value: 'clock-skew', label: '服务器的时间不准' },
  { value: 'our-setup', label: '我们的配置不对' },
  { value: 'used-up', label: '今天的次数用完了' },
  { value: 'too-many-reveals', label: '看号码太多太快' },
  { value: 'too-many-hits', label: '拿号码试查同事的客户' },
])
export type AlertReason = ValueOf<typeof ALERT_REASONS>

/** Services of vendors as people call them. */
export const SERVICE_LABELS: Readonly<Record<string, string>> = {
  wechat: '微信',
  'wechat-text': '微信内容审核',
  'wechat-pictures': '微信图片审核',
  'wechat-ocr': '微信证件识别',
  'wechat-pay': '微信支付',
  sms: '短信',
  deepseek: 'AI 助手',
  cos: '腾讯云存储',
  oss: '阿里云存储',
  sts: '腾讯云临时密钥',
}

const READERS: Readonly<Record<AlertKind, readonly Role[]>> = {
  vendor: ['admin', 'manager', 'operator'],
  reveals: ['admin', 'manager'],
}
export const alertKindsOf = (role: Role): AlertKind[] => ALERT_KINDS.filter((kind) => READERS[kind].includes(role))

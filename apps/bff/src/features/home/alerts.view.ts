import { labelOf } from '@qingpin/contract/core/choices'
import { ALERT_REASONS, type AlertReason, SERVICE_LABELS } from '@qingpin/contract/home/alerts.enums'
import type { AlertRow } from '../../alerts/alerts.ts'

/** What staff can do about it. */
const ADVICE: Readonly<Record<AlertReason, string>> = {
  'no-balance': '请到服务商后台充值或买套餐，充好就自动恢复。',
  arrears: '请到服务商后台结清欠费，结清就自动恢复。',
  'bad-key': '请管理员核对密钥，换上新的再重启服务。',
  'clock-skew': '请管理员校准服务器的时间。',
  'our-setup': '请管理员核对这个服务的配置：模板、签名、权限和 IP 白名单。',
  'used-up': '明天会恢复；常常不够用，就请加大每天的次数。',
  'too-many-hits': '已经限制这个账号查重。请问一下本人为什么要查这么多。',
  'too-many-reveals': '已经限制这个账号看号码。请问一下本人；不是本人在用，就停用这个账号。',
}

export function alertView(row: AlertRow, names: ReadonlyMap<string, string>) {
  const { id, kind, subject, reason, count } = row
  const label = labelOf(ALERT_REASONS, reason)
  const [service = ''] = subject.split(' ')
  const title =
    kind === 'vendor'
      ? `${SERVICE_LABELS[service] ?? service}：${label}`
      : `${names.get(subject) ?? '一个账号'}${label}`
  return {
    id,
    kind,
    title,
    text: ADVICE[reason],
    since: new Date(row.since).toISOString(),
    lastAt: new Date(row.lastAt).toISOString(),
    count,
  }
}

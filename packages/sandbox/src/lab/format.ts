import { type FaultPlan, WEBHOOK_ROUTE } from '../faults.ts'
import type { Service } from '../services.ts'

export const SERVICE_NAMES: Record<Service, string> = {
  wechat: '微信',
  sms: '短信',
  wxpay: '微信支付',
  deepseek: 'DeepSeek',
  cos: '腾讯云 COS',
  oss: '阿里云 OSS',
  sts: '腾讯云 STS',
}

/** A fault as a sentence, such as 「慢 3 秒，返回 503」. */
export function formatFault(fault: FaultPlan): string {
  const { probability, delayMs, drop, status, retryAfter, cut, repeat, body } = fault
  const parts = [
    probability !== undefined && probability < 1 && `${Number((probability * 100).toFixed(2))}% 的几率`,
    delayMs !== undefined && `慢 ${delayMs / 1000} 秒`,
    drop && (fault.route === WEBHOOK_ROUTE ? '丢掉' : '断开连接'),
    status !== undefined && `返回 ${status}`,
    retryAfter !== undefined && `要求等 ${retryAfter} 秒`,
    body !== undefined && `内容 ${shortened(body)}`,
    repeat !== undefined && (fault.route === WEBHOOK_ROUTE ? `多发 ${repeat} 次` : '重复上一次的回答'),
    cut !== undefined && `发 ${cut} 字节后断开`,
  ]
  return parts.filter((part) => typeof part === 'string').join('，')
}

export const formatTime = (at: number) => formatBeijing({ hour: '2-digit', minute: '2-digit' }, at)

export function formatDayAndTime(at: number) {
  return formatBeijing({ month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' }, at)
}

export function formatDateTime(at: number) {
  return formatBeijing(
    { year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' },
    at,
  )
}

/** A duration in its two largest units, such as 「1 天 2 小时」. */
export function formatDuration(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000)
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), '天'],
    [Math.floor(seconds / 3600) % 24, '小时'],
    [Math.floor(seconds / 60) % 60, '分钟'],
    [seconds % 60, '秒'],
  ]
  const shown = parts.filter(([count]) => count > 0).slice(0, 2)
  return shown.map(([count, unit]) => `${count} ${unit}`).join(' ') || '0 秒'
}

function formatBeijing(shape: Intl.DateTimeFormatOptions, at: number) {
  return new Intl.DateTimeFormat('zh-CN', { ...shape, hourCycle: 'h23', timeZone: 'Asia/Shanghai' }).format(at)
}

function shortened(body: unknown) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

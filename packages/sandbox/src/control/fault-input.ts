import { type FaultPlan, isPattern, replacesAnswer, WEBHOOK_ROUTE } from '../faults.ts'
import { services } from '../services.ts'
import { BadInput, type Fields, flag, fraction, oneOf, requiredText, text, wholeNumber } from './fields.ts'

const mostTimes = 1_000_000

export const planFault = (fields: Fields): FaultPlan => {
  const service = oneOf('service', requiredText(fields, 'service'), services)
  if (service === undefined) throw new BadInput('缺少 service')
  const given = {
    route: text(fields, 'route'),
    probability: fraction(fields, 'probability'),
    seed: text(fields, 'seed'),
    status: wholeNumber(fields, 'status', { min: 200, max: 599 }),
    retryAfter: wholeNumber(fields, 'retryAfter', { min: 1, max: 86_400 }),
    delayMs: wholeNumber(fields, 'delayMs', { min: 1, max: 120_000 }),
    drop: flag(fields, 'drop') || undefined,
    cut: wholeNumber(fields, 'cut', { min: 0, max: 10_000_000 }),
    repeat: wholeNumber(fields, 'repeat', { min: 1, max: 100 }),
    body: fields['body'],
  }
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const times = wholeNumber(fields, 'times', { min: 1, max: mostTimes }) ?? 1
  return sensible({ ...said, service, times })
}

planFault.fields = [
  'service',
  'route',
  'times',
  'probability',
  'seed',
  'status',
  'retryAfter',
  'delayMs',
  'drop',
  'cut',
  'repeat',
  'body',
]

const sensible = (plan: FaultPlan) => {
  const { route, drop, delayMs, cut, repeat, status, retryAfter, body } = plan
  const replaces = replacesAnswer(plan)
  if (!drop && delayMs === undefined && cut === undefined && repeat === undefined && !replaces) {
    throw new BadInput('什么也不会出错：请填状态码、延迟、返回内容、截断、重复，或选择断开连接')
  }
  if (drop && (replaces || cut !== undefined || repeat !== undefined)) {
    throw new BadInput('断开的连接没有状态码，也没有返回内容')
  }
  if (repeat !== undefined && replaces) throw new BadInput('重复的是真的回答，不能同时换成别的')
  if (retryAfter !== undefined && status === undefined) throw new BadInput('retryAfter 要和 status 一起用')
  if ((status === 204 || status === 304) && body !== undefined) {
    throw new BadInput(`状态码 ${status} 不能带返回内容`)
  }
  if (route === WEBHOOK_ROUTE && (replaces || cut !== undefined)) {
    throw new BadInput('通知是我们发出去的：只能延迟、丢掉（断开连接）或重复')
  }
  if (route?.includes(' ') && !isPattern(route)) {
    throw new BadInput('route 是接口名，或者像 GET /wxpay/v3/* 这样的方法和路径')
  }
  return plan
}

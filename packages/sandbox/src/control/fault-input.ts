import { type FaultPlan, replacesAnswer } from '../faults.ts'
import { services } from '../services.ts'
import { BadInput, type Fields, flag, oneOf, requiredText, text, wholeNumber } from './fields.ts'

export const planFault = (fields: Fields): FaultPlan => {
  const service = oneOf('service', requiredText(fields, 'service'), services)
  if (service === undefined) throw new BadInput('缺少 service')
  const plan: FaultPlan = { service, times: wholeNumber(fields, 'times', { min: 1, max: 1_000_000 }) ?? 1 }
  const route = text(fields, 'route')
  const status = wholeNumber(fields, 'status', { min: 200, max: 599 })
  const delayMs = wholeNumber(fields, 'delayMs', { min: 1, max: 120_000 })
  if (route !== undefined) plan.route = route
  if (status !== undefined) plan.status = status
  if (delayMs !== undefined) plan.delayMs = delayMs
  if (flag(fields, 'drop')) plan.drop = true
  if (fields['body'] !== undefined) plan.body = fields['body']
  return sensible(plan)
}

planFault.fields = ['service', 'route', 'times', 'status', 'delayMs', 'drop', 'body']

const sensible = (plan: FaultPlan) => {
  if (!plan.drop && plan.delayMs === undefined && !replacesAnswer(plan)) {
    throw new BadInput('什么也不会出错：请填状态码、延迟、返回内容，或选择断开连接')
  }
  if (plan.drop && replacesAnswer(plan)) throw new BadInput('断开的连接没有状态码，也没有返回内容')
  if ((plan.status === 204 || plan.status === 304) && plan.body !== undefined) {
    throw new BadInput(`状态码 ${plan.status} 不能带返回内容`)
  }
  return plan
}

import type { Hono } from 'hono'
import { z } from 'zod'
import { type FaultPlan, isPattern, replacesAnswer, WEBHOOK_ROUTE } from '../faults.ts'
import { SERVICES } from '../services.ts'
import type { Env } from '../world.ts'
import type { SandboxControl } from './control.ts'
import { BadInput, flag, fraction, noFields, oneOf, readFields, text, times, wholeNumber } from './fields.ts'

const faultFields = z.object({
  service: oneOf(SERVICES),
  route: text.optional(),
  times: times(1_000_000),
  probability: fraction.optional(),
  seed: text.optional(),
  status: wholeNumber(200, 599).optional(),
  retryAfter: wholeNumber(1, 86_400).optional(),
  delayMs: wholeNumber(1, 120_000).optional(),
  drop: flag.optional(),
  cut: wholeNumber(0, 10_000_000).optional(),
  repeat: wholeNumber(1, 100).optional(),
  body: z.unknown().optional(),
})

const faultChoice = z.object({
  service: oneOf(SERVICES).optional(),
  id: wholeNumber(1, Number.MAX_SAFE_INTEGER).optional(),
})

export function faultRoutes(routes: Hono<Env>, { faults }: SandboxControl): void {
  const state = () => ({ faults: faults.list(), fired: faults.fired() })
  routes.get('/faults', (c) => c.json(state()))
  routes.post('/faults', async (c) => c.json(faults.plan(planFault(await readFields(c, faultFields)))))
  routes.post('/faults/clear', async (c) => {
    const { id, service: one } = await readFields(c, faultChoice)
    if (id === undefined) faults.clear(one)
    else if (!faults.cancel(id)) throw new BadInput('这个故障已经没有了')
    return c.json(state())
  })
  routes.post('/faults/fired/clear', async (c) => {
    await readFields(c, noFields)
    faults.clearFired()
    return c.json(state())
  })
}

/** The fault that the fields describe. Throws BadInput for combinations without effect or with contradictions. */
function planFault({ drop, ...fields }: z.output<typeof faultFields>): FaultPlan {
  const plan: FaultPlan = { ...fields, ...(drop ? { drop } : {}) }
  const { route, delayMs, cut, repeat, status, retryAfter, body } = plan
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

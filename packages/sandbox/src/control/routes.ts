import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { FAILURE_STATUSES } from '../deepseek/errors.ts'
import { ENDINGS } from '../deepseek/scripts.ts'
import { SERVICES } from '../services.ts'
import type { Env } from '../world.ts'
import { changeClock, clockFields } from './clock-input.ts'
import type { SandboxControl } from './control.ts'
import { storeRoutes } from './store-routes.ts'
import { wechatTokenRoutes } from './wechat-routes.ts'
import { faultFields, planFault } from './fault-input.ts'
import { wxpayRoutes } from './wxpay-routes.ts'
import { BadInput, flag, longText, noFields, oneOf, parseFields, text, times, wholeNumber } from './fields.ts'

const ANSWER_MAX = 100_000

const service = z.object({ service: oneOf(SERVICES).optional() })
const faultChoice = service.extend({ id: wholeNumber(1, Number.MAX_SAFE_INTEGER).optional() })
const wechatCode = z.object({ person: text.optional(), deviceId: text.optional(), unionid: text.optional() })
const wechatBlock = z.object({ openid: text, blocked: flag.default(true) })
const wechatBusy = z.object({ times: wholeNumber(0, 1_000_000).default(1) })
const zegoToken = z.object({ token: text, roomId: text, userId: text })
const smsBlock = z.object({ phone: text, blocked: flag.default(true) })
const smsSettings = z.object({ limits: flag.optional(), signatureTime: oneOf(['clock', 'machine']).optional() })
/** The next answer of DeepSeek. */
const script = z.object({
  when: text.optional(),
  text: longText(ANSWER_MAX).optional(),
  thinking: longText(ANSWER_MAX).optional(),
  ending: oneOf(ENDINGS).optional(),
  after: wholeNumber(0, ANSWER_MAX).optional(),
  times: times(1_000_000),
})
const STATUSES = `只能是 ${FAILURE_STATUSES.join('、')}`
const failure = z.object({ status: z.literal([...FAILURE_STATUSES], STATUSES), times: times(1_000_000) })
const upToAMillion = wholeNumber(0, 1_000_000).optional()
const deepseekSettings = z.object({
  tokensPerSecond: upToAMillion,
  splitBytes: upToAMillion,
  concurrency: upToAMillion,
})

/** The control API. Every POST takes a JSON object; bad input is 400 with `{error}`. */
export function controlRoutes(control: SandboxControl): Hono<Env> {
  const routes = new Hono<Env>()
  routes.onError((error, c) => {
    if (error instanceof BadInput) return c.json({ error: error.message }, 400)
    throw error
  })

  routes.get('/state', (c) => c.json(control.state()))

  routes.post('/clock', async (c) => {
    changeClock(control.clock, await fieldsOf(c, clockFields))
    return c.json(control.clock.state())
  })

  routes.post('/reset', async (c) => {
    await fieldsOf(c, noFields)
    control.reset()
    return c.json(control.state())
  })

  routes.get('/requests', (c) => {
    const query = c.req.query('service')
    const { service: one } = parseFields(JSON.stringify(query === undefined ? {} : { service: query }), service)
    return c.json({ requests: control.requests.list(one) })
  })
  routes.post('/requests/clear', async (c) => {
    control.requests.clear((await fieldsOf(c, service)).service)
    return c.json({ requests: control.requests.list() })
  })

  faultRoutes(routes, control)
  wechatRoutes(routes, control)
  wechatTokenRoutes(routes, control.wechat)
  smsRoutes(routes, control)
  wxpayRoutes(routes, control.wxpay)
  deepseekRoutes(routes, control)
  routes.post('/zego/check', async (c) => c.json(control.zego.check(await fieldsOf(c, zegoToken))))
  storeRoutes(routes, control)
  routes.all('*', (c) => c.json({ error: `这里没有 ${c.req.method} ${c.req.path}` }, 404))
  return routes
}

function faultRoutes(routes: Hono<Env>, { faults }: SandboxControl): void {
  const state = () => ({ faults: faults.list(), fired: faults.fired() })
  routes.get('/faults', (c) => c.json(state()))
  routes.post('/faults', async (c) => c.json(faults.plan(planFault(await fieldsOf(c, faultFields)))))
  routes.post('/faults/clear', async (c) => {
    const { id, service: one } = await fieldsOf(c, faultChoice)
    if (id === undefined) faults.clear(one)
    else if (!faults.cancel(id)) throw new BadInput('这个故障已经没有了')
    return c.json(state())
  })
  routes.post('/faults/fired/clear', async (c) => {
    await fieldsOf(c, noFields)
    faults.clearFired()
    return c.json(state())
  })
}

function wechatRoutes(routes: Hono<Env>, { wechat }: SandboxControl): void {
  routes.post('/wechat/codes', async (c) => c.json(wechat.issueCode(await fieldsOf(c, wechatCode))))
  routes.post('/wechat/users/block', async (c) => {
    const { openid, blocked } = await fieldsOf(c, wechatBlock)
    if (!wechat.block(openid, blocked)) throw new BadInput('这里没有人用这个 openid')
    return c.json({ openid, blocked })
  })
  routes.post('/wechat/busy', async (c) => {
    wechat.busy((await fieldsOf(c, wechatBusy)).times)
    return c.json({ busyCalls: wechat.busyCalls() })
  })
}

function smsRoutes(routes: Hono<Env>, { sms }: SandboxControl): void {
  routes.get('/sms/outbox', (c) => c.json({ messages: sms.outbox(c.req.query('phone')) }))
  routes.post('/sms/outbox/clear', async (c) => {
    await fieldsOf(c, noFields)
    sms.clearOutbox()
    return c.json({ messages: sms.outbox() })
  })
  routes.post('/sms/blacklist', async (c) => {
    const { phone, blocked } = await fieldsOf(c, smsBlock)
    if (!sms.blacklist(phone, blocked)) throw new BadInput('phone 要是手机号，如 13800000000 或 +8613800000000')
    return c.json({ blacklist: sms.blacklisted() })
  })
  routes.post('/sms/settings', async (c) => c.json(sms.settings(await fieldsOf(c, smsSettings))))
}

function deepseekRoutes(routes: Hono<Env>, { deepseek }: SandboxControl): void {
  routes.post('/deepseek/script', async (c) => c.json(deepseek.script(await fieldsOf(c, script))))
  routes.post('/deepseek/fail', async (c) => {
    const { status, times: count } = await fieldsOf(c, failure)
    deepseek.fail(status, count)
    return c.json({ status, times: count })
  })
  routes.post('/deepseek/settings', async (c) => c.json(deepseek.settings(await fieldsOf(c, deepseekSettings))))
}

async function fieldsOf<S extends z.ZodObject>(c: Context<Env>, schema: S): Promise<z.output<S>> {
  return parseFields(await c.req.text(), schema)
}

import { type Context, Hono } from 'hono'
import { failureStatuses } from '../deepseek/errors.ts'
import { services } from '../services.ts'
import type { Env } from '../world.ts'
import { changeClock } from './clock-input.ts'
import type { SandboxControl } from './control.ts'
import { storeRoutes } from './store-routes.ts'
import { wechatTokenRoutes } from './wechat-routes.ts'
import { scriptIn } from './script-input.ts'
import { planFault } from './fault-input.ts'
import { wxpayRoutes } from './wxpay-routes.ts'
import { BadInput, flag, oneOf, parseFields, requiredText, text, wholeNumber } from './fields.ts'

/** The control API. Every POST takes a JSON object; bad input is 400 with `{error}`. */
export const controlRoutes = (control: SandboxControl): Hono<Env> => {
  const routes = new Hono<Env>()
  routes.onError((error, c) => {
    if (error instanceof BadInput) return c.json({ error: error.message }, 400)
    throw error
  })

  routes.get('/state', (c) => c.json(control.state()))

  routes.post('/clock', async (c) => {
    changeClock(control.clock, await fieldsOf(c, ['offsetMs', 'advanceMs', 'fixed', 'reset']))
    return c.json(control.clock.state())
  })

  routes.post('/reset', async (c) => {
    await fieldsOf(c, [])
    control.reset()
    return c.json(control.state())
  })

  routes.get('/requests', (c) => c.json({ requests: control.requests.list(serviceIn(c.req.query('service'))) }))
  routes.post('/requests/clear', async (c) => {
    control.requests.clear(serviceIn(text(await fieldsOf(c, ['service']), 'service')))
    return c.json({ requests: control.requests.list() })
  })

  faultRoutes(routes, control)
  wechatRoutes(routes, control)
  wechatTokenRoutes(routes, control.wechat)
  smsRoutes(routes, control)
  wxpayRoutes(routes, control.wxpay)
  deepseekRoutes(routes, control)
  zegoRoutes(routes, control)
  storeRoutes(routes, control)
  routes.all('*', (c) => c.json({ error: `这里没有 ${c.req.method} ${c.req.path}` }, 404))
  return routes
}

const faultRoutes = (routes: Hono<Env>, { faults }: SandboxControl) => {
  const told = () => ({ faults: faults.list(), fired: faults.fired() })
  routes.get('/faults', (c) => c.json(told()))
  routes.post('/faults', async (c) => c.json(faults.plan(planFault(await fieldsOf(c, planFault.fields)))))
  routes.post('/faults/clear', async (c) => {
    const fields = await fieldsOf(c, ['service', 'id'])
    const id = wholeNumber(fields, 'id', { min: 1, max: Number.MAX_SAFE_INTEGER })
    if (id === undefined) faults.clear(serviceIn(text(fields, 'service')))
    else if (!faults.cancel(id)) throw new BadInput('这个故障已经没有了')
    return c.json(told())
  })
  routes.post('/faults/fired/clear', async (c) => {
    await fieldsOf(c, [])
    faults.forgetFired()
    return c.json(told())
  })
}

const wechatRoutes = (routes: Hono<Env>, { wechat }: SandboxControl) => {
  routes.post('/wechat/codes', async (c) => {
    const fields = await fieldsOf(c, ['person', 'deviceId', 'unionid'])
    const [person, deviceId, unionid] = [text(fields, 'person'), text(fields, 'deviceId'), text(fields, 'unionid')]
    return c.json(
      wechat.issueCode({
        ...(person === undefined ? {} : { person }),
        ...(deviceId === undefined ? {} : { deviceId }),
        ...(unionid === undefined ? {} : { unionid }),
      }),
    )
  })
  routes.post('/wechat/users/block', async (c) => {
    const fields = await fieldsOf(c, ['openid', 'blocked'])
    const blocked = flag(fields, 'blocked') ?? true
    if (!wechat.block(requiredText(fields, 'openid'), blocked)) throw new BadInput('这里没有人用这个 openid')
    return c.json({ openid: requiredText(fields, 'openid'), blocked })
  })
  routes.post('/wechat/busy', async (c) => {
    wechat.busy(wholeNumber(await fieldsOf(c, ['times']), 'times', { min: 0, max: 1_000_000 }) ?? 1)
    return c.json({ busyCalls: wechat.busyCalls() })
  })
}

const zegoRoutes = (routes: Hono<Env>, { zego }: SandboxControl) => {
  routes.post('/zego/check', async (c) => {
    const fields = await fieldsOf(c, ['token', 'roomId', 'userId'])
    const [token, roomId] = [requiredText(fields, 'token'), requiredText(fields, 'roomId')]
    return c.json(zego.check({ token, roomId, userId: requiredText(fields, 'userId') }))
  })
}

const smsRoutes = (routes: Hono<Env>, { sms }: SandboxControl) => {
  routes.get('/sms/outbox', (c) => c.json({ messages: sms.outbox(c.req.query('phone')) }))
  routes.post('/sms/outbox/clear', async (c) => {
    await fieldsOf(c, [])
    sms.clearOutbox()
    return c.json({ messages: sms.outbox() })
  })
  routes.post('/sms/blacklist', async (c) => {
    const fields = await fieldsOf(c, ['phone', 'blocked'])
    const done = sms.blacklist(requiredText(fields, 'phone'), flag(fields, 'blocked') ?? true)
    if (!done) throw new BadInput('phone 要是手机号，如 13800000000 或 +8613800000000')
    return c.json({ blacklist: sms.blacklisted() })
  })
  routes.post('/sms/settings', async (c) => {
    const fields = await fieldsOf(c, ['limits', 'signatureTime'])
    const limits = flag(fields, 'limits')
    const signatureTime = oneOf('signatureTime', text(fields, 'signatureTime'), ['clock', 'machine'])
    return c.json(
      sms.settings({
        ...(limits === undefined ? {} : { limits }),
        ...(signatureTime === undefined ? {} : { signatureTime }),
      }),
    )
  })
}

const deepseekRoutes = (routes: Hono<Env>, { deepseek }: SandboxControl) => {
  routes.post('/deepseek/script', async (c) => c.json(deepseek.script(scriptIn(await fieldsOf(c, scriptIn.fields)))))
  routes.post('/deepseek/fail', async (c) => {
    const fields = await fieldsOf(c, ['status', 'times'])
    const status = wholeNumber(fields, 'status', { min: 400, max: 599 })
    const known = failureStatuses.find((one) => one === status)
    if (known === undefined) throw new BadInput(`status 只能是 ${failureStatuses.join('、')}`)
    const times = wholeNumber(fields, 'times', { min: 1, max: 1_000_000 }) ?? 1
    deepseek.fail(known, times)
    return c.json({ status: known, times })
  })
  routes.post('/deepseek/settings', async (c) => {
    const fields = await fieldsOf(c, ['tokensPerSecond', 'splitBytes', 'concurrency'])
    const range = { min: 0, max: 1_000_000 }
    const given = (['tokensPerSecond', 'splitBytes', 'concurrency'] as const)
      .map((name) => [name, wholeNumber(fields, name, range)] as const)
      .filter(([, value]) => value !== undefined)
    return c.json(deepseek.settings(Object.fromEntries(given)))
  })
}

const fieldsOf = async (c: Context<Env>, known: readonly string[]) => parseFields(await c.req.text(), known)

const serviceIn = (value: string | undefined) => oneOf('service', value, services)

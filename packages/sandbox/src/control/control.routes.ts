import { Hono } from 'hono'
import { z } from 'zod'
import { SERVICES } from '../services.ts'
import type { Env } from '../world.ts'
import { clockRoutes } from './clock.routes.ts'
import type { SandboxControl } from './control.ts'
import { deepseekRoutes } from './deepseek.routes.ts'
import { faultRoutes } from './faults.routes.ts'
import { BadInput, noFields, oneOf, parseFields, readFields, text } from './fields.ts'
import { serviceAccountRoutes } from './service-account.routes.ts'
import { smsRoutes } from './sms.routes.ts'
import { storeRoutes } from './stores.routes.ts'
import { wechatRoutes } from './wechat.routes.ts'
import { wxpayRoutes } from './wxpay.routes.ts'

const service = z.object({ service: oneOf(SERVICES).optional() })
const zegoToken = z.object({ token: text, roomId: text, userId: text })

/** The control API. Every POST takes a JSON object; bad input is 400 with `{error}`. */
export function controlRoutes(control: SandboxControl): Hono<Env> {
  const routes = new Hono<Env>()
  routes.onError((error, c) => {
    if (error instanceof BadInput) return c.json({ error: error.message }, 400)
    throw error
  })

  routes.get('/state', (c) => c.json(control.state()))

  routes.post('/reset', async (c) => {
    await readFields(c, noFields)
    control.reset()
    return c.json(control.state())
  })

  routes.get('/requests', (c) => {
    const query = c.req.query('service')
    const { service: one } = parseFields(JSON.stringify(query === undefined ? {} : { service: query }), service)
    return c.json({ requests: control.requests.list(one) })
  })
  routes.post('/requests/clear', async (c) => {
    control.requests.clear((await readFields(c, service)).service)
    return c.json({ requests: control.requests.list() })
  })

  clockRoutes(routes, control)
  faultRoutes(routes, control)
  wechatRoutes(routes, control.wechat)
  serviceAccountRoutes(routes, control.serviceAccount, control.wechat)
  smsRoutes(routes, control.sms)
  wxpayRoutes(routes, control.wxpay)
  deepseekRoutes(routes, control.deepseek)
  routes.post('/zego/check', async (c) => c.json(control.zego.check(await readFields(c, zegoToken))))
  storeRoutes(routes, control)
  routes.all('*', (c) => c.json({ error: `这里没有 ${c.req.method} ${c.req.path}` }, 404))
  return routes
}

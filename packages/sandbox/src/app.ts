import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { refuseProduction } from './config.ts'
import { createControl, type SandboxControl } from './control/control.ts'
import { guard, isAppOrigin } from './control/guard.ts'
import { controlRoutes } from './control/control.routes.ts'
import { ConnectionDropped } from './gate.ts'
import { labRoutes } from './lab/lab.routes.ts'
import type { SandboxOptions } from './options.ts'
import { createCos, isCosHost } from './cos/cos.ts'
import { createDeepseek } from './deepseek/deepseek.ts'
import { createOss, isOssHost } from './oss/oss.ts'
import { createServiceAccount } from './service-account/service-account.ts'
import { createTencent } from './tencent/tencent.ts'
import { createWechat } from './wechat/wechat.ts'
import { phoneRoutes } from './wxpay/phone-page.routes.ts'
import { createWxpay } from './wxpay/wxpay.ts'
import { createZego } from './zego/zego.ts'
import { hostOf } from './store/store.ts'
import { createWorld, type Env } from './world.ts'

export interface Sandbox {
  app: Hono<Env>
  control: SandboxControl
}

/** The sandbox without a port; `app.request()` reaches it in process. Throws when NODE_ENV is production. */
export function createSandbox(options: SandboxOptions): Sandbox {
  refuseProduction()
  const { appOrigin } = options
  const world = createWorld(options)
  const serviceAccount = createServiceAccount(world, options.secrets.serviceAccount)
  const wechat = createWechat(world, serviceAccount)
  const cos = createCos(world)
  const oss = createOss(world)
  const tencent = createTencent(world, cos.federation)
  const wxpay = createWxpay(world, wechat.isPerson)
  const deepseek = createDeepseek(world)
  const control = createControl(world, {
    wechat: wechat.control,
    serviceAccount: serviceAccount.control,
    sms: tencent.control,
    wxpay: wxpay.control,
    deepseek: deepseek.control,
    zego: createZego(world),
    cos: cos.control,
    oss: oss.control,
    sts: cos.federation,
  })

  const app = new Hono<Env>()
  app.onError((error, c) => {
    if (error instanceof ConnectionDropped) throw error
    return c.json({ error: `沙盒自己出错了：${error.message}` }, 500)
  })

  // A store is addressed by its host name, as with the vendor, or on loopback by a path.
  app.use((c, next) => {
    const store = isCosHost(hostOf(c)) ? cos.routes : isOssHost(hostOf(c)) ? oss.routes : undefined
    return store ? Promise.resolve(store.fetch(c.req.raw, c.env)) : next()
  })
  // Tencent's SDK knows a host but no path prefix, so its calls arrive at the root, where a browser looks for a page.
  app.get('/', (c, next) => (c.req.header('x-tc-action') === undefined ? c.redirect('/lab') : next()))
  // WeChat's API has one address for all apps; the gate of the first routes stands before both.
  app.route('/wx', wechat.routes)
  app.route('/wx', serviceAccount.routes)
  app.route('/wxpay', wxpay.routes)
  app.route('/deepseek', deepseek.routes)
  app.route('/cos', cos.routes)
  app.route('/oss', oss.routes)
  for (const prefix of ['/', '/tc3', '/tc3/']) app.route(prefix, tencent.routes)

  app.use(
    '/control/*',
    cors({ origin: (origin) => (isAppOrigin(origin, appOrigin) ? origin : null), allowHeaders: ['content-type'] }),
  )
  app.use('/control/*', guard(appOrigin))
  app.use('/lab/*', guard(appOrigin))
  app.use('/pay/*', guard(appOrigin))
  app.route('/control', controlRoutes(control))
  app.route('/lab', labRoutes(control))
  app.route('/pay', phoneRoutes(wxpay.control))
  return { app, control }
}

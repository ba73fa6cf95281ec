import type { Hono } from 'hono'
import { z } from 'zod'
import { PUSH_MODES } from '../options.ts'
import type { PushPlan } from '../service-account/pushes.ts'
import type { ServiceAccountControl } from '../service-account/service-account.ts'
import type { WechatControl } from '../wechat/wechat.ts'
import type { Env } from '../world.ts'
import { BadInput, flag, noFields, oneOf, readFields, text, wholeNumber } from './fields.ts'

const plan = {
  copies: wholeNumber(1, 100).optional(),
  delayMs: wholeNumber(0, 3_600_000).optional(),
  signature: oneOf(['forged', 'stale']).optional(),
  mode: oneOf(PUSH_MODES).optional(),
}
const scan = z.object({ ticket: text.optional(), scene: text.optional(), person: text, ...plan })
const person = z.object({ person: text, ...plan })
const openid = z.object({ openid: text, ...plan })
const block = z.object({ openid: text, blocked: flag.default(true) })
const words = z.object({ person: text, text, ...plan })
const finish = z.object({ messageId: text, status: text.default('success'), ...plan })
const held = z.object({ finish: oneOf(['by-itself', 'held']) })
const repeat = z.object({ id: wholeNumber(1, 1_000_000) })

/** Only what was given: a plan says what differs from the true service. */
function planOf({ copies, delayMs, signature, mode }: { [K in keyof PushPlan]?: PushPlan[K] | undefined }): PushPlan {
  return {
    ...(copies === undefined ? {} : { copies }),
    ...(delayMs === undefined ? {} : { delayMs }),
    ...(signature === undefined ? {} : { signature }),
    ...(mode === undefined ? {} : { mode }),
  }
}

/** What people do with the service account on their phones, and the pushes about it. */
export function serviceAccountRoutes(routes: Hono<Env>, account: ServiceAccountControl, wechat: WechatControl): void {
  const state = () => ({
    codes: account.codes(),
    subscribers: account.subscribers(),
    messages: account.messages(),
    pushes: account.pushes.sent(),
  })
  routes.get('/service-account', (c) => c.json(state()))
  routes.post('/service-account/scan', async (c) => {
    const { ticket, scene, person: name, ...given } = await readFields(c, scan)
    if (ticket === undefined && scene === undefined) throw new BadInput('ticket 和 scene 要有一个')
    const by = ticket === undefined ? { scene: scene ?? '' } : { ticket }
    const found = await account.scan(by, name, planOf(given))
    if (found === undefined) throw new BadInput('没有这个码，或者已经过期')
    return c.json({ openid: found })
  })
  routes.post('/service-account/subscribe', async (c) => {
    const { person: name, ...given } = await readFields(c, person)
    return c.json({ openid: await account.subscribe(name, planOf(given)) })
  })
  routes.post('/service-account/unsubscribe', async (c) => {
    const { openid: id, ...given } = await readFields(c, openid)
    return c.json({ subscribed: await account.unsubscribe(id, planOf(given)) })
  })
  routes.post('/service-account/write', async (c) => {
    const { person: name, text: content, ...given } = await readFields(c, words)
    return c.json({ openid: await account.write(name, content, planOf(given)) })
  })
  routes.post('/service-account/block', async (c) => {
    const { openid: id, blocked } = await readFields(c, block)
    account.block(id, blocked)
    return c.json(state())
  })
  routes.post('/service-account/settings', async (c) => {
    account.settings(await readFields(c, held))
    return c.json(state())
  })
  routes.post('/service-account/finish', async (c) => {
    const { messageId, status, ...given } = await readFields(c, finish)
    if (!(await account.finish(messageId, status, planOf(given)))) throw new BadInput('没有这条消息')
    return c.json(state())
  })
  routes.post('/service-account/repeat', async (c) => {
    if (!(await account.pushes.repeat((await readFields(c, repeat)).id))) throw new BadInput('没有这条推送')
    return c.json(state())
  })
  routes.post('/service-account/verify', async (c) => {
    await readFields(c, noFields)
    return c.json({ serviceAccount: await account.pushes.verify(), miniProgram: await wechat.pushes.verify() })
  })
}

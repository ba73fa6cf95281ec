import type { Hono } from 'hono'
import { z } from 'zod'
import type { SmsControl } from '../tencent/tencent.ts'
import type { Env } from '../world.ts'
import { BadInput, flag, noFields, oneOf, readFields, text, wholeNumber } from './fields.ts'

const smsBlock = z.object({ phone: text, blocked: flag.default(true) })
const smsSettings = z.object({
  limits: flag.optional(),
  appDaily: wholeNumber(0, 1_000_000).optional(),
  signatureTime: oneOf(['clock', 'machine']).optional(),
})

export function smsRoutes(routes: Hono<Env>, sms: SmsControl): void {
  routes.get('/sms/outbox', (c) => c.json({ messages: sms.outbox(c.req.query('phone')) }))
  routes.post('/sms/outbox/clear', async (c) => {
    await readFields(c, noFields)
    sms.clearOutbox()
    return c.json({ messages: sms.outbox() })
  })
  routes.post('/sms/blacklist', async (c) => {
    const { phone, blocked } = await readFields(c, smsBlock)
    if (!sms.blacklist(phone, blocked)) throw new BadInput('phone 要是手机号，如 13800000000 或 +8613800000000')
    return c.json({ blacklist: sms.blacklisted() })
  })
  routes.post('/sms/settings', async (c) => c.json(sms.settings(await readFields(c, smsSettings))))
}

import type { Hono } from 'hono'
import { z } from 'zod'
import { VERDICTS } from '../wechat/text-check.ts'
import type { WechatControl } from '../wechat/wechat.ts'
import type { Env } from '../world.ts'
import { BadInput, noFields, oneOf, parseFields, text, times } from './fields.ts'

const phoneCode = z.object({ phone: text, countryCode: text.optional() })
const card = z.object({
  side: oneOf(['Front', 'Back']),
  name: text.optional(),
  id: text.optional(),
  addr: text.optional(),
  gender: text.optional(),
  nationality: text.optional(),
  valid_date: text.optional(),
  times: times(100),
})
const judgedWord = z.object({ word: text, verdict: oneOf(VERDICTS) })

/** The control of what WeChat does with an access token: numbers, texts and pictures. */
export function wechatTokenRoutes(routes: Hono<Env>, wechat: WechatControl) {
  routes.post('/wechat/phone-codes', async (c) => {
    const { phone, countryCode } = parseFields(await c.req.text(), phoneCode)
    if (!/^\d{5,15}$/.test(phone)) throw new BadInput('phone 要是一串数字，如 13912345678')
    return c.json(wechat.issuePhoneCode(phone, countryCode))
  })
  routes.post('/wechat/token/revoke', async (c) => {
    parseFields(await c.req.text(), noFields)
    wechat.revokeToken()
    return c.json(wechat.tokens())
  })
  routes.post('/wechat/cards', async (c) => {
    const { side, times: count, ...fields } = parseFields(await c.req.text(), card)
    wechat.pictures.show({ card: { type: side, ...fields } }, count)
    return c.json({ planned: wechat.pictures.planned(), usedToday: wechat.pictures.usedToday() })
  })
  routes.get('/wechat/mini-codes', (c) => c.json({ codes: wechat.miniCodes() }))
  routes.post('/wechat/words', async (c) => {
    const { word, verdict } = parseFields(await c.req.text(), judgedWord)
    wechat.judge(word, verdict)
    return c.json({ words: wechat.words() })
  })
}

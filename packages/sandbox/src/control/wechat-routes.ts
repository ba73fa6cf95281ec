import type { Hono } from 'hono'
import { verdicts } from '../wechat/text-check.ts'
import type { WechatControl } from '../wechat/wechat.ts'
import type { Env } from '../world.ts'
import { BadInput, oneOf, parseFields, requiredText, text } from './fields.ts'

/** The control of what WeChat does with an access token: numbers and texts. */
export const wechatTokenRoutes = (routes: Hono<Env>, wechat: WechatControl) => {
  routes.post('/wechat/phone-codes', async (c) => {
    const fields = parseFields(await c.req.text(), ['phone', 'countryCode'])
    const phone = requiredText(fields, 'phone')
    if (!/^\d{5,15}$/.test(phone)) throw new BadInput('phone 要是一串数字，如 13912345678')
    return c.json(wechat.issuePhoneCode(phone, text(fields, 'countryCode')))
  })
  routes.post('/wechat/token/revoke', async (c) => {
    parseFields(await c.req.text(), [])
    wechat.revokeToken()
    return c.json(wechat.tokens())
  })
  routes.get('/wechat/mini-codes', (c) => c.json({ codes: wechat.miniCodes() }))
  routes.post('/wechat/words', async (c) => {
    const fields = parseFields(await c.req.text(), ['word', 'verdict'])
    wechat.judge(requiredText(fields, 'word'), oneOf('verdict', requiredText(fields, 'verdict'), verdicts) ?? 'pass')
    return c.json({ words: wechat.words() })
  })
}

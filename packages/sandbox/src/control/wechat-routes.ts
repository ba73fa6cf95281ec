import type { Hono } from 'hono'
import { verdicts } from '../wechat/text-check.ts'
import type { WechatControl } from '../wechat/wechat.ts'
import type { Env } from '../world.ts'
import { BadInput, oneOf, parseFields, requiredText, text, wholeNumber } from './fields.ts'

const cardFields = ['name', 'id', 'addr', 'gender', 'nationality', 'valid_date'] as const

/** The control of what WeChat does with an access token: numbers, texts and pictures. */
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
  routes.post('/wechat/cards', async (c) => {
    const fields = parseFields(await c.req.text(), ['side', 'times', ...cardFields])
    const side = oneOf('side', requiredText(fields, 'side'), ['Front', 'Back'] as const) ?? 'Front'
    const card = cardFields.flatMap((name) => {
      const value = text(fields, name)
      return value === undefined ? [] : [[name, value]]
    })
    wechat.pictures.show(
      { card: { type: side, ...Object.fromEntries(card) } },
      wholeNumber(fields, 'times', { min: 1, max: 100 }) ?? 1,
    )
    return c.json({ planned: wechat.pictures.planned(), usedToday: wechat.pictures.usedToday() })
  })
  routes.get('/wechat/mini-codes', (c) => c.json({ codes: wechat.miniCodes() }))
  routes.post('/wechat/words', async (c) => {
    const fields = parseFields(await c.req.text(), ['word', 'verdict'])
    wechat.judge(requiredText(fields, 'word'), oneOf('verdict', requiredText(fields, 'verdict'), verdicts) ?? 'pass')
    return c.json({ words: wechat.words() })
  })
}

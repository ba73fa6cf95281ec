import type { Hono } from 'hono'
import { z } from 'zod'
import { type PicturePlan, VERDICT_SHAPES } from '../wechat/media-check.ts'
import { VERDICTS } from '../wechat/text-check.ts'
import type { WechatControl } from '../wechat/wechat.ts'
import type { Env } from '../world.ts'
import { BadInput, flag, noFields, oneOf, readFields, text, times, wholeNumber } from './fields.ts'

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

const wechatCode = z.object({ person: text.optional(), deviceId: text.optional(), unionid: text.optional() })
const wechatBlock = z.object({ openid: text, blocked: flag.default(true) })
const subscribeAnswer = z.object({ openid: text, templateId: text, accepted: flag.default(true) })
const mediaPlan = {
  label: wholeNumber(1, 99_999).optional(),
  shape: oneOf(VERDICT_SHAPES).optional(),
  copies: wholeNumber(1, 100).optional(),
  delayMs: wholeNumber(0, 3_600_000).optional(),
  format: oneOf(['json', 'xml']).optional(),
  textNumbers: flag.optional(),
}
const nextPicture = z.object({
  verdict: oneOf(VERDICTS),
  sha256: text.optional(),
  beforeAnswer: flag.optional(),
  times: times(100),
  ...mediaPlan,
})
const decidedPicture = z.object({ traceId: text, verdict: oneOf(VERDICTS), ...mediaPlan })
const verdictSettings = z.object({ verdicts: oneOf(['by-itself', 'held']) })
const wechatBusy = z.object({ times: wholeNumber(0, 1_000_000).default(1) })

export function wechatRoutes(routes: Hono<Env>, wechat: WechatControl): void {
  routes.post('/wechat/codes', async (c) => c.json(wechat.issueCode(await readFields(c, wechatCode))))
  routes.post('/wechat/users/block', async (c) => {
    const { openid, blocked } = await readFields(c, wechatBlock)
    if (!wechat.block(openid, blocked)) throw new BadInput('这里没有人用这个 openid')
    return c.json({ openid, blocked })
  })
  routes.post('/wechat/busy', async (c) => {
    wechat.busy((await readFields(c, wechatBusy)).times)
    return c.json({ busyCalls: wechat.busyCalls() })
  })
  routes.post('/wechat/subscribe', async (c) => {
    const { openid, templateId, accepted } = await readFields(c, subscribeAnswer)
    if (!(templateId in wechat.subscribed.templates())) throw new BadInput('没有这个模板')
    return c.json({ left: wechat.subscribed.answer(openid, templateId, accepted) })
  })
  routes.get('/wechat/subscribe', (c) => c.json({ messages: wechat.subscribed.list() }))
  tokenRoutes(routes, wechat)
  mediaRoutes(routes, wechat)
}

/** Only what was given: a plan says what differs from the true service. */
const given = (fields: { [K in keyof PicturePlan]: PicturePlan[K] | undefined }): PicturePlan =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

/** The verdicts about pictures. */
function mediaRoutes(routes: Hono<Env>, { mediaChecks }: WechatControl): void {
  const state = () => ({ asked: mediaChecks.asked(), planned: mediaChecks.planned() })
  routes.get('/wechat/media-checks', (c) => c.json(state()))
  routes.post('/wechat/media-checks/plan', async (c) => {
    const { times: count, ...fields } = await readFields(c, nextPicture)
    mediaChecks.plan(given(fields), count)
    return c.json(state())
  })
  routes.post('/wechat/media-checks/decide', async (c) => {
    const { traceId, verdict, ...fields } = await readFields(c, decidedPicture)
    if (!(await mediaChecks.decide(traceId, verdict, given(fields)))) throw new BadInput('没有这张图片')
    return c.json(state())
  })
  routes.post('/wechat/media-checks/settings', async (c) => {
    mediaChecks.settings(await readFields(c, verdictSettings))
    return c.json(state())
  })
}

/** What WeChat does with an access token: numbers, texts and pictures. */
function tokenRoutes(routes: Hono<Env>, wechat: WechatControl): void {
  routes.post('/wechat/phone-codes', async (c) => {
    const { phone, countryCode } = await readFields(c, phoneCode)
    if (!/^\d{5,15}$/.test(phone)) throw new BadInput('phone 要是一串数字，如 13912345678')
    return c.json(wechat.issuePhoneCode(phone, countryCode))
  })
  routes.post('/wechat/token/revoke', async (c) => {
    await readFields(c, noFields)
    wechat.revokeToken()
    return c.json(wechat.tokens())
  })
  routes.post('/wechat/cards', async (c) => {
    const { side, times: count, ...fields } = await readFields(c, card)
    wechat.pictures.show({ card: { type: side, ...fields } }, count)
    return c.json({ planned: wechat.pictures.planned(), usedToday: wechat.pictures.usedToday() })
  })
  routes.get('/wechat/mini-codes', (c) => c.json({ codes: wechat.miniCodes() }))
  routes.post('/wechat/words', async (c) => {
    const { word, verdict } = await readFields(c, judgedWord)
    wechat.judge(word, verdict)
    return c.json({ words: wechat.words() })
  })
}

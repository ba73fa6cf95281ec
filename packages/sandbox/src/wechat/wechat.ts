import { type Context, Hono } from 'hono'
import { gate } from '../gate.ts'
import { createPushes, type Pushes } from '../service-account/pushes.ts'
import type { ServiceAccount } from '../service-account/service-account.ts'
import { createTimeline } from '../timeline.ts'
import type { Env, World } from '../world.ts'
import { codeToSession } from './code-to-session.ts'
import { createAccessTokens } from './access-tokens.ts'
import { createCodes } from './codes.ts'
import { type WechatError, WECHAT_ERRORS } from './errors.ts'
import { createMediaChecks, type MediaChecks } from './media-check.ts'
import { checkMiniCode, type MiniCode } from './mini-code.ts'
import { drawMiniCode } from './mini-code-picture.ts'
import { createPeople, type Person } from './people.ts'
import { formParts } from './form-data.ts'
import { createPhoneCodes } from './phone-codes.ts'
import { createReadings, type PictureReading, type Readings } from './picture-reading.ts'
import { createSubscribeMessages, type SubscribeMessages } from './subscribe-messages.ts'
import { checkText, TRIGGER_WORDS, type Verdict } from './text-check.ts'

const CODES_PER_MINUTE = 5000
const MAX_MINI_CODES = 200

export interface CodeRequest {
  person?: string
  deviceId?: string
  unionid?: string
}

export interface WechatControl {
  /** A login code for this person or device; for a new person without either. */
  issueCode: (request?: CodeRequest) => { code: string; openid: string }
  /** A code of the getPhoneNumber button. */
  issuePhoneCode: (phone: string, countryCode?: string) => { code: string }
  /** Makes the access token invalid before its time, as a forced renewal elsewhere does. */
  revokeToken: () => void
  /** The number of access tokens made so far, and of forced renewals today. */
  tokens: () => { made: number; forcedToday: number }
  /** Sets the verdict of a word; `pass` takes it off the list. */
  judge: (word: string, verdict: Verdict) => void
  words: () => Record<string, Verdict>
  /** The content of the next pictures, and the number of calls today. */
  pictures: Pick<Readings, 'show' | 'planned' | 'usedToday'>
  /** Pictures that wait for a verdict, or got one; and what the next ones get. */
  mediaChecks: Omit<MediaChecks, 'ask' | 'reset'>
  /** Subscribe messages: what a person answered to the dialog, and what arrived. */
  subscribed: Pick<SubscribeMessages, 'answer' | 'left' | 'list' | 'templates'>
  /** The drawn mini-program codes, oldest first. */
  miniCodes: () => readonly MiniCode[]
  people: () => Person[]
  /** What the mini program pushes to us. */
  pushes: Omit<Pushes, 'clear'>
  /** Returns false for an unknown openid. */
  block: (openid: string, blocked?: boolean) => boolean
  /** Answers the next calls with -1, "system error". */
  busy: (times: number) => void
  busyCalls: () => number
  reset: () => void
}

export interface Wechat {
  routes: Hono<Env>
  control: WechatControl
  /** Whether an openid is one of this mini program; in development any that could be, for the product outlives us. */
  isPerson: (openid: string) => boolean
}

export function createWechat(world: World, serviceAccount: Pick<ServiceAccount, 'appId' | 'tokens'>): Wechat {
  const { clock, ids, options } = world
  const people = createPeople(options.secrets.wechat.appId, ids, clock.now)
  const codes = createCodes(people, options.acceptUnknownCodes, clock.now)
  const calls = createTimeline(60_000)
  const tokens = createAccessTokens(options.secrets.wechat, ids, clock.now)
  const phones = createPhoneCodes(options.acceptUnknownCodes, ids, clock.now)
  const readings = createReadings(clock.now)
  const pushes = createPushes(world, { appId: options.secrets.wechat.appId, push: options.secrets.miniProgramPush })
  const mediaChecks = createMediaChecks({
    appId: options.secrets.wechat.appId,
    people,
    pushes,
    ids,
    now: clock.now,
    get: (url) => (options.notify ?? fetch)(url, { method: 'GET', headers: {} }),
  })
  const isPerson = (openid: string) =>
    options.acceptUnknownCodes ? /^o[\w-]{27}$/.test(openid) : people.find(openid) !== undefined
  const subscribed = createSubscribeMessages({
    templates: options.secrets.wechat.subscribeTemplates ?? {},
    isPerson,
    usualQuota: options.acceptUnknownCodes ? Number.POSITIVE_INFINITY : 0,
    now: clock.now,
  })
  const words = new Map(Object.entries(TRIGGER_WORDS))
  const drawn = createTimeline(60_000)
  let miniCodes: MiniCode[] = []
  let busyCalls = 0

  function fail(error: WechatError, detail = '') {
    const { errcode, errmsg } = WECHAT_ERRORS[error]
    return { errcode, errmsg: `${errmsg}${detail && ` ${detail}`}, rid: ${ids.uuid().slice(0, 22)}` }
  }

  function isBusy() {
    if (busyCalls === 0) return false
    busyCalls -= 1
    return true
  }

  function login(query: Record<string, string>) {
    if (isBusy()) return fail('busy')
    const outcome = codeToSession({ secrets: options.secrets.wechat, codes, calls, now: clock.now }, query)
    if (outcome.failure) return fail(outcome.failure)
    const { person } = outcome.presented
    person.lastLoginAt = clock.now()
    person.sessionKey = ids.bytes(16).toString('base64')
    const session = { session_key: person.sessionKey, openid: person.openid }
    return person.unionid === undefined ? session : { ...session, unionid: person.unionid }
  }

  /** The handler of a call with an access token and a JSON body. `answer` returns JSON or, as a Buffer, a picture. */
  function withToken(answer: (body: Record<string, unknown>) => object | Promise<object>) {
    return async (c: Context<Env>) => {
      const problem = tokens.problem(c.req.query('access_token'))
      if (problem) return c.json(fail(problem))
      if (isBusy()) return c.json(fail('busy'))
      const body = await bodyOf(c)
      const reply = body === undefined ? fail('badJson') : await answer(body)
      if (!Buffer.isBuffer(reply)) return c.json(reply)
      return c.body(new Uint8Array(reply), 200, { 'content-type': 'image/png' })
    }
  }

  function phoneNumber({ code }: Record<string, unknown>) {
    const phone = typeof code === 'string' && code !== '' ? phones.spend(code) : undefined
    if (!phone) return fail('invalidCode')
    const { countryCode, number } = phone
    const whole = countryCode === '86' ? number : `+${countryCode}${number}`
    const watermark = { timestamp: Math.floor(clock.now() / 1000), appid: options.secrets.wechat.appId }
    const phone_info = { phoneNumber: whole, purePhoneNumber: number, countryCode, watermark }
    return { errcode: 0, errmsg: 'ok', phone_info }
  }

  function textCheck(body: Record<string, unknown>) {
    const outcome = checkText(words, people, clock.now(), body)
    if (outcome.failure) return fail(outcome.failure)
    if (outcome.version === 1) return { errcode: 0, errmsg: 'ok' }
    const { suggest, label, keyword } = outcome
    const detail = [{ strategy: 'content_model', errcode: 0, suggest, label, prob: 90, ...(keyword && { keyword }) }]
    return { errcode: 0, errmsg: 'ok', result: { suggest, label }, detail, trace_id: ids.uuid() }
  }

  async function mediaCheck(body: Record<string, unknown>) {
    const answer = await mediaChecks.ask(body)
    return answer.failure ? fail(answer.failure) : { errcode: 0, errmsg: 'ok', trace_id: answer.traceId }
  }

  function readPicture(what: PictureReading) {
    return async (c: Context<Env>) => {
      const problem = tokens.problem(c.req.query('access_token'))
      if (problem) return c.json(fail(problem))
      if (isBusy()) return c.json(fail('busy'))
      const parts = formParts(c.req.header('content-type'), Buffer.from(await c.req.arrayBuffer()))
      const outcome = readings.answer(what, c.req.query(), parts)
      // The true service writes the number of success as text here.
      return c.json(outcome.failure ? fail(outcome.failure) : { errcode: '0', errmsg: 'ok', ...outcome.reading })
    }
  }

  function miniCode(body: Record<string, unknown>) {
    const { failure, code } = checkMiniCode(body)
    if (failure) return fail(failure)
    if (drawn.countSince('all', clock.now() - 60_000) >= CODES_PER_MINUTE) return fail('dailyQuota')
    drawn.note('all', clock.now())
    miniCodes = [...miniCodes, code].slice(-MAX_MINI_CODES)
    return drawMiniCode(code)
  }

  function sendSubscribed(body: Record<string, unknown>) {
    const answer = subscribed.send(body)
    if (answer.failure) return fail(answer.failure, answer.detail)
    return { errcode: 0, errmsg: 'ok', msgid: Number(`4${ids.bytes(6).readUIntBE(0, 6)}`) }
  }

  const routes = new Hono<Env>()
  routes.use(gate(world, 'wechat', (c) => c.req.path.split('/').at(-1) ?? ''))
  // The true service sends this JSON as text/plain.
  routes.get('/sns/jscode2session', (c) => c.text(JSON.stringify(login(c.req.query()))))
  routes.post('/cgi-bin/stable_token', async (c) => {
    const body = await bodyOf(c)
    if (body === undefined) return c.json(fail('badJson'))
    const issuer = body['appid'] === serviceAccount.appId ? serviceAccount.tokens : tokens
    const { failure, ...token } = issuer.issue(body)
    return c.json(failure ? fail(failure) : token)
  })
  routes.post('/wxa/business/getuserphonenumber', withToken(phoneNumber))
  routes.post('/wxa/msg_sec_check', withToken(textCheck))
  routes.post('/wxa/media_check_async', withToken(mediaCheck))
  routes.post('/cgi-bin/message/subscribe/send', withToken(sendSubscribed))
  routes.post('/cv/ocr/idcard', readPicture('idcard'))
  routes.post('/cv/ocr/comm', readPicture('comm'))
  routes.post('/wxa/getwxacodeunlimit', withToken(miniCode))
  const postOnly = [
    '/cgi-bin/stable_token',
    '/wxa/business/getuserphonenumber',
    '/wxa/msg_sec_check',
    '/wxa/media_check_async',
    '/cgi-bin/message/subscribe/send',
    '/cv/ocr/idcard',
    '/cv/ocr/comm',
    '/wxa/getwxacodeunlimit',
  ]
  for (const path of postOnly) routes.all(path, (c) => c.json(fail('postNeeded')))

  return {
    routes,
    isPerson,
    control: {
      issueCode: (request = {}) => {
        const person = personOf(people, request)
        if (request.unionid !== undefined) person.unionid = request.unionid
        const code = `0${ids.token(31)}`
        codes.issue(person, code)
        return { code, openid: person.openid }
      },
      issuePhoneCode: (phone, countryCode = '86') => ({ code: phones.issue({ number: phone, countryCode }) }),
      revokeToken: tokens.revoke,
      tokens: () => ({ made: tokens.made(), forcedToday: tokens.forcedToday() }),
      judge: (word, verdict) => void (verdict === 'pass' ? words.delete(word) : words.set(word, verdict)),
      words: () => Object.fromEntries(words),
      pictures: { show: readings.show, planned: readings.planned, usedToday: readings.usedToday },
      mediaChecks,
      subscribed,
      miniCodes: () => miniCodes,
      people: people.list,
      pushes,
      block: (openid, blocked = true) => {
        const person = people.find(openid)
        if (person) person.blocked = blocked
        return person !== undefined
      },
      busy: (times) => {
        busyCalls = times
      },
      busyCalls: () => busyCalls,
      reset: () => {
        people.reset()
        pushes.clear()
        codes.clear()
        calls.clear()
        tokens.reset()
        phones.clear()
        readings.reset()
        subscribed.reset()
        mediaChecks.reset()
        words.clear()
        for (const [word, verdict] of Object.entries(TRIGGER_WORDS)) words.set(word, verdict)
        drawn.clear()
        miniCodes = []
        busyCalls = 0
      },
    },
  }
}

async function bodyOf(c: Context<Env>): Promise<Record<string, unknown> | undefined> {
  try {
    const body: unknown = JSON.parse(await c.req.text())
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : undefined
  } catch {
    return undefined
  }
}

function personOf(people: ReturnType<typeof createPeople>, { person, deviceId }: CodeRequest) {
  if (deviceId !== undefined) return people.onDevice(deviceId, person)
  return person === undefined ? people.newUser() : people.named(person)
}

import { type Context, Hono } from 'hono'
import { renderSVG } from 'uqr'
import type { ServiceAccountSecrets } from '../options.ts'
import { type AccessTokens, createAccessTokens } from '../wechat/access-tokens.ts'
import { type WechatError, WECHAT_ERRORS } from '../wechat/errors.ts'
import { createPeople, type Person } from '../wechat/people.ts'
import type { Env, World } from '../world.ts'
import { type BindCode, createBindCodes } from './bind-codes.ts'
import type { PushFields } from './push-body.ts'
import { createPushes, type PushPlan, type Pushes } from './pushes.ts'
import { checkTemplate } from './templates.ts'

export interface PhoneMessage {
  messageId: string
  openid: string
  person: string
  templateId: string
  data: Record<string, string>
  /** The page of the mini program that a tap opens. */
  page: string | null
  at: number
  /** What the later push said; null until then. */
  status: string | null
}

export interface ServiceAccountControl {
  codes: () => readonly BindCode[]
  /** A person scans a code: she subscribes, or does so already. Undefined for a code that is none or has expired. */
  scan: (by: { ticket: string } | { scene: string }, person: string, plan?: PushPlan) => Promise<string | undefined>
  /** A person subscribes without a code. */
  subscribe: (person: string, plan?: PushPlan) => Promise<string>
  unsubscribe: (openid: string, plan?: PushPlan) => Promise<boolean>
  /** A person writes to the account. */
  write: (person: string, text: string, plan?: PushPlan) => Promise<string>
  /** Whether messages to a person arrive. */
  block: (openid: string, blocked?: boolean) => void
  subscribers: () => { person: Person; blocked: boolean }[]
  /** What arrived on whose phone, newest first. */
  messages: () => readonly PhoneMessage[]
  /** Whether the push about a message follows by itself, or waits for `finish`. */
  settings: (change: { finish?: 'by-itself' | 'held' }) => void
  finish: (messageId: string, status?: string, plan?: PushPlan) => Promise<boolean>
  push: (fields: PushFields, plan?: PushPlan) => Promise<void>
  pushes: Pick<Pushes, 'sent' | 'repeat' | 'verify'>
  revokeToken: () => void
  reset: () => void
}

export interface ServiceAccount {
  appId: string
  tokens: AccessTokens
  routes: Hono<Env>
  control: ServiceAccountControl
}

const REPEATED_WITHIN_MS = 600_000
const MAX_MESSAGES = 200

/** The agency's service account at WeChat: codes, subscribers, messages, and pushes about all of them. */
export function createServiceAccount(world: World, secrets: ServiceAccountSecrets): ServiceAccount {
  const { clock, ids } = world
  const tokens = createAccessTokens(secrets, ids, clock.now)
  const people = createPeople(secrets.appId, ids, clock.now)
  const codes = createBindCodes(ids, clock.now)
  const pushes = createPushes(world, { appId: secrets.appId, push: secrets.push })
  const subscribed = new Map<string, { blocked: boolean }>()
  let messages: PhoneMessage[] = []
  let repeats = new Map<string, { at: number; messageId: string }>()
  let finish: 'by-itself' | 'held' = 'by-itself'

  function fail(error: WechatError) {
    return { ...WECHAT_ERRORS[error], errmsg: `${WECHAT_ERRORS[error].errmsg}, rid: ${ids.uuid().slice(0, 22)}` }
  }
  const event = (openid: string, fields: PushFields, plan?: PushPlan) =>
    pushes.send(
      {
        ToUserName: secrets.originalId,
        FromUserName: openid,
        CreateTime: String(Math.floor(clock.now() / 1000)),
        ...fields,
      },
      plan,
    )

  async function finishMessage(message: PhoneMessage, status: string, plan?: PushPlan) {
    message.status = status
    const fields = { MsgType: 'event', Event: 'TEMPLATESENDJOBFINISH', MsgID: message.messageId, Status: status }
    await event(message.openid, fields, plan)
  }

  /** A number of 19 digits, as the true service gives. */
  const newMessageId = () => String(2_700_000_000_000_000_000n + BigInt(ids.bytes(6).readUIntBE(0, 6)))

  function send(body: Record<string, unknown>): { failure: WechatError } | { failure?: undefined; messageId: string } {
    const { touser: openid, client_msg_id: key, miniprogram } = body
    const person = typeof openid === 'string' ? people.find(openid) : undefined
    if (!person) return { failure: 'invalidOpenid' }
    const state = subscribed.get(person.openid)
    if (!state) return { failure: 'notSubscribed' }
    const check = checkTemplate(secrets.templates, body)
    if (check.failure) return { failure: check.failure }
    const repeat = repeats.get(`${person.openid} ${String(key)}`)
    if (key !== undefined && repeat && clock.now() - repeat.at < REPEATED_WITHIN_MS) return repeat
    const page = (miniprogram as { pagepath?: unknown } | undefined)?.pagepath
    const message: PhoneMessage = {
      messageId: newMessageId(),
      openid: person.openid,
      person: person.name,
      templateId: String(body['template_id']),
      data: check.data,
      page: typeof page === 'string' ? page : null,
      at: clock.now(),
      status: null,
    }
    if (key !== undefined)
      repeats.set(`${person.openid} ${String(key)}`, { at: clock.now(), messageId: message.messageId })
    messages = [message, ...messages].slice(0, MAX_MESSAGES)
    // The true service pushes after it has answered.
    if (finish === 'by-itself')
      setTimeout(() => void finishMessage(message, state.blocked ? 'failed:user block' : 'success'), 0).unref()
    return { messageId: message.messageId }
  }

  async function withToken(c: Context<Env>, answer: (body: Record<string, unknown>) => Response) {
    const problem = tokens.problem(c.req.query('access_token'))
    if (problem) return c.json(fail(problem))
    try {
      return answer((await c.req.json()) as Record<string, unknown>)
    } catch {
      return c.json(fail('badJson'))
    }
  }

  const routes = new Hono<Env>()
  routes.post('/cgi-bin/qrcode/create', (c) =>
    withToken(c, (body) => {
      const { failure, ...code } = codes.create(body)
      return c.json(failure ? fail(failure) : code)
    }),
  )
  routes.post('/cgi-bin/message/template/send', (c) =>
    withToken(c, (body) => {
      const outcome = send(body)
      if (outcome.failure) return c.json(fail(outcome.failure))
      // A number, longer than JavaScript's.
      const reply = `{"errcode":0,"errmsg":"ok","msgid":${outcome.messageId}}`
      return c.body(reply, 200, { 'content-type': 'application/json' })
    }),
  )
  routes.get('/cgi-bin/showqrcode', (c) => {
    const code = codes.find({ ticket: c.req.query('ticket') ?? '' })
    if (!code) return c.text('', 404)
    const headers = { 'content-type': 'image/svg+xml', 'cross-origin-resource-policy': 'cross-origin' }
    return c.body(renderSVG(code.url), 200, headers)
  })

  function subscribe(name: string): { person: Person; isNew: boolean } {
    const person = people.named(name)
    const isNew = !subscribed.has(person.openid)
    if (isNew) subscribed.set(person.openid, { blocked: false })
    return { person, isNew }
  }

  return {
    appId: secrets.appId,
    tokens,
    routes,
    control: {
      codes: codes.list,
      scan: async (by, name, plan) => {
        const code = codes.find(by)
        if (!code || code.expiresAt <= clock.now()) return undefined
        const { person, isNew } = subscribe(name)
        const fields = isNew
          ? { MsgType: 'event', Event: 'subscribe', EventKey: `qrscene_${code.scene}`, Ticket: code.ticket }
          : { MsgType: 'event', Event: 'SCAN', EventKey: code.scene, Ticket: code.ticket }
        await event(person.openid, fields, plan)
        return person.openid
      },
      subscribe: async (name, plan) => {
        const { person } = subscribe(name)
        await event(person.openid, { MsgType: 'event', Event: 'subscribe', EventKey: '' }, plan)
        return person.openid
      },
      unsubscribe: async (openid, plan) => {
        const was = subscribed.delete(openid)
        await event(openid, { MsgType: 'event', Event: 'unsubscribe' }, plan)
        return was
      },
      write: async (name, text, plan) => {
        const { person } = subscribe(name)
        await event(person.openid, { MsgType: 'text', Content: text, MsgId: newMessageId() }, plan)
        return person.openid
      },
      block: (openid, blocked = true) => {
        const state = subscribed.get(openid)
        if (state) state.blocked = blocked
      },
      subscribers: () =>
        [...subscribed].flatMap(([openid, { blocked }]) => {
          const person = people.find(openid)
          return person ? [{ person, blocked }] : []
        }),
      messages: () => messages,
      settings: (change) => {
        finish = change.finish ?? finish
      },
      finish: async (messageId, status = 'success', plan) => {
        const message = messages.find((one) => one.messageId === messageId)
        if (message) await finishMessage(message, status, plan)
        return message !== undefined
      },
      push: pushes.send,
      pushes: { sent: pushes.sent, repeat: pushes.repeat, verify: pushes.verify },
      revokeToken: tokens.revoke,
      reset: () => {
        tokens.reset()
        people.reset()
        codes.clear()
        pushes.clear()
        subscribed.clear()
        messages = []
        repeats = new Map()
        finish = 'by-itself'
      },
    },
  }
}

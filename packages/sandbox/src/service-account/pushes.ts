import type { PushMode, PushSecrets } from '../options.ts'
import type { World } from '../world.ts'
import { type PushFields, toJson, toXml } from './push-body.ts'
import { openPush, sealPush, signPush } from './push-cipher.ts'

/** What is wrong with a push. An empty plan gives the true service's push. */
export interface PushPlan {
  /** The number of pushes sent at the same time. */
  copies?: number
  delayMs?: number
  /** `forged` is signed with another token, `stale` is an hour old. */
  signature?: 'forged' | 'stale'
  /** Another mode than the one that is set. */
  mode?: PushMode
  /** Encrypts with this key instead, as after a change of it. */
  encodingAesKey?: string
  /** Another format than the one that is set. */
  format?: 'json' | 'xml'
  /** In JSON all numbers are text. */
  textNumbers?: boolean
}

export interface SentPush {
  id: number
  event: string
  at: number
  attempt: number
  status: number | null
  /** What our server answered, decrypted. */
  answer: string
}

export interface Pushes {
  /** Pushes an event; resolves when the pushes without a delay have been answered. */
  send: (fields: PushFields, plan?: PushPlan) => Promise<void>
  /** Sends the last push again, byte by byte. */
  repeat: (id: number) => Promise<boolean>
  /** Asks the address whether it is ours, as when it is set up. */
  verify: () => Promise<boolean>
  /** Newest first. */
  sent: () => SentPush[]
  clear: () => void
}

interface App {
  appId: string
  push: PushSecrets
}
interface Message {
  url: string
  init: { method: string; headers: Record<string, string>; body: string }
}

const MAX_SENT = 100
const TRIES = 3
const RETRY_MS = 5000

/** Sends the pushes of one app: signed, encrypted as its mode says, and three times until they are understood. */
export function createPushes({ options, clock, ids }: World, { appId, push }: App): Pushes {
  const post = options.notify ?? ((url: string, init: RequestInit) => fetch(url, init))
  let sent: SentPush[] = []
  const messages = new Map<number, Message>()
  const timers = new Set<ReturnType<typeof setTimeout>>()
  let lastId = 0

  function later(ms: number, run: () => void) {
    const timer = setTimeout(() => {
      timers.delete(timer)
      run()
    }, ms)
    timer.unref()
    timers.add(timer)
  }

  function messageOf(fields: PushFields, plan: PushPlan): Message {
    const mode = plan.mode ?? push.mode
    const isJson = (plan.format ?? push.format) === 'json'
    const write = (what: PushFields) => (isJson ? toJson(what, plan.textNumbers) : toXml(what))
    const at = plan.signature === 'stale' ? clock.now() - 3_600_000 : clock.now()
    const [timestamp, nonce] = [String(Math.floor(at / 1000)), String(ids.bytes(4).readUInt32BE())]
    const token = plan.signature === 'forged' ? 'anothertoken' : push.token
    const query = new URLSearchParams({ signature: signPush([token, timestamp, nonce]), timestamp, nonce })
    if (typeof fields['FromUserName'] === 'string') query.set('openid', fields['FromUserName'])
    let body = write(fields)
    if (mode !== 'plain') {
      const encodingAesKey = plan.encodingAesKey ?? push.encodingAesKey
      const Encrypt = sealPush(body, { encodingAesKey, appId, ids })
      query.set('encrypt_type', 'aes')
      query.set('msg_signature', signPush([token, timestamp, nonce, Encrypt]))
      body = write(mode === 'safe' ? { ToUserName: fields['ToUserName'] ?? '', Encrypt } : { ...fields, Encrypt })
    }
    const type = isJson ? 'application/json' : 'text/xml'
    return { url: `${push.url}?${query}`, init: { method: 'POST', headers: { 'content-type': type }, body } }
  }

  function readAnswer(text: string): string {
    const sealed = /<Encrypt><!\[CDATA\[(.*?)\]\]><\/Encrypt>/s.exec(text)?.[1]
    if (sealed === undefined) return text
    try {
      return openPush(sealed, { encodingAesKey: push.encodingAesKey, appId })
    } catch {
      return '（答复解不开）'
    }
  }

  const isUnderstood = ({ status, answer }: SentPush) =>
    status === 200 &&
    (answer === '' || answer === 'success' || answer === '{"ErrCode":0}' || answer.startsWith('<xml>'))

  async function deliver(event: string, message: Message, attempt: number): Promise<void> {
    const entry: SentPush = { id: ++lastId, event, at: clock.now(), attempt, status: null, answer: '' }
    sent = [entry, ...sent].slice(0, MAX_SENT)
    messages.set(entry.id, message)
    if (messages.size > MAX_SENT) messages.delete(lastId - MAX_SENT)
    await post(message.url, message.init).then(
      async (response) => {
        entry.answer = readAnswer(await response.text())
        entry.status = response.status
      },
      () => undefined,
    )
    if (!isUnderstood(entry) && attempt < TRIES) later(RETRY_MS, () => void deliver(event, message, attempt + 1))
  }

  return {
    send: async (fields, plan = {}) => {
      const event = typeof fields['Event'] === 'string' ? fields['Event'] : 'message'
      const all = async () => {
        const copies = Array.from({ length: plan.copies ?? 1 }, () => messageOf(fields, plan))
        await Promise.all(copies.map((message) => deliver(event, message, 1)))
      }
      if (plan.delayMs) later(plan.delayMs, () => void all())
      else await all()
    },
    repeat: async (id) => {
      const [message, before] = [messages.get(id), sent.find((one) => one.id === id)]
      if (!message || !before) return false
      await deliver(before.event, message, 1)
      return true
    },
    verify: async () => {
      const [timestamp, nonce] = [String(Math.floor(clock.now() / 1000)), String(ids.bytes(4).readUInt32BE())]
      const echostr = String(ids.bytes(6).readUIntBE(0, 6))
      const query = new URLSearchParams({
        signature: signPush([push.token, timestamp, nonce]),
        timestamp,
        nonce,
        echostr,
      })
      const response = await post(`${push.url}?${query}`, { method: 'GET', headers: {} }).catch(() => undefined)
      return response?.status === 200 && (await response.text()) === echostr
    },
    sent: () => [...sent],
    clear: () => {
      sent = []
      messages.clear()
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
    },
  }
}

import { randomInt } from 'node:crypto'
import type { PushMode } from '@qingpin/contract/wechat/wechat.enums'
import { sameText } from '../../crypto/same-text.ts'
import { PushRefused, type ReceivedPush, type WechatPushPort } from '../../ports/wechat-push.port.ts'
import { decrypt, encrypt, signatureOf } from './push.cipher.ts'
import { type Fields, fieldsIn, textIn, xmlOf } from './push.fields.ts'
import { keyOf, pushIn } from './push.mapping.ts'

/** How one sender's pushes are read. */
export interface PushSettings {
  token: string
  mode: PushMode
  /** The key in use, and the one before the last change, which holds for a while. */
  keys: readonly Buffer[]
}

/** How far the time of a push may be from ours. */
const STALE_MS = 600_000
/** More than any push has. */
const MOST_BYTES = 65_536

/** A parameter that stands once; a list of values is refused like a missing one. */
function single(query: URLSearchParams, name: string): string {
  const [value = '', ...others] = query.getAll(name)
  if (value === '' || others.length > 0) throw new PushRefused(`no single ${name}`)
  return value
}

function requireSignature(right: string, given: string): void {
  if (!sameText(right, given)) throw new PushRefused('another signature')
}

/** Reads the pushes of one app of WeChat by the mode that we have set; what a push says of its mode counts for nothing. */
export function makeWechatPush(appId: string, { token, mode, keys }: PushSettings): WechatPushPort {
  function fieldsOfPlain(query: URLSearchParams, body: string, signed: readonly string[]) {
    const signature = single(query, 'signature')
    requireSignature(signatureOf(token, ...signed), signature)
    const fields = fieldsIn(body)
    if (textIn(fields, 'MsgType') === '') throw new PushRefused('another mode')
    return { fields, signature }
  }

  function fieldsOfSealed(query: URLSearchParams, body: string, signed: readonly string[]) {
    const signature = single(query, 'msg_signature')
    const sealed = textIn(fieldsIn(body), 'Encrypt')
    // Without it the signature would be that of any plain push.
    if (sealed === '') throw new PushRefused('nothing sealed')
    requireSignature(signatureOf(token, ...signed, sealed), signature)
    return { fields: fieldsIn(decrypt(keys, sealed, appId)), signature }
  }

  const receivedOf = (fields: Fields, signature: string, now: number): ReceivedPush => ({
    push: pushIn(fields, now),
    key: keyOf(fields),
    signature,
    parties: { from: textIn(fields, 'FromUserName'), to: textIn(fields, 'ToUserName') },
  })

  return {
    appId,
    verify(query) {
      const signed = [single(query, 'timestamp'), single(query, 'nonce')]
      requireSignature(signatureOf(token, ...signed), single(query, 'signature'))
      return single(query, 'echostr')
    },
    read(query, body, now) {
      const [timestamp, nonce] = [single(query, 'timestamp'), single(query, 'nonce')]
      if (!/^\d{1,12}$/.test(timestamp)) throw new PushRefused('a time that is no number')
      if (Math.abs(now - Number(timestamp) * 1000) > STALE_MS) throw new PushRefused('a time long ago')
      if (body.length > MOST_BYTES) throw new PushRefused('too long')
      const text = Buffer.from(body).toString()
      const read = mode === 'plain' ? fieldsOfPlain : fieldsOfSealed
      const { fields, signature } = read(query, text, [timestamp, nonce])
      return receivedOf(fields, signature, now)
    },
    answer({ push, parties }, words, now) {
      if (push.kind === 'virtual-payment') return { body: '{"ErrCode":0}', type: 'application/json' }
      if (words === null) return { body: 'success', type: 'text/plain' }
      const time = String(Math.floor(now / 1000))
      const reply = xmlOf({
        ToUserName: parties.from,
        FromUserName: parties.to,
        CreateTime: time,
        MsgType: 'text',
        Content: words,
      })
      const [key] = keys
      if (mode === 'plain' || !key) return { body: reply, type: 'application/xml' }
      const sealed = encrypt(key, reply, appId)
      const nonce = String(randomInt(1_000_000_000))
      const MsgSignature = signatureOf(token, time, nonce, sealed)
      const body = xmlOf({ Encrypt: sealed, MsgSignature, TimeStamp: time, Nonce: nonce })
      return { body, type: 'application/xml' }
    },
  }
}

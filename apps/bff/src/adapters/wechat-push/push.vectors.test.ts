import { decrypt as theirDecrypt, encrypt as theirEncrypt, getSignature } from '@wecom/crypto'
import { describe, expect, it } from 'vitest'
import { PushRefused } from '../../ports/wechat-push.port.ts'
import { makeWechatPush } from './push.adapter.ts'
import { decrypt, encrypt, signatureOf } from './push.cipher.ts'

const keyOf = (text: string) => Buffer.from(`${text}=`, 'base64')

/** From WeChat's page on pushes: a plain one. */
const PLAIN = { token: 'AAAAA', timestamp: '1714036504', nonce: '1514711492' }
const PLAIN_SIGNATURE = 'f464b24fc39322e44b38aa78f5edd27bd1441696'

/** From WeCom's sample of the same encryption. */
const SEALED = {
  token: 'QDG6eK',
  appId: 'wx5823bf96d3bd56c7',
  key: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
}
const ECHO = {
  sealed: 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
  signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
  timestamp: '1409659589',
  nonce: '263014780',
  text: '1616140317555161061',
}
const MESSAGE = {
  sealed:
    'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==',
  signature: '477715d11cdb4164915debcba66cb864d751f3e6',
  timestamp: '1409659813',
  nonce: '1372623149',
}

describe('the encryption of pushes', () => {
  it('signs as WeChat’s page does', () => {
    expect(signatureOf(PLAIN.token, PLAIN.timestamp, PLAIN.nonce)).toBe(PLAIN_SIGNATURE)
  })

  it('verifies an address with echostr as it came', () => {
    const port = makeWechatPush('wx1', { token: PLAIN.token, mode: 'plain', keys: [] })
    const { timestamp, nonce } = PLAIN
    const query = new URLSearchParams({ signature: PLAIN_SIGNATURE, timestamp, nonce, echostr: '4375120948345356249' })
    expect(port.verify(query)).toBe('4375120948345356249')
  })

  it.each([ECHO, MESSAGE])(
    'reads the published sealed text signed $signature',
    ({ sealed, signature, timestamp, nonce }) => {
      expect(signatureOf(SEALED.token, timestamp, nonce, sealed)).toBe(signature)
      const text = decrypt([keyOf(SEALED.key)], sealed, SEALED.appId)
      expect(text).toBe(theirDecrypt(SEALED.key, sealed).message)
      if (sealed === ECHO.sealed) expect(text).toBe(ECHO.text)
      else expect(text).toContain('<Content><![CDATA[hello]]></Content>')
    },
  )

  it('reads the published push as a whole, in safe and in compatible form', () => {
    const port = makeWechatPush(SEALED.appId, { token: SEALED.token, mode: 'compatible', keys: [keyOf(SEALED.key)] })
    const { sealed, signature, timestamp, nonce } = MESSAGE
    const query = new URLSearchParams({ msg_signature: signature, timestamp, nonce })
    const now = Number(timestamp) * 1000
    for (const open of ['', '<MsgType>event</MsgType><Event>SCAN</Event><EventKey>bind_x</EventKey>']) {
      const body = Buffer.from(`<xml>${open}<Encrypt><![CDATA[${sealed}]]></Encrypt></xml>`)
      expect(port.read(query, body, now).push).toEqual({ kind: 'message', from: 'mycreate' })
    }
  })

  it.each(['', 'a', '中文🎉', 'x'.repeat(1000), ...Array.from({ length: 33 }, (_, i) => 'p'.repeat(i))])(
    'is read by another implementation, and reads that one (%#)',
    (text) => {
      expect(theirDecrypt(SEALED.key, encrypt(keyOf(SEALED.key), text, SEALED.appId))).toMatchObject({
        message: text,
        id: SEALED.appId,
      })
      expect(decrypt([keyOf(SEALED.key)], theirEncrypt(SEALED.key, text, SEALED.appId), SEALED.appId)).toBe(text)
      expect(getSignature(SEALED.token, 1, '2', text)).toBe(signatureOf(SEALED.token, '1', '2', text))
    },
  )

  it('answers with words that another implementation reads, and a signature over them', () => {
    const port = makeWechatPush(SEALED.appId, { token: SEALED.token, mode: 'safe', keys: [keyOf(SEALED.key)] })
    const received = {
      push: { kind: 'message', from: 'o1' },
      key: '',
      signature: '',
      parties: { from: 'o1', to: 'gh' },
    }
    const { body, type } = port.answer(received as never, '收到 ]]> 了', 1000)
    expect(type).toBe('application/xml')
    const part = (name: string) => new RegExp(`<${name}><!\\[CDATA\\[(.*?)\\]\\]>`).exec(body)?.[1] ?? ''
    const { message } = theirDecrypt(SEALED.key, part('Encrypt'))
    expect(message).toContain('<ToUserName><![CDATA[o1]]></ToUserName>')
    expect(message).toContain('收到 ]]]]><![CDATA[> 了')
    expect(getSignature(SEALED.token, part('TimeStamp'), part('Nonce'), part('Encrypt'))).toBe(part('MsgSignature'))
  })

  it.each([
    ['another app', SEALED.key, 'wx0000000000000000'],
    ['another key', 'x'.repeat(43), SEALED.appId],
  ])('refuses what is for %s', (_, key, appId) => {
    expect(() => decrypt([keyOf(key)], MESSAGE.sealed, appId)).toThrow(PushRefused)
  })

  it.each(['', 'AAAA', 'A'.repeat(64), MESSAGE.sealed.slice(0, 88)])(
    'refuses a sealed text that is none (%#)',
    (sealed) => {
      expect(() => decrypt([keyOf(SEALED.key)], sealed, SEALED.appId)).toThrow(PushRefused)
    },
  )
})

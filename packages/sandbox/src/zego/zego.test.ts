import { createCipheriv } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readToken04 } from './token04.ts'

const SECRET = 'fa94dd0f974cf2e293728a526b028271'
const body = {
  app_id: 1,
  user_id: 'demo',
  nonce: 7,
  ctime: 1_700_000_000,
  expire: 1_700_003_600,
  payload: '{"room_id":"demo","privilege":{"1":1,"2":0},"stream_id_list":null}',
}
const uint16 = (value: number) => Buffer.of(value >> 8, value & 255)
function expiry(seconds: number) {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64BE(BigInt(seconds))
  return bytes
}
function layout(iv: Buffer, sealed: Buffer, mode: number[], outside = body.expire) {
  return `04${Buffer.concat([expiry(outside), uint16(iv.length), iv, uint16(sealed.length), sealed, Buffer.from(mode)]).toString('base64')}`
}

/** A token in today's layout, made step by step. */
function gcm(outside?: number) {
  const iv = Buffer.alloc(12, 7)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(SECRET), iv)
  const sealed = Buffer.concat([cipher.update(JSON.stringify(body)), cipher.final(), cipher.getAuthTag()])
  return layout(iv, sealed, [1], outside)
}
function cbc() {
  const iv = Buffer.alloc(16, 'a')
  const cipher = createCipheriv('aes-256-cbc', Buffer.from(SECRET), iv)
  return layout(iv, Buffer.concat([cipher.update(JSON.stringify(body)), cipher.final()]), [])
}

describe('a token of ZEGO', () => {
  it.each([
    ['gcm', gcm()],
    ['cbc', cbc()],
  ])('gives the person, the room, the privileges and the expiry, in the %s layout', (cipher, token) => {
    expect(readToken04(SECRET, token)).toEqual({
      cipher,
      expiresAt: 1_700_003_600_000,
      appId: 1,
      userId: 'demo',
      roomId: 'demo',
      mayLogin: true,
      mayPublish: false,
    })
  })

  it('is unreadable with another secret, a changed byte or a changed outer time', () => {
    const [token, bytes] = [gcm(), Buffer.from(gcm().slice(2), 'base64')]
    bytes[40] = (bytes[40] ?? 0) ^ 1
    for (const [secret, text] of [
      ['x'.repeat(32), token],
      [SECRET, `04${bytes.toString('base64')}`],
      [SECRET, gcm(body.expire + 1)],
      [SECRET, token.slice(2)],
      [SECRET, '04'],
    ] as const)
      expect(readToken04(secret, text)).toBeUndefined()
  })
})

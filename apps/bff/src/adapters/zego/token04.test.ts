import { createDecipheriv } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { makeToken04 } from './token04.ts'

/** The secret of ZEGO's own published sample (zego_server_assistant, sample-rtc-room). */
const SECRET = 'fa94dd0f974cf2e293728a526b028271'
const NOW = Date.parse('2026-11-20T01:30:00Z')

/** Reads a token by the published layout, with nothing of the code under test. */
function read(token: string) {
  const bytes = Buffer.from(token.slice(2), 'base64')
  const ivLength = bytes.readUInt16BE(8)
  const iv = bytes.subarray(10, 10 + ivLength)
  const length = bytes.readUInt16BE(10 + ivLength)
  const sealed = bytes.subarray(12 + ivLength, 12 + ivLength + length)
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(SECRET), iv, { authTagLength: 16 })
  decipher.setAuthTag(sealed.subarray(-16))
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString()
  const mode = bytes.subarray(12 + ivLength + length)
  return { version: token.slice(0, 2), expiry: Number(bytes.readBigInt64BE(0)), ivLength, mode: [...mode], plain }
}

describe('a token04', () => {
  const claims = { appId: 1, userId: 'demo', roomId: 'demo', publish: false, now: NOW, seconds: 3600 }

  it('has the published layout: expiry, IV, sealed claims, and the mode byte of GCM at the end', () => {
    const { version, expiry, ivLength, mode } = read(makeToken04(SECRET, claims))
    expect([version, expiry, ivLength, mode]).toEqual(['04', NOW / 1000 + 3600, 12, [1]])
  })

  it('names app, person, times, and the one room with its privileges, in the order of the samples', () => {
    const { plain } = read(makeToken04(SECRET, claims))
    const told = JSON.parse(plain) as Record<string, unknown>
    expect(Object.keys(told)).toEqual(['app_id', 'user_id', 'nonce', 'ctime', 'expire', 'payload'])
    expect(told).toMatchObject({ app_id: 1, user_id: 'demo', ctime: NOW / 1000, expire: NOW / 1000 + 3600 })
    expect(told['payload']).toBe('{"room_id":"demo","privilege":{"1":1,"2":0},"stream_id_list":null}')
    expect(Math.abs(Number(told['nonce']))).toBeLessThanOrEqual(2 ** 31)
  })

  it('is never the same twice', () => {
    expect(makeToken04(SECRET, claims)).not.toBe(makeToken04(SECRET, claims))
  })
})

import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { accessTokenReader, signAccessToken } from './access-token.ts'

const secret = Buffer.from(Array.from({ length: 32 }, (_, i) => i * 7))
const now = Date.parse('2026-11-20T01:30:00Z')
const claims = { sub: 'a'.repeat(24), sid: 'b'.repeat(24), iat: now / 1000, exp: now / 1000 + 7200 }
const token = signAccessToken(secret, claims)
const encode = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
/** Genuinely signed, whatever it says: what a bug of ours or a leaked key could bring forth. */
const signed = (header: unknown, payload: unknown) => {
  const text = `${encode(header)}.${encode(payload)}`
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}
const readAccessToken = (key: Buffer, given: string, at: number) => accessTokenReader(key)(given, at)
const hs256 = { alg: 'HS256', typ: 'JWT' }

describe('an access token', () => {
  it('returns what was signed, until the second it expires', () => {
    expect(readAccessToken(secret, token, now)).toEqual(claims)
    expect(readAccessToken(secret, token, now + 7_199_999)).toEqual(claims)
    expect(readAccessToken(secret, token, now + 7_200_000)).toBe('expired')
  })

  it('is accepted only exactly as signed and until it expires, although verified tokens are remembered', () => {
    const read = accessTokenReader(secret)
    for (let i = 0; i < 3; i++) expect(read(token, now)).toEqual(claims)
    expect(read(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, now)).toBe('invalid')
    expect(read(`${token}=`, now)).toBe('invalid')
    const others = Array.from({ length: 1200 }, (_, i) => signAccessToken(secret, { ...claims, sid: String(i) }))
    for (const [i, other] of others.entries()) expect(read(other, now)).toMatchObject({ sid: String(i) })
    expect(read(token, now)).toEqual(claims)
    expect(read(token, now + 7_200_000)).toBe('expired')
    expect(read(token, now + 7_200_000)).toBe('expired')
  })

  it('is a JWT that other tools can read', () => {
    expect(token).toBe(signed(hs256, claims))
  })

  it('is invalid under another key', () => {
    expect(readAccessToken(Buffer.alloc(32, 1), token, now)).toBe('invalid')
  })

  it('is invalid when any single character differs', () => {
    for (let i = 0; i < token.length; i++) {
      for (const other of ['A', 'B', '-', '.', '=']) {
        if (token[i] === other) continue
        const tampered = token.slice(0, i) + other + token.slice(i + 1)
        expect([i, other, readAccessToken(secret, tampered, now)]).toEqual([i, other, 'invalid'])
      }
    }
  })

  it('has one spelling: padding, blanks and other forms of the same signature are refused', () => {
    for (const other of [
      `${token}=`,
      `${token} `,
      ` ${token}`,
      `${token}.`,
      `${token}!!`,
      token.replaceAll('-', '+'),
      `${token}\n`,
    ]) {
      if (other !== token) expect(readAccessToken(secret, other, now)).toBe('invalid')
    }
  })

  it.each([
    ['no algorithm', { alg: 'none', typ: 'JWT' }],
    ['another algorithm', { alg: 'HS512', typ: 'JWT' }],
    ['a public-key algorithm', { alg: 'RS256', typ: 'JWT' }],
    ['a key id of its own', { alg: 'HS256', typ: 'JWT', kid: '../../etc/passwd' }],
    ['the same header in another order', { typ: 'JWT', alg: 'HS256' }],
    ['no header', ''],
  ])('is refused when it asks for %s, even with a genuine signature', (_, header) => {
    expect(readAccessToken(secret, signed(header, claims), now)).toBe('invalid')
    const [, payload] = token.split('.')
    expect(readAccessToken(secret, `${encode(header)}.${payload}.`, now)).toBe('invalid')
  })

  it.each([
    ['no JSON', 'not json'],
    ['half of it', '{"sub":'],
    ['nothing', ''],
    ['null', null],
    ['a list', [1]],
    ['a number', 5],
    ['no end', { ...claims, exp: undefined }],
    ['an end that is no number', { ...claims, exp: '9999999999' }],
    ['an end that is not finite', `{"sub":"a","sid":"b","iat":1,"exp":1e999}`],
    ['no session', { ...claims, sid: undefined }],
    ['an account that is no text', { ...claims, sub: { $ne: null } }],
  ])('is invalid, and throws nothing, when a genuine signature covers %s', (_, payload) => {
    expect(readAccessToken(secret, signed(hs256, payload), now)).toBe('invalid')
  })

  it.each([
    '',
    '.',
    '..',
    '...',
    'a',
    'a.b',
    'a.b.c',
    'a.b.c.d',
    '🌸.🌸.🌸',
    '\u0000',
    `${encode(hs256)}..`,
    'x'.repeat(100_000),
  ])('is invalid, and throws nothing, when it is garbage', (garbage) => {
    expect(readAccessToken(secret, garbage, now)).toBe('invalid')
  })
})

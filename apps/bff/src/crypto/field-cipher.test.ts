import { describe, expect, it } from 'vitest'
import { makeFieldCipher } from './field-cipher.ts'

const key = (seed: number) => Buffer.from(Array.from({ length: 32 }, (_, i) => (i * 31 + seed) % 256))
const hashKey = key(9)
const cipher = makeFieldCipher(new Map([['k1', key(1)]]), hashKey)

describe('a sealed field', () => {
  it.each(['13812345678', '', '🌸 张三', 'x'.repeat(100_000)])('opens to what was sealed', (text) => {
    expect(cipher.open('phone', cipher.seal('phone', text))).toBe(text)
  })

  it('looks different each time and does not show its text', () => {
    const sealed = Array.from({ length: 50 }, () => cipher.seal('phone', '13812345678'))
    expect(new Set(sealed).size).toBe(50)
    for (const one of sealed) expect(one).toMatch(/^k1\.[\w-]{16}\.[\w-]+$/)
  })

  it('does not open when any character was changed', () => {
    const sealed = cipher.seal('phone', '13812345678')
    for (let i = 0; i < sealed.length; i++) {
      // The unused bits of a last character decode to the same bytes, which is the same value.
      const tampered = sealed.slice(0, i) + (sealed[i] === 'x' ? 'y' : 'x') + sealed.slice(i + 1)
      const bytes = (text: string) => text.split('.').map((part) => Buffer.from(part, 'base64url').toString('hex'))
      if (bytes(tampered).join() === bytes(sealed).join()) continue
      expect(() => cipher.open('phone', tampered)).toThrow()
    }
  })

  it('does not open as another kind, so that a phone cannot stand in for an id number', () => {
    expect(() => cipher.open('idNumber', cipher.seal('phone', '13812345678'))).toThrow()
  })

  it.each(['', 'k1', 'k1.', 'k1..', 'k1.AAAA.AAAA', 'k1.AAAAAAAAAAAAAAAA.', 'k1.AAAAAAAAAAAAAAAA.AAAA', 'nobody.a.b'])(
    'does not open a value that was never sealed: "%s"',
    (text) => {
      expect(() => cipher.open('phone', text)).toThrow()
    },
  )

  it('does not open under a tag that was cut short', () => {
    const [id, iv, data = ''] = cipher.seal('phone', '').split('.')
    for (const bytes of [4, 8, 12, 15]) {
      const cut = Buffer.from(data, 'base64url').subarray(0, bytes).toString('base64url')
      expect(() => cipher.open('phone', [id, iv, cut].join('.'))).toThrow()
    }
  })

  it('stays readable when keys are rotated: the first key seals, all of them open', () => {
    const old = cipher.seal('phone', '13812345678')
    const rotated = makeFieldCipher(
      new Map([
        ['k2', key(2)],
        ['k1', key(1)],
      ]),
      hashKey,
    )
    expect(rotated.open('phone', old)).toBe('13812345678')
    const fresh = rotated.seal('phone', '13812345678')
    expect(fresh.startsWith('k2.')).toBe(true)
    expect(() => cipher.open('phone', fresh)).toThrow('the key of an encrypted field is not configured')
    const swapped = makeFieldCipher(new Map([['k1', key(2)]]), hashKey)
    expect(() => swapped.open('phone', old)).toThrow()
  })

  it('cannot be made without a key', () => {
    expect(() => makeFieldCipher(new Map(), hashKey)).toThrow()
  })
})

describe('a lookup hash', () => {
  it('is the same for the same value, and for nothing else', () => {
    const hash = cipher.hash('phone', '13812345678')
    expect(cipher.hash('phone', '13812345678')).toBe(hash)
    const others = [
      cipher.hash('phone', '13812345679'),
      cipher.hash('idNumber', '13812345678'),
      makeFieldCipher(new Map([['k1', key(1)]]), key(8)).hash('phone', '13812345678'),
    ]
    expect(others).not.toContain(hash)
    expect(makeFieldCipher(new Map([['k2', key(2)]]), hashKey).hash('phone', '13812345678')).toBe(hash)
  })
})

import { describe, expect, it } from 'vitest'
import { makeUtf8Decoder } from './utf8'

const TEXT = '月嫂 Zoë, 育儿嫂 café — 👩‍🍼🍼 €5 ½ naïve 𠮷野家 🇨🇳'
const CUTS = 5_000
const SEED = 20_261_122

const encode = (text: string) => new TextEncoder().encode(text)
const bytes = (...values: number[]) => Uint8Array.from(values)
const native = (input: Uint8Array) => new TextDecoder().decode(input)

/** The same numbers in every run (mulberry32). */
function makeRandom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

function decodeInPieces(input: Uint8Array, cuts: readonly number[]): string {
  const decode = makeUtf8Decoder()
  const edges = [0, ...cuts, input.length]
  const pieces = edges.slice(1).map((edge, at) => decode(input.subarray(edges[at], edge)))
  return pieces.join('') + decode(bytes(), true)
}

describe('the decoder for phones', () => {
  it('reads a text that comes byte by byte', () => {
    const input = encode(TEXT)
    expect(
      decodeInPieces(
        input,
        Array.from(input, (_, at) => at),
      ),
    ).toBe(TEXT)
  })

  it('reads a text cut in two at any place', () => {
    const input = encode(TEXT)
    for (let cut = 0; cut <= input.length; cut++) expect(decodeInPieces(input, [cut])).toBe(TEXT)
  })

  it('holds a cut character back instead of writing half of it', () => {
    const decode = makeUtf8Decoder()
    const [first = 0, second = 0, third = 0] = encode('嫂')
    expect([decode(bytes(first)), decode(bytes(second)), decode(bytes(third))]).toEqual(['', '', '嫂'])
  })

  it.each([
    ['an overlong slash of two bytes', bytes(0xc0, 0xaf)],
    ['an overlong slash of three bytes', bytes(0xe0, 0x80, 0xaf)],
    ['an overlong slash of four bytes', bytes(0xf0, 0x80, 0x80, 0xaf)],
    ['the longest overlong form of two bytes', bytes(0xc1, 0xbf)],
    ['the longest overlong form of three bytes', bytes(0xe0, 0x9f, 0xbf)],
    ['the longest overlong form of four bytes', bytes(0xf0, 0x8f, 0xbf, 0xbf)],
    ['the first surrogate', bytes(0xed, 0xa0, 0x80)],
    ['the last surrogate', bytes(0xed, 0xbf, 0xbf)],
    ['a pair of surrogates', bytes(0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80)],
    ['more than U+10FFFF', bytes(0xf4, 0x90, 0x80, 0x80)],
    ['leads that never are', bytes(0xf5, 0x80, 0xfe, 0xff)],
    ['a lone continuation', bytes(0x61, 0x80, 0x62)],
    ['a lead broken off by a letter', bytes(0xe6, 0x9c, 0x61)],
    ['a lead broken off by a character', bytes(0xf0, 0x9f, 0xe6, 0x9c, 0x88)],
    ['a cut at the end', bytes(0x61, 0xf0, 0x9f, 0x8d)],
    ['the edges of every length', encode('\0\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff\u{10000}\u{10ffff}')],
    ['a byte order mark, and one inside', encode('\ufeffa\ufeff')],
    ['a byte order mark after a broken byte', bytes(0x80, 0xef, 0xbb, 0xbf)],
  ])('answers %s as TextDecoder does', (_, input) => {
    expect(decodeInPieces(input, [])).toBe(native(input))
    expect(
      decodeInPieces(
        input,
        Array.from(input, (__, at) => at),
      ),
    ).toBe(native(input))
  })

  it('agrees with TextDecoder piece by piece, on random cuts of corrupted text', () => {
    const random = makeRandom(SEED)
    for (let round = 0; round < CUTS; round++) {
      const input = encode(TEXT)
      for (let broken = random(6); broken > 0; broken--) input[random(input.length)] = random(256)
      const cuts = Array.from({ length: random(8) }, () => random(input.length)).sort((a, b) => a - b)
      const ours = makeUtf8Decoder()
      const theirs = new TextDecoder()
      const edges = [0, ...cuts, input.length]
      for (const [at, edge] of edges.slice(1).entries()) {
        const piece = input.subarray(edges[at], edge)
        expect(ours(piece), `round ${round}`).toBe(theirs.decode(piece, { stream: true }))
      }
      expect(ours(bytes(), true), `round ${round}`).toBe(theirs.decode())
    }
  })

  it('agrees with TextDecoder on bytes that are no text at all', () => {
    const random = makeRandom(SEED)
    for (let round = 0; round < CUTS; round++) {
      // Half of them are leads or continuations, of which sequences are made.
      const input = Uint8Array.from({ length: 24 }, () => (random(2) ? 0x80 + random(128) : random(256)))
      expect(decodeInPieces(input, [random(24)].concat(24)), `round ${round}`).toBe(native(input))
    }
  })

  it('starts with a clean state after the end', () => {
    const decode = makeUtf8Decoder()
    expect(decode(bytes(0xe6, 0x9c), true)).toBe('\ufffd')
    expect(decode(encode('\ufeff月'), true)).toBe('月')
  })
})

interface Lead {
  readonly first: number
  readonly last: number
  /** How many bytes follow. */
  readonly missing: number
  /** The range of the next byte, which excludes overlong forms, surrogates and what is past U+10FFFF. */
  readonly from: number
  readonly to: number
}

/** The Unicode standard's table 3-7, "Well-Formed UTF-8 Byte Sequences". */
const LEADS: readonly Lead[] = [
  { first: 0xc2, last: 0xdf, missing: 1, from: 0x80, to: 0xbf },
  { first: 0xe0, last: 0xe0, missing: 2, from: 0xa0, to: 0xbf },
  { first: 0xe1, last: 0xec, missing: 2, from: 0x80, to: 0xbf },
  { first: 0xed, last: 0xed, missing: 2, from: 0x80, to: 0x9f },
  { first: 0xee, last: 0xef, missing: 2, from: 0x80, to: 0xbf },
  { first: 0xf0, last: 0xf0, missing: 3, from: 0x90, to: 0xbf },
  { first: 0xf1, last: 0xf3, missing: 3, from: 0x80, to: 0xbf },
  { first: 0xf4, last: 0xf4, missing: 3, from: 0x80, to: 0x8f },
]

const BROKEN = 0xfffd
const BYTE_ORDER_MARK = 0xfeff

/** What a character still lacks; `code` holds the bits so far. */
type Unfinished = Pick<Lead, 'missing' | 'from' | 'to'> & { readonly code: number }

/**
 * A `TextDecoder` for phones, which have none. What a chunk cuts off waits for the next one; `end` gives up on it and
 * begins anew.
 */
export function makeUtf8Decoder(): (bytes: Uint8Array, end?: boolean) => string {
  let unfinished: Unfinished | undefined
  let begun = false
  let text = ''

  const write = (code: number) => {
    if (begun || code !== BYTE_ORDER_MARK) text += String.fromCodePoint(code)
    begun = true
  }

  const read = (byte: number) => {
    const open = unfinished
    unfinished = undefined
    if (open && byte >= open.from && byte <= open.to) {
      const code = (open.code << 6) | (byte & 0x3f)
      if (open.missing === 1) write(code)
      else unfinished = { missing: open.missing - 1, from: 0x80, to: 0xbf, code }
      return
    }
    // The byte that breaks a character may itself begin the next one.
    if (open) write(BROKEN)
    const lead = LEADS.find(({ first, last }) => byte >= first && byte <= last)
    if (lead) unfinished = { ...lead, code: byte & (0x3f >> lead.missing) }
    else write(byte < 0x80 ? byte : BROKEN)
  }

  return (bytes, end = false) => {
    text = ''
    bytes.forEach(read)
    if (end) {
      if (unfinished) write(BROKEN)
      unfinished = undefined
      begun = false
    }
    return text
  }
}

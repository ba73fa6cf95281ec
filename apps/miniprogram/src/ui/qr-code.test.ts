import { encode } from 'uqr'
import { describe, expect, it } from 'vitest'
import { qrSource } from './qr-code'

const LINK = 'https://qingpin.example.com/#/features/interviews/guest/index?t=Zk3mT0qYw8rJc5vN1xBhLgPdSaUeQ7Rf'

/** Follows the strokes as an image does, into rows of squares. */
function drawn(source: string): boolean[][] {
  const svg = decodeURIComponent(source.slice(source.indexOf(',') + 1))
  const size = Number(/viewBox='0 0 (\d+)/.exec(svg)?.[1])
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  let [x, y] = [0, 0]
  for (const [, command, a = '', b = ''] of (/crispEdges' d='([^']*)'/.exec(svg)?.[1] ?? '').matchAll(
    /([Mmh])(\d+)(?: ([\d.]+))?/g,
  )) {
    if (command === 'M') [x, y] = [Number(a), Math.floor(Number(b))]
    if (command === 'm') x += Number(a)
    if (command === 'h') for (const end = x + Number(a); x < end; x++) (rows[y] ?? [])[x] = true
  }
  return rows
}

describe('the picture of a QR code', () => {
  it('has exactly the squares of the code', () => {
    expect(drawn(qrSource(LINK, 232))).toEqual(encode(LINK, { ecc: 'M', border: 2 }).data)
  })

  it('is small, for all of it is sent to the screen of the phone', () => {
    expect(qrSource(LINK, 232).length).toBeLessThan(5000)
    expect(qrSource(LINK, 232)).toMatch(/^data:image\/svg\+xml,%3Csvg/)
  })
})

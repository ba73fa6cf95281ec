import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'
import type { MiniCode } from './mini-code.ts'

const RAYS = 36
const RINGS = 9
const WHITE = 255
const INK = 20
/** Position and radius of the middle and the three eyes, as fractions of half the width. */
const SPOTS = [
  { x: 0, y: 0, radius: 0.36 },
  { x: -0.62, y: -0.62, radius: 0.18 },
  { x: 0.62, y: -0.62, radius: 0.18 },
  { x: -0.62, y: 0.62, radius: 0.18 },
]

/** A round picture like WeChat's that differs for each page and scene. Cameras cannot read it. */
export function drawMiniCode({ page, scene, width }: MiniCode): Buffer {
  const bits = createHash('shake256', { outputLength: (RAYS * RINGS) / 4 })
    .update(`${page}?${scene}`)
    .digest()
  const isSet = (n: number) => ((bits[n >> 3] ?? 0) >> (n & 7)) & 1
  const rows = Array.from({ length: width }, (_, line) => {
    const row = Buffer.alloc(width + 1, WHITE)
    row[0] = 0
    for (let column = 0; column < width; column++) {
      const [x, y] = [(2 * column) / width - 1, (2 * line) / width - 1]
      row[column + 1] = isInked(x, y, isSet) ? INK : WHITE
    }
    return row
  })
  return png(width, Buffer.concat(rows))
}

function isInked(x: number, y: number, isSet: (n: number) => number): boolean {
  for (const spot of SPOTS) {
    const distance = Math.hypot(x - spot.x, y - spot.y) / spot.radius
    if (distance < 1.15) return distance < 0.45 || (distance > 0.75 && distance < 1)
  }
  const radius = Math.hypot(x, y)
  if (radius > 0.96 || radius < 0.42) return false
  const turn = ((Math.atan2(y, x) / Math.PI + 1) / 2) * RAYS
  const ring = Math.floor(((radius - 0.42) / 0.54) * RINGS)
  return Math.abs((turn % 1) - 0.5) < 0.3 && isSet(Math.floor(turn) * RINGS + ring) === 1
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A PNG with eight bits of grey. */
function png(width: number, rows: Buffer): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(width, 4)
  head[8] = 8
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

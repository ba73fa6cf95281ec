import { fewRandomBytes } from '../crypto/random.ts'

/** A new row id: 24 lower-case hex digits, 4 bytes of seconds and 8 random ones, so that ids sort roughly by age. */
export function newId(now: number): string {
  const bytes = Buffer.alloc(12)
  bytes.writeUInt32BE(Math.floor(now / 1000) >>> 0)
  fewRandomBytes(8).copy(bytes, 4)
  return bytes.toString('hex')
}

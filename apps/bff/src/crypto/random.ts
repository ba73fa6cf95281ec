import { randomFillSync } from 'node:crypto'

const POOL_BYTES = 4096
const pool = Buffer.alloc(POOL_BYTES)
let used = POOL_BYTES

/**
 * A few random bytes from the system's generator, each given once. It is asked for many at a time, because asking takes
 * longer than what a row's id needs them for. Not for keys and tokens, which must stand nowhere else in memory.
 * @param size at most 64
 */
export function fewRandomBytes(size: number): Buffer {
  if (used + size > POOL_BYTES) {
    randomFillSync(pool)
    used = 0
  }
  const bytes = Buffer.from(pool.subarray(used, used + size))
  used += size
  return bytes
}

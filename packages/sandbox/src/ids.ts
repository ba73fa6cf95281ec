import { createHash, randomBytes } from 'node:crypto'

export interface Ids {
  bytes: (count: number) => Buffer
  /** Letters, digits, `_` and `-`. */
  token: (length: number) => string
  uuid: () => string
  reset: () => void
}

/** Random ids, or with a seed the same sequence in every run. */
export function createIds(seed?: string): Ids {
  let counter = 0
  const bytes = (count: number) => (seed === undefined ? randomBytes(count) : seededBytes(seed, ++counter, count))
  return {
    bytes,
    token: (length) => bytes(length).toString('base64url').slice(0, length),
    uuid: () =>
      bytes(16)
        .toString('hex')
        .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    reset: () => {
      counter = 0
    },
  }
}

function seededBytes(seed: string, counter: number, count: number) {
  return createHash('shake256', { outputLength: count }).update(`${seed}:${counter}`).digest()
}

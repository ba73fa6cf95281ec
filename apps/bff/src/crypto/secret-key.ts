import { createSecretKey, type KeyObject } from 'node:crypto'

const keys = new WeakMap<Buffer, KeyObject>()

/** A key in the form in which Node signs and encrypts with it five times as fast as with its bytes. */
export function secretKey(bytes: Buffer): KeyObject {
  let key = keys.get(bytes)
  if (!key) keys.set(bytes, (key = createSecretKey(bytes)))
  return key
}

import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import type { Ids } from '../ids.ts'

/** The signature of a push: SHA-1 of its parts in alphabetical order. */
export function signPush(parts: string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex')
}

const keyOf = (encodingAesKey: string) => Buffer.from(`${encodingAesKey}=`, 'base64')

/** Encrypts a message for an app as WeChat's documentation describes it. */
export function sealPush(
  text: string,
  { encodingAesKey, appId, ids }: { encodingAesKey: string; appId: string; ids: Ids },
) {
  const key = keyOf(encodingAesKey)
  const message = Buffer.from(text, 'utf8')
  const size = Buffer.from([0, 0, 0, 0])
  size.writeInt32BE(message.length)
  const whole = Buffer.concat([ids.bytes(16), size, message, Buffer.from(appId, 'utf8')])
  const fill = 32 - (whole.length % 32)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16))
  cipher.setAutoPadding(false)
  return cipher.update(Buffer.concat([whole, Buffer.alloc(fill, fill)])).toString('base64')
}

/** Decrypts an answer; throws where it was not encrypted for this app with this key. */
export function openPush(sealed: string, { encodingAesKey, appId }: { encodingAesKey: string; appId: string }): string {
  const key = keyOf(encodingAesKey)
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16))
  decipher.setAutoPadding(false)
  const whole = decipher.update(Buffer.from(sealed, 'base64'))
  const content = whole.subarray(16, whole.length - (whole[whole.length - 1] ?? 0))
  const size = content.readInt32BE(0)
  if (content.subarray(4 + size).toString('utf8') !== appId) throw new Error('the answer is for another app')
  return content.subarray(4, 4 + size).toString('utf8')
}

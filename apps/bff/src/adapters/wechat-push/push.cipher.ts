import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { PushRefused } from '../../ports/wechat-push.port.ts'

const BLOCK = 32
const RANDOM = 16
const LENGTH = 4

/** SHA-1 over sorted parts, in hex: how WeChat signs. */
export const signatureOf = (...parts: readonly string[]): string =>
  createHash('sha1').update(parts.toSorted().join('')).digest('hex')

/** 16 random bytes, the length, the text, and the app it is for; padded to blocks of 32. */
export function encrypt(key: Buffer, text: string, appId: string): string {
  const content = Buffer.from(text)
  const length = Buffer.alloc(LENGTH)
  length.writeUInt32BE(content.length)
  const plain = Buffer.concat([randomBytes(RANDOM), length, content, Buffer.from(appId)])
  const padding = BLOCK - (plain.length % BLOCK)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(padding, padding)), cipher.final()]).toString(
    'base64',
  )
}

/** The text of a push for this app; undefined where the key is another one. */
function decryptWith(key: Buffer, sealed: Buffer, appId: string): string | undefined {
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(sealed), decipher.final()])
  const padding = padded.at(-1) ?? 0
  if (padding < 1 || padding > BLOCK || padding > padded.length - RANDOM - LENGTH) return undefined
  const plain = padded.subarray(0, padded.length - padding)
  const end = RANDOM + LENGTH + plain.readUInt32BE(RANDOM)
  // A wrong key shows here first, before anything is copied.
  if (end > plain.length || plain.subarray(end).toString() !== appId) return undefined
  return plain.subarray(RANDOM + LENGTH, end).toString()
}

/** Decrypts with the key in use or, during a change, with the one before. Throws PushRefused. */
export function decrypt(keys: readonly Buffer[], sealed: string, appId: string): string {
  const bytes = Buffer.from(sealed, 'base64')
  if (bytes.length === 0 || bytes.length % 16 !== 0) throw new PushRefused('what is sealed is cut off')
  for (const key of keys) {
    const text = decryptWith(key, bytes, appId)
    if (text !== undefined) return text
  }
  throw new PushRefused('another key or another app')
}

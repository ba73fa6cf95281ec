import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { fewRandomBytes } from './random.ts'
import { secretKey } from './secret-key.ts'

/** The kinds of personal values; the kind is bound into each ciphertext, so that one cannot stand for another. */
export type FieldKind =
  | 'phone'
  | 'idNumber'
  | 'emergencyPhone'
  | 'wechatId'
  | 'smsCode'
  | 'loginSubject'
  | 'device'
  | 'refreshToken'
  | 'requestBody'
  | 'rateLimit'
  | 'reply'
  | 'cv'
  | 'chatText'
  | 'llmUser'
  | 'inviteTicket'
  | 'participantToken'
  | 'vendorToken'
  | 'checkedText'
  | 'seatEvent'
  | 'shareToken'
  | 'shortlistTicket'
  | 'shortlistReader'
  | 'visitor'
  | 'cardReading'
  | 'importRow'
  | 'bindScene'
  | 'wechatPush'
  | 'keyCheck'

const TAG_BYTES = 16

/** Kinds of which only ids and addresses are hashed, at each call of a person: their hashes are remembered. */
const ASKED_OFTEN: ReadonlySet<FieldKind> = new Set(['rateLimit', 'llmUser'])
const REMEMBERED = 2000

export interface FieldCipher {
  /** `keyId.iv.ciphertext+tag`, AES-256-GCM, base64url. */
  seal(kind: FieldKind, text: string): string
  /** The text; throws when the value was changed, belongs to another kind, or its key is not known. */
  open(kind: FieldKind, sealed: string): string
  /** A keyed hash for looking a value up by equality. */
  hash(kind: FieldKind, text: string): string
}

/**
 * @param keys 32-byte keys by id; the first one seals, all of them open, so that keys can be rotated
 * @param hashKey the key of the lookup hashes; changing it makes every stored hash useless
 */
export function makeFieldCipher(keys: ReadonlyMap<string, Buffer>, hashKey: Buffer): FieldCipher {
  const [current] = keys
  if (!current) throw new Error('a field cipher needs a key')
  const [currentId, currentKey] = current
  const known = new LRUCache<string, string>({ max: REMEMBERED })
  const hashed = (named: string) => createHmac('sha256', secretKey(hashKey)).update(named).digest('base64url')
  return {
    seal(kind, text) {
      const iv = fewRandomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', secretKey(currentKey), iv).setAAD(Buffer.from(kind))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return `${currentId}.${iv.toString('base64url')}.${body.toString('base64url')}`
    },
    open(kind, sealed) {
      const [id = '', iv = '', data = ''] = sealed.split('.')
      const key = keys.get(id)
      if (!key) throw new Error('the key of an encrypted field is not configured')
      const body = Buffer.from(data, 'base64url')
      // Without the length Node accepts tags of four bytes, which can be guessed.
      const options = { authTagLength: TAG_BYTES }
      const decipher = createDecipheriv('aes-256-gcm', secretKey(key), Buffer.from(iv, 'base64url'), options)
      decipher.setAAD(Buffer.from(kind))
      decipher.setAuthTag(body.subarray(-TAG_BYTES))
      return Buffer.concat([decipher.update(body.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8')
    },
    hash(kind, text) {
      const named = `${kind}:${text}`
      if (!ASKED_OFTEN.has(kind)) return hashed(named)
      const hash = known.get(named) ?? hashed(named)
      known.set(named, hash)
      return hash
    },
  }
}

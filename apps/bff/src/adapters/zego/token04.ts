import { createCipheriv, randomBytes, randomInt } from 'node:crypto'

export interface TokenClaims {
  appId: number
  userId: string
  /** The one room that the token opens. */
  roomId: string
  publish: boolean
  /** Epoch milliseconds. */
  now: number
  seconds: number
}

/** Cipher mode byte of the token: 0 was CBC and is retired, 1 is GCM (zego_server_assistant, AesEncryptMode). */
const GCM = 1
const MODE = Buffer.of(GCM)

const uint16 = (value: number) => {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}

/**
 * ZEGO's "token04": `04` and base64 of expiry, IV, encrypted claims and mode, each length-prefixed, big-endian.
 * @param secret the server secret; its 32 characters are the AES-256 key
 */
export function makeToken04(secret: string, claims: TokenClaims): string {
  const created = Math.floor(claims.now / 1000)
  const expires = created + claims.seconds
  const payload = {
    room_id: claims.roomId,
    privilege: { 1: 1, 2: claims.publish ? 1 : 0 },
    stream_id_list: null,
  }
  const plain = JSON.stringify({
    app_id: claims.appId,
    user_id: claims.userId,
    nonce: randomInt(-(2 ** 31), 2 ** 31 - 1),
    ctime: created,
    expire: expires,
    payload: JSON.stringify(payload),
  })
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(secret), iv)
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
  const expiry = Buffer.alloc(8)
  expiry.writeBigInt64BE(BigInt(expires))
  return `04${Buffer.concat([expiry, uint16(iv.length), iv, uint16(sealed.length), sealed, MODE]).toString('base64')}`
}

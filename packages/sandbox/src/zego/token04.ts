import { createDecipheriv } from 'node:crypto'

export interface Token04 {
  cipher: 'gcm' | 'cbc'
  expiresAt: number
  appId: number
  userId: string
  roomId: string | undefined
  mayLogin: boolean
  mayPublish: boolean
}

interface Body {
  app_id: number
  user_id: string
  ctime: number
  expire: number
  payload: string
}
interface Payload {
  room_id?: string
  privilege?: Record<string, number>
}

/** Reads both layouts that ZEGO has published: GCM with a mode byte at the end, and the retired CBC without one. */
export function readToken04(secret: string, token: string): Token04 | undefined {
  if (!token.startsWith('04')) return undefined
  const bytes = Buffer.from(token.slice(2), 'base64')
  try {
    const expiresAt = Number(bytes.readBigInt64BE(0))
    const ivEnd = 10 + bytes.readUInt16BE(8)
    const iv = bytes.subarray(10, ivEnd)
    const end = ivEnd + 2 + bytes.readUInt16BE(ivEnd)
    const sealed = bytes.subarray(ivEnd + 2, end)
    const gcm = bytes.length > end && bytes[end] === 1
    const body = JSON.parse(gcm ? openGcm(secret, iv, sealed) : openCbc(secret, iv, sealed)) as Body
    const payload = (body.payload === '' ? {} : JSON.parse(body.payload)) as Payload
    // The outer time serves quick refusal only; one that differs from the sealed time was tampered with.
    if (body.expire !== expiresAt) return undefined
    return {
      cipher: gcm ? 'gcm' : 'cbc',
      expiresAt: expiresAt * 1000,
      appId: body.app_id,
      userId: body.user_id,
      roomId: payload.room_id,
      mayLogin: payload.privilege === undefined || payload.privilege['1'] === 1,
      mayPublish: payload.privilege === undefined || payload.privilege['2'] === 1,
    }
  } catch {
    return undefined
  }
}

function openGcm(secret: string, iv: Buffer, sealed: Buffer) {
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(secret), iv, { authTagLength: 16 })
  decipher.setAuthTag(sealed.subarray(sealed.length - 16))
  return decipher.update(sealed.subarray(0, sealed.length - 16), undefined, 'utf8') + decipher.final('utf8')
}

function openCbc(secret: string, iv: Buffer, sealed: Buffer) {
  const decipher = createDecipheriv('aes-256-cbc', Buffer.from(secret), iv)
  return decipher.update(sealed, undefined, 'utf8') + decipher.final('utf8')
}

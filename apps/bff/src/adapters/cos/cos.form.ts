import { createHash, createHmac } from 'node:crypto'
import type { Upload } from '../../ports/object-store.port.ts'

const hmac = (key: string, text: string) => createHmac('sha1', key).update(text).digest('hex')

/**
 * The fields of a form upload, whose policy binds key, type and size. The SDK does not sign forms; the steps are those
 * of https://cloud.tencent.com/document/product/436/14690.
 */
export function signForm(
  { secretId, secretKey }: { secretId: string; secretKey: string },
  bucket: string,
  { key, type, size, seconds }: Upload,
  now: number,
): Record<string, string> {
  const start = Math.floor(now / 1000) - 1
  const keyTime = `${start};${start + 1 + seconds}`
  const policy = JSON.stringify({
    expiration: new Date(now + seconds * 1000).toISOString(),
    conditions: [
      { bucket },
      { key },
      { 'Content-Type': type },
      { success_action_status: '200' },
      ['content-length-range', size, size],
      { 'q-sign-algorithm': 'sha1' },
      { 'q-ak': secretId },
      { 'q-sign-time': keyTime },
    ],
  })
  return {
    key,
    'Content-Type': type,
    success_action_status: '200',
    policy: Buffer.from(policy).toString('base64'),
    'q-sign-algorithm': 'sha1',
    'q-ak': secretId,
    'q-key-time': keyTime,
    'q-signature': hmac(hmac(secretKey, keyTime), createHash('sha1').update(policy).digest('hex')),
  }
}

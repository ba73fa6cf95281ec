import { createDecipheriv, type KeyObject, verify } from 'node:crypto'
import { z } from 'zod'
import { WebhookRefused } from '../../ports/payment.port.ts'

/** https://pay.weixin.qq.com/doc/v3/merchant/4012791861: a webhook lives five minutes; older ones are replays. */
const TOLERANCE_SECONDS = 300
const TAG_BYTES = 16

const Webhook = z.object({
  event_type: z.string(),
  resource: z.object({
    algorithm: z.literal('AEAD_AES_256_GCM'),
    ciphertext: z.string(),
    associated_data: z.string().default(''),
    nonce: z.string(),
  }),
})

/**
 * Fails unless the bytes were signed by one of WeChat's keys within five minutes of now. The bytes are those that came:
 * parsed and written again they would be other ones. WeChat's probes (signature WECHATPAY/SIGNTEST/…) fail like forgery.
 */
export function verifyWebhook(
  headers: Headers,
  body: Uint8Array,
  keys: ReadonlyMap<string, KeyObject>,
  now: number,
): void {
  const header = (name: string) => headers.get(`wechatpay-${name}`) ?? ''
  const [timestamp, nonce, serial, signature] = ['timestamp', 'nonce', 'serial', 'signature'].map(header)
  if (!timestamp || !nonce || !serial || !signature) throw new WebhookRefused('the signature headers are incomplete')
  const age = Math.abs(now / 1000 - Number(timestamp))
  if (!/^\d{1,12}$/.test(timestamp) || age > TOLERANCE_SECONDS) throw new WebhookRefused('it is too old or too new')
  const key = keys.get(serial)
  if (!key) throw new WebhookRefused('it was signed with a key that we do not know')
  const message = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), body, Buffer.from('\n')])
  if (!verify('sha256', message, key, Buffer.from(signature, 'base64'))) {
    throw new WebhookRefused('the signature does not fit')
  }
}

/** Decrypts AEAD_AES_256_GCM as WeChat Pay packs it: base64 of ciphertext and tag. */
export function decryptResource(
  { ciphertext, nonce, associated_data: associated }: { ciphertext: string; nonce: string; associated_data: string },
  apiV3Key: string,
): string {
  const bytes = Buffer.from(ciphertext, 'base64')
  if (bytes.length < TAG_BYTES) throw new WebhookRefused('its content is too short')
  try {
    const cipher = createDecipheriv('aes-256-gcm', Buffer.from(apiV3Key), Buffer.from(nonce))
    cipher.setAuthTag(bytes.subarray(-TAG_BYTES)).setAAD(Buffer.from(associated))
    return Buffer.concat([cipher.update(bytes.subarray(0, -TAG_BYTES)), cipher.final()]).toString('utf8')
  } catch (cause) {
    throw new WebhookRefused('its content cannot be decrypted', { cause })
  }
}

/** The event and the decrypted content of a webhook that has been verified. */
export function openWebhook(body: Uint8Array, apiV3Key: string): { event: string; content: unknown } {
  try {
    const { event_type: event, resource } = Webhook.parse(JSON.parse(Buffer.from(body).toString('utf8')))
    return { event, content: JSON.parse(decryptResource(resource, apiV3Key)) }
  } catch (cause) {
    throw cause instanceof WebhookRefused ? cause : new WebhookRefused('it has another shape', { cause })
  }
}

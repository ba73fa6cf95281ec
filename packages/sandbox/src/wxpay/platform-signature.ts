import { createCipheriv, createPrivateKey, createSign, type KeyObject } from 'node:crypto'

/** WeChat's private key in this sandbox, and the id under which merchants know its public half. */
export interface Platform {
  keyId: string
  key: KeyObject
}

export const platformOf = (keyId: string, pem: string): Platform => ({ keyId, key: createPrivateKey(pem) })

/** The headers that sign an answer or a webhook of WeChat; `at` is epoch ms. */
export function signedHeaders(
  { keyId, key }: Platform,
  { body, nonce, at }: { body: string; nonce: string; at: number },
): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000))
  const signature = createSign('RSA-SHA256').update(`${timestamp}\n${nonce}\n${body}\n`, 'utf8').sign(key, 'base64')
  return {
    'Wechatpay-Timestamp': timestamp,
    'Wechatpay-Nonce': nonce,
    'Wechatpay-Serial': keyId,
    'Wechatpay-Signature': signature,
    'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048',
  }
}

/** Encrypts the content of a webhook, or a certificate, with the merchant's APIv3 key; the nonce has 12 characters. */
export function encryptedResource(
  content: object | string,
  { apiV3Key, nonce }: { apiV3Key: string; nonce: string },
): { algorithm: string; ciphertext: string; associated_data: string; nonce: string; original_type: string } {
  const associated = 'transaction'
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(apiV3Key, 'utf8'), Buffer.from(nonce, 'utf8'))
  cipher.setAAD(Buffer.from(associated, 'utf8'))
  const sealed = [
    cipher.update(typeof content === 'string' ? content : JSON.stringify(content), 'utf8'),
    cipher.final(),
  ]
  const ciphertext = Buffer.concat([...sealed, cipher.getAuthTag()]).toString('base64')
  return { algorithm: 'AEAD_AES_256_GCM', ciphertext, associated_data: associated, nonce, original_type: 'transaction' }
}

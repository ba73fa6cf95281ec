import { type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto'
import type { Logger } from 'pino'
import { z } from 'zod'
import { type VendorCalls, vendorFetch, VendorError } from '../vendor-calls.ts'
import { CERTIFICATES } from './platform-keys.rules.ts'
import { decryptResource, verifyWebhook } from './wechat-pay.webhook.ts'

interface Options {
  base: string
  mchid: string
  serial: string
  privateKey: KeyObject
  apiV3Key: string
  platformKeys: ReadonlyMap<string, KeyObject>
}

export type Keys = ReadonlyMap<string, KeyObject>

/** WeChat's keys by certificate serial or PUB_KEY_ID_…: those that are configured, and certificates that are fetched. */
export interface PlatformKeys {
  /** The keys as they are needed for a call: fetched first where there is none, renewed in the background after a while. */
  ready(): Promise<Keys>
  /** The same, fetched again where none has this serial; not more than once a minute. */
  withSerial(serial: string): Promise<Keys>
  /** The key that WeChat should sign with. */
  preferred(): string | undefined
}

const Certificates = z.object({
  data: z.array(
    z.object({
      serial_no: z.string(),
      encrypt_certificate: z.object({
        algorithm: z.literal('AEAD_AES_256_GCM'),
        nonce: z.string(),
        associated_data: z.string().default(''),
        ciphertext: z.string(),
      }),
    }),
  ),
})

const isPublicKeyId = (id: string): boolean => id.startsWith('PUB_KEY_ID_')

/** The certificates that WeChat has for this merchant, by serial; 'none' where the merchant uses a public key instead. */
async function fetchCertificates(options: Options, signal: AbortSignal): Promise<Map<string, KeyObject> | 'none'> {
  const { base, mchid, serial, privateKey, apiV3Key } = options
  const url = new URL('v3/certificates', base.endsWith('/') ? base : `${base}/`)
  const [timestamp, nonce] = [String(Math.floor(Date.now() / 1000)), randomBytes(16).toString('hex')]
  const message = Buffer.from(`GET\n${url.pathname}\n${timestamp}\n${nonce}\n\n`)
  const signature = sign('sha256', message, privateKey).toString('base64')
  const parts = { mchid, nonce_str: nonce, signature, timestamp, serial_no: serial }
  const fields = Object.entries(parts).map(([name, value]) => `${name}="${value}"`)
  const headers = { accept: 'application/json', authorization: `WECHATPAY2-SHA256-RSA2048 ${fields.join(',')}` }
  const response = await vendorFetch(url.href, { headers, signal })
  const bytes = new Uint8Array(await response.arrayBuffer())
  // 404 RESOURCE_NOT_EXISTS, or 403 once it has switched: this merchant has a public key and no certificates.
  if (response.status === 404 || response.status === 403) return 'none'
  if (!response.ok) throw new VendorError(`status ${response.status}`)
  const answer = Certificates.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8'))).data
  if (!answer) throw new VendorError('another shape')
  const found = new Map<string, KeyObject>()
  for (const { serial_no: id, encrypt_certificate: sealed } of answer.data) {
    const certificate = new X509Certificate(decryptResource(sealed, apiV3Key))
    if (certificate.serialNumber.toUpperCase() === id.toUpperCase() && Date.parse(certificate.validTo) > Date.now())
      found.set(id, certificate.publicKey)
  }
  // One of the certificates has signed the answer; all of them were sealed with the merchant's own key.
  verifyWebhook(response.headers, bytes, found, Date.now())
  return found
}

/** With a public key configured the address of certificates is not called: WeChat has none for such a merchant. */
export function makePlatformKeys(options: Options, calls: VendorCalls, log: Logger): PlatformKeys {
  const configured = options.platformKeys
  const publicKeyId = [...configured.keys()].find(isPublicKeyId)
  let fetched = new Map<string, KeyObject>()
  let keys: Keys = configured
  let [fetchedAt, triedAt] = [-Infinity, -Infinity]
  let running: Promise<void> | undefined

  async function fetchOnce(): Promise<void> {
    triedAt = Date.now()
    try {
      const found = await calls.call('certificates', (signal) => fetchCertificates(options, signal))
      if (found === 'none') {
        log.warn({ service: 'wechat-pay', operation: 'certificates' }, 'there are no platform certificates')
        // Nothing can be believed without a key; with those that are known, payments go on.
        if (keys.size === 0) calls.refused('certificates', 'our-setup')
        return
      }
      fetchedAt = Date.now()
      calls.accepted('certificates')
      // Former ones stay until the next time: what they signed may still be on its way.
      const former = new Map([...fetched].slice(-CERTIFICATES.kept))
      fetched = new Map([...former, ...found])
      keys = new Map([...configured, ...fetched])
    } catch (error) {
      const reason = error instanceof VendorError ? error.reason : (error as Error).message
      log.warn({ service: 'wechat-pay', operation: 'certificates', reason }, 'certificates were not fetched')
    }
  }
  const refresh = () => (running ??= fetchOnce().finally(() => (running = undefined)))
  const rested = (ms: number) => Date.now() - triedAt >= ms

  return {
    async ready() {
      if (publicKeyId !== undefined) return keys
      if (keys.size === 0 && rested(CERTIFICATES.emptyMs)) await refresh()
      else if (Date.now() - fetchedAt >= CERTIFICATES.everyMs && rested(CERTIFICATES.againMs)) void refresh()
      return keys
    },
    async withSerial(serial) {
      if (keys.has(serial) || publicKeyId !== undefined || isPublicKeyId(serial)) return keys
      if (rested(CERTIFICATES.unknownMs)) await refresh()
      return keys
    },
    preferred: () => publicKeyId ?? [...fetched.keys()].at(-1) ?? [...configured.keys()].at(-1),
  }
}

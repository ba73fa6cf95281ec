import type { Ids } from '../ids.ts'
import { issueCertificate, type IssuedCertificate } from './certificate.ts'
import { WxpayError } from './errors.ts'
import { encryptedResource, type Platform } from './platform-signature.ts'

/**
 * How the merchant knows the platform. `key`: by public key, as every merchant since October 2024, whose certificates
 * do not exist; `switched`: changed over to the public key, certificates are refused; `certificate`: by certificates;
 * `both`: in the middle of the change, signed by whichever the request names.
 */
export const TRUSTS = ['key', 'switched', 'certificate', 'both'] as const
export type Trust = (typeof TRUSTS)[number]

const YEAR = 365 * 86_400_000

/** The platform's ways to sign, and the address where its certificates are fetched. */
export function createPlatforms(publicKey: Platform, ids: Ids, now: () => number, apiV3Key: string) {
  let trust: Trust = 'key'
  let certificates: IssuedCertificate[] = []
  const issue = () => issueCertificate(ids.bytes(20), now() - 60_000, now() + 5 * YEAR)
  const current = (): IssuedCertificate[] => {
    if (certificates.length === 0) certificates = [issue()]
    return certificates
  }
  const platformOf = ({ serial, key }: IssuedCertificate): Platform => ({ keyId: serial, key })
  const newest = (): Platform => platformOf(current().at(-1) as IssuedCertificate)
  const usual = () => (trust === 'certificate' ? newest() : publicKey)

  return {
    trust: (change?: Trust): Trust => (trust = change ?? trust),
    /** Issues a certificate beside the former ones. Returns its serial number. */
    rotate(): string {
      certificates = [...current(), issue()]
      return newest().keyId
    },
    /** The newest certificate, as PEM. */
    certificate: (): string => (current().at(-1) as IssuedCertificate).pem,
    reset() {
      trust = 'key'
      certificates = []
    },
    /** What signs webhooks. */
    usual,
    /** What signs the answer of a request, which may name what it knows; 400 for a serial that is none. */
    forRequest(named: string | undefined): Platform {
      if (named === undefined) return usual()
      if (named === publicKey.keyId && trust !== 'certificate') return publicKey
      const known =
        trust === 'certificate' || trust === 'both' ? current().find(({ serial }) => serial === named) : undefined
      if (!known) throw new WxpayError(400, 'PARAM_ERROR', '请求头 Wechatpay-Serial 不对')
      return platformOf(known)
    },
    /** What GET /v3/certificates answers, sealed with the merchant's APIv3 key. */
    list() {
      if (trust === 'key') throw new WxpayError(404, 'RESOURCE_NOT_EXISTS', '无可用的平台证书，请使用微信支付公钥')
      if (trust === 'switched') throw new WxpayError(403, 'NO_AUTH', '已切换为微信支付公钥，不能下载平台证书')
      const rfc = (at: number) => `${new Date(at + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
      return {
        signer: newest(),
        data: current().map(({ serial, pem, from, until }) => {
          const { original_type: _, ...encrypt_certificate } = encryptedResource(pem, {
            apiV3Key,
            nonce: ids.token(12),
          })
          return { serial_no: serial, effective_time: rfc(from), expire_time: rfc(until), encrypt_certificate }
        }),
      }
    },
  }
}

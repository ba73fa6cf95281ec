import { createPublicKey, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { WebhookRefused } from '../../ports/payment.port.ts'
import { decryptResource, verifyWebhook } from './wechat-pay.webhook.ts'

/**
 * Published by the vendor: platform certificate, headers and body of a webhook from core/notify/notify_test.go, and the
 * signature from core/auth/signers/sha256withrsa_signer_test.go (same key pair) of wechatpay-apiv3/wechatpay-go; the
 * AES-256 text from AeadAesCipherTest of wechatpay-apiv3/wechatpay-java. Their test data, quoted as such.
 */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIDVzCCAj+gAwIBAgIJANfOWdH1ItcBMA0GCSqGSIb3DQEBCwUAMEIxCzAJBgNV
BAYTAlhYMRUwEwYDVQQHDAxEZWZhdWx0IENpdHkxHDAaBgNVBAoME0RlZmF1bHQg
Q29tcGFueSBMdGQwHhcNMjEwNDI3MDg1NTIzWhcNMzEwNDI1MDg1NTIzWjBCMQsw
CQYDVQQGEwJYWDEVMBMGA1UEBwwMRGVmYXVsdCBDaXR5MRwwGgYDVQQKDBNEZWZh
dWx0IENvbXBhbnkgTHRkMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA
2VCTd91fnUn73Xy9DLvt/V62TVxRTEEstVdeRaZ3B3leO0pldE806mXO4RwdHXag
HQ4vGeZN0yqm++rDsGK+U3AH7kejyD2pXshNP9Cq5YwbptiLGtjcquw4HNxJQUOm
DeJf2vg6byms9RUipiq4SzbJKqJFlUpbuIPDpSpWz10PYmyCNeDGUUK65E5h2B83
4uxl1zNLYQCrkdBzb8oUxwYeP5a2DNxmjL5lsJML7DGr5znsevnoqGRwTm9fxCGf
y8wus7hwKz6clt3Whmmda7UAdb1c08hEQFVRbF14AR73xbnd8N0obCWJPCbzMCtk
aSef4FdEEgEXJiw0VAJT8wIDAQABo1AwTjAdBgNVHQ4EFgQUT1c7nd/SUO76HSoZ
umNUJv1R5PwwHwYDVR0jBBgwFoAUT1c7nd/SUO76HSoZumNUJv1R5PwwDAYDVR0T
BAUwAwEB/zANBgkqhkiG9w0BAQsFAAOCAQEAfTjxKRQMzNB/U6ZoCUS+BSNfa2Oh
0plMN6ZuzwiVVZwg1jywvv5yv04koS7Pd4i9E4gt9ZBUQXlpq+A3oOCEEHNRR6b2
kyazGRM7s0OP5X21WrbpSmKmU6K7hkfx30yYs08LVs/Q8DIhvaj1FCFeJzUCzYn/
fHMq4tsbKO0dKAeydPM/nrUZBmaYQVKMVOORGLFjFKVO7JV6Kq/R86ouhjEPgJOe
2xulNBUcjicqtZlBdEh/PWCYP2SpGVDclKm8jeo175T3EVAkdKzzmfpxtMmnMlmq
cTJOU9TxuGvNASMtjj7pYIerTx+xgZDXEVBWFW9PjJ0TV06tCRsgSHItgg==
-----END CERTIFICATE-----`
const SERIAL = 'D7CE59D1F522D701'
const SIGNED_AT = 1_624_523_846_000
const HEADERS = {
  'Wechatpay-Nonce': 'EcZ9Cmy4Xyx1i6RlJQzLcCyEqDa26NBz',
  'Wechatpay-Timestamp': '1624523846',
  'Wechatpay-Serial': SERIAL,
  'Wechatpay-Signature':
    'tJHIiIS9eB2hAYstmAmbbD3ZE5LiIm/Ug5tuL4fC0YOFRWIHV39UFIZXC0e9Wl6lBu6sKvkqDkzpqzBsVHyXFlbYZTOQrVdG4b6LfTnK4mikv9' +
    '++ixJMd3vTf2yCqvBkh98zs3Ds5zsYQakzbcwhmw4fMJs4nPLws28H0UW9FjDR//rxELLwXvV1VEA1IBLX70xptjL8hrfUjEE8kkry6yNJTHZR' +
    'U8CAc7qHli2Ng1V1qb9ARbK8A3ThmFmPQvRGrapI/jS2laKKgYUmfdEdkNO6B2Cke5e8VTxY406ArAmQ90GAihDwIcb16TQMnzCMBoutnwZKNi' +
    'KRACrFmtxw2Q==',
}
const BODY =
  '{"id":"3119dfba-e649-5eec-ab1e-3412bc4d2e17","create_time":"2021-06-24T16:37:26+08:00","resource_type":"encrypt-res' +
  'ource","event_type":"PAYSCORE.USER_OPEN_SERVICE","summary":"签约成功","resource":{"original_type":"payscore","algo' +
  'rithm":"AEAD_AES_256_GCM","ciphertext":"YDS3lKPaC4Y52Gf3uhft5qUBlIa8b428AWTtTauHQfQrRw+X1WpiuHIDy0vo1Vd6VEq67aVyqP' +
  'dDYMkRVSDaZL3iZttevRMOoPKMifozg6XPWjIZumks/GpT48lI4NizyeaqLBokNebthah3o1H76qSlO9NkDjp9bzmKLEYYH9TEklFUpsvPqOTOcgSL' +
  'gh21YJXYR7dEBXFgRLiNIKRgO5JdXh1hccRUAlyVWxE54PXpnQ==","associated_data":"payscore","nonce":"Kj7QIyUiYx1q"}}'

const key = createPublicKey(CERTIFICATE)
const keys = new Map([[SERIAL, key]])
const check = ({ body = BODY, at = SIGNED_AT, headers = {} as Record<string, string> } = {}) =>
  verifyWebhook(new Headers({ ...HEADERS, ...headers }), Buffer.from(body), keys, at)

describe('the signed webhook of the vendor’s documentation', () => {
  it('is accepted within five minutes of its time', () => {
    for (const minutes of [-5, 0, 5]) expect(() => check({ at: SIGNED_AT + minutes * 60_000 })).not.toThrow()
    for (const seconds of [-301, 301]) expect(() => check({ at: SIGNED_AT + seconds * 1000 })).toThrow(WebhookRefused)
  })

  it('is rejected when one byte differs, even if it means the same', () => {
    expect(() => check({ body: BODY.replace('{"id"', '{ "id"') })).toThrow(WebhookRefused)
    expect(() => check({ body: JSON.stringify(JSON.parse(BODY), null, 1) })).toThrow(WebhookRefused)
  })

  it.each([
    ['another nonce', { 'Wechatpay-Nonce': 'EcZ9Cmy4Xyx1i6RlJQzLcCyEqDa26NBy' }],
    ['another time', { 'Wechatpay-Timestamp': '1624523847' }],
    ['a time that is none', { 'Wechatpay-Timestamp': '1624523846.0' }],
    ['an unknown key', { 'Wechatpay-Serial': 'D7CE59D1F522D702' }],
    ['no signature', { 'Wechatpay-Signature': '' }],
    ['a probe', { 'Wechatpay-Signature': `WECHATPAY/SIGNTEST/${HEADERS['Wechatpay-Signature']}` }],
  ])('is rejected with %s', (_, headers) => {
    expect(() => check({ headers })).toThrow(WebhookRefused)
  })
})

it('the vendor’s example signature verifies with its key: SHA256 with RSA, PKCS#1 v1.5', () => {
  const signature =
    'BKyAfU4iMCuvXMXS0Wzam3V/cnxZ+JaqigPM5OhljS2iOT95OO6Fsuml2JkFANJU9K6q9bLlDhPXuoVz+pp4hAm6pHU4ld815U4jsKu1RkyaII+1' +
    'CYBUYC8TK0XtJ8FwUXXz8vZHh58rrAVN1XwNyvD1vfpxrMT4SL536GLwvpUHlCqIMzoZUguLli/K8V29QiOhuH6IEqLNJn8e9b3nwNcQ7be3CzYG' +
    'pDAKBfDGPCqCv8Rw5zndhlffk2FEA70G4hvMwe51qMN/RAJbknXG23bSlObuTCN7Ndj1aJGH6/L+hdwfLpUtJm4QYVazzW7DFD27EpSQEqA8bX9+' +
    '8m1rLg=='
  expect(verify('sha256', Buffer.from('source'), key, Buffer.from(signature, 'base64'))).toBe(true)
})

describe('the AES-256-GCM text of the vendor’s documentation', () => {
  const resource = {
    ciphertext: 'ulwSiIajGClcvcOYvOQ7+l+0PAbzzwI=',
    nonce: 'uluk4a9R25RW',
    associated_data: 'associatedData',
  }
  const apiV3Key = 'a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb'

  it('is decrypted', () => {
    expect(decryptResource(resource, apiV3Key)).toBe('message')
  })

  it.each([
    ['other associated data', { associated_data: '' }, apiV3Key],
    ['another nonce', { nonce: 'uluk4a9R25RX' }, apiV3Key],
    ['a changed byte', { ciphertext: 'ulwSiIajGClcvcOYvOQ7+l+0PAbzzwE=' }, apiV3Key],
    ['a cut end', { ciphertext: 'ulwSiIajGClcvcOYvOQ7' }, apiV3Key],
    ['another key', {}, apiV3Key.toLowerCase()],
    ['a short key', {}, apiV3Key.slice(1)],
  ])('is refused with %s', (_, changes, key) => {
    expect(() => decryptResource({ ...resource, ...changes }, key)).toThrow(WebhookRefused)
  })
})

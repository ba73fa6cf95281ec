import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readPayment } from './payment.ts'

const pair = (modulusLength: number) =>
  generateKeyPairSync('rsa', {
    modulusLength,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
const base64 = (text: string) => Buffer.from(text).toString('base64')
const [strong, weak] = [pair(2048), pair(1024)]
const WHOLE: Record<string, string> = {
  NODE_ENV: 'production',
  PAY_CHANNEL_WEAPP: 'wxpay-v3',
  PAY_CHANNEL_H5: 'hidden',
  WXPAY_MCHID: '1900000001',
  WXPAY_SERIAL: 'AB12',
  WXPAY_PRIVATE_KEY: base64(strong.privateKey),
  WXPAY_API_V3_KEY: '0123456789abcdef0123456789abcdef',
  WXPAY_PLATFORM_KEYS: `PUB_KEY_ID_1:${base64(strong.publicKey)}`,
  WXPAY_API_BASE: 'https://api.mch.weixin.qq.com',
  PUBLIC_URL: 'https://qingpin.example/',
}
function read(over: Record<string, string> = {}) {
  const problems: string[] = []
  const env: Record<string, string> = { ...WHOLE, ...over }
  const payment = readPayment((name) => env[name] ?? '', problems)
  return { payment, problems: problems.join('\n') }
}

describe('the payment settings', () => {
  it('are accepted when they are complete, and name the address of the webhook', () => {
    const { payment, problems } = read()
    expect(problems).toBe('')
    expect(payment).toMatchObject({
      weapp: 'wxpay-v3',
      h5: 'hidden',
      wxpay: { mchid: '1900000001', notifyUrl: 'https://qingpin.example/api/orders/payment-webhook/wechat' },
    })
    expect([...(payment.wxpay?.platformKeys.keys() ?? [])]).toEqual(['PUB_KEY_ID_1'])
  })

  it('are not required where nothing is sold', () => {
    const nothing = Object.fromEntries(Object.keys(WHOLE).map((name) => [name, '']))
    const { payment, problems } = read({ ...nothing, PAY_CHANNEL_WEAPP: 'hidden', PAY_CHANNEL_H5: 'hidden' })
    expect([problems, payment.wxpay]).toEqual(['', null])
  })

  it('name every variable that is missing', () => {
    const { problems } = read({ WXPAY_MCHID: '', WXPAY_PRIVATE_KEY: '', PUBLIC_URL: '' })
    for (const name of ['WXPAY_MCHID', 'WXPAY_PRIVATE_KEY', 'PUBLIC_URL']) expect(problems).toContain(name)
  })

  it.each([
    ['a channel that is not built', { PAY_CHANNEL_H5: 'virtual' }, 'PAY_CHANNEL_H5 must be one of wxpay-v3, hidden'],
    ['a weak key', { WXPAY_PRIVATE_KEY: base64(weak.privateKey) }, 'WXPAY_PRIVATE_KEY is no RSA private key'],
    ['a key that is none', { WXPAY_PRIVATE_KEY: 'bm90aGluZw==' }, 'WXPAY_PRIVATE_KEY is no RSA private key'],
    ['a short APIv3 key', { WXPAY_API_V3_KEY: 'short' }, 'WXPAY_API_V3_KEY has not 32 characters'],
    ['a platform key that is none', { WXPAY_PLATFORM_KEYS: 'ID:bm8=' }, 'WXPAY_PLATFORM_KEYS: "ID" is no RSA'],
    ['a webhook address over plain http', { PUBLIC_URL: 'http://qingpin.example' }, 'PUBLIC_URL must be an address'],
    ['a webhook address that is none', { PUBLIC_URL: 'qingpin.example' }, 'PUBLIC_URL must be an address'],
  ])('refuse %s', (_what, over, message) => {
    expect(read(over).problems).toContain(message)
  })

  it('never repeat a secret', () => {
    const { problems } = read({ WXPAY_PRIVATE_KEY: base64('very-secret-text'), WXPAY_API_V3_KEY: 'also-secret' })
    for (const secret of ['very-secret', base64('very-secret-text'), 'also-secret'])
      expect(problems).not.toContain(secret)
  })
})

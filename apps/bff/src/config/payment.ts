import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { PAY_CHANNELS, type PayChannel } from '@qingpin/contract/orders/orders.enums'

export interface WxpaySettings {
  mchid: string
  serial: string
  privateKey: KeyObject
  apiV3Key: string
  platformKeys: Map<string, KeyObject>
  base: string
  /** Where WeChat tells of payments. */
  notifyUrl: string
}
export interface PaymentSettings {
  weapp: PayChannel
  h5: PayChannel
  /** Null where nothing is sold. */
  wxpay: WxpaySettings | null
}

type Name =
  | 'NODE_ENV'
  | 'PAY_CHANNEL_WEAPP'
  | 'PAY_CHANNEL_H5'
  | 'WXPAY_MCHID'
  | 'WXPAY_SERIAL'
  | 'WXPAY_PRIVATE_KEY'
  | 'WXPAY_API_V3_KEY'
  | 'WXPAY_PLATFORM_KEYS'
  | 'WXPAY_API_BASE'
  | 'PUBLIC_URL'

const pem = (base64: string) => Buffer.from(base64, 'base64').toString('utf8')

/** The key that a reader makes, or undefined and a sentence in `problems`. */
function readKey(problem: string, problems: string[], read: () => KeyObject): KeyObject | undefined {
  try {
    const key = read()
    if (key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048) return key
  } catch {
    // What is wrong with a key is not repeated: the parser's message can quote it.
  }
  problems.push(problem)
  return undefined
}

/** How credits are paid for. The WXPAY variables count, and are checked, only where a channel needs them. */
export function readPayment(get: (name: Name) => string, problems: string[]): PaymentSettings {
  const channelOf = (name: 'PAY_CHANNEL_WEAPP' | 'PAY_CHANNEL_H5'): PayChannel => {
    const channel = PAY_CHANNELS.find((one) => one === get(name))
    if (!channel) problems.push(`${name} must be one of ${PAY_CHANNELS.join(', ')}`)
    return channel ?? 'hidden'
  }
  const [weapp, h5] = [channelOf('PAY_CHANNEL_WEAPP'), channelOf('PAY_CHANNEL_H5')]
  if (weapp === 'hidden' && h5 === 'hidden') return { weapp, h5, wxpay: null }

  const needed = ['WXPAY_MCHID', 'WXPAY_SERIAL', 'WXPAY_PRIVATE_KEY', 'WXPAY_API_V3_KEY'] as const
  const missing = [...needed, 'PUBLIC_URL' as const].filter((name) => get(name) === '')
  for (const name of missing) problems.push(`${name} is not set; a wxpay-v3 channel needs it`)
  if (missing.length > 0) return { weapp, h5, wxpay: null }

  if (Buffer.byteLength(get('WXPAY_API_V3_KEY')) !== 32) problems.push('WXPAY_API_V3_KEY has not 32 characters')
  const privateKey = readKey('WXPAY_PRIVATE_KEY is no RSA private key of at least 2048 bits', problems, () =>
    createPrivateKey(pem(get('WXPAY_PRIVATE_KEY'))),
  )
  const platformKeys = new Map<string, KeyObject>()
  for (const part of get('WXPAY_PLATFORM_KEYS')
    .split(',')
    .filter((one) => one.trim() !== '')) {
    const [id = '', key = ''] = part.trim().split(':')
    const read = readKey(`WXPAY_PLATFORM_KEYS: "${id}" is no RSA public key or certificate`, problems, () =>
      createPublicKey(pem(key)),
    )
    if (read) platformKeys.set(id, read)
  }
  const publicUrl = get('PUBLIC_URL').replace(/\/+$/, '')
  const scheme = get('NODE_ENV') === 'production' ? /^https:\/\/[^/?#]+/ : /^https?:\/\/[^/?#]+/
  if (!scheme.test(publicUrl)) problems.push('PUBLIC_URL must be an address, and https in production')
  if (!privateKey) return { weapp, h5, wxpay: null }
  return {
    weapp,
    h5,
    wxpay: {
      mchid: get('WXPAY_MCHID'),
      serial: get('WXPAY_SERIAL'),
      privateKey,
      apiV3Key: get('WXPAY_API_V3_KEY'),
      platformKeys,
      base: get('WXPAY_API_BASE'),
      notifyUrl: `${publicUrl}/api/orders/payment-webhook/wechat`,
    },
  }
}

import type { KeyObject } from 'node:crypto'
import { VendorError } from '../vendor-calls.ts'
import type { Keys, PlatformKeys } from './platform-keys.ts'

export interface WechatPayOptions {
  base: string
  appId: string
  mchid: string
  /** Serial number of the merchant's certificate. */
  serial: string
  privateKey: KeyObject
  apiV3Key: string
  /** WeChat's public keys by certificate serial or PUB_KEY_ID_…; where there is none, certificates are fetched. */
  platformKeys: ReadonlyMap<string, KeyObject>
  /** Where WeChat reports payments. */
  notifyUrl: string
}

/** An answer that says no: HTTP 4xx with a code. */
export interface Refusal {
  status: number
  code: string
  /** It says that the time of the request is wrong. */
  aboutTime?: boolean
}
const isAboutTime = (message: string): boolean => /时间戳|timestamp/i.test(message)

export type Answer = { data: unknown } | { refusal: Refusal }

interface Sent {
  status?: number
  headers?: Record<string, unknown>
  data?: unknown
}
type Send = (config: object) => Promise<Sent>

/**
 * Speaks to WeChat Pay's APIv3 through wechatpay-axios-plugin, loaded with the first call. Requests are signed and
 * answers verified by it; an answer that cannot be believed is none, and the call may have taken effect all the same.
 */
export function makeWechatPayClient(options: WechatPayOptions, platformKeys: PlatformKeys) {
  const { base, mchid, serial, privateKey } = options
  let connected: { keys: Keys; send: Promise<Send> } | undefined

  async function connect(keys: Keys): Promise<Send> {
    const { Decorator } = await import('wechatpay-axios-plugin')
    // The plugin changes the object it is given, so it gets one of its own.
    const config = {
      mchid,
      serial,
      privateKey,
      certs: Object.fromEntries(keys),
      baseURL: base.endsWith('/') ? base : `${base}/`,
      maxRedirects: 0,
      proxy: false,
    }
    const client = Decorator.jsonBased(config as never)
    return (request) => client.request(request)
  }

  async function call(signal: AbortSignal, method: 'get' | 'post', url: string, data?: object): Promise<Answer> {
    const keys = await platformKeys.ready()
    if (keys.size === 0) throw new VendorError('no platform key', { refusal: 'our-setup' })
    // Another set of keys is another client: the plugin keeps those that it was made with.
    if (connected?.keys !== keys) connected = { keys, send: connect(keys) }
    const send = await connected.send
    try {
      const headers = { 'Wechatpay-Serial': platformKeys.preferred() }
      const { data: answer } = await send({ method, url, data, signal, headers })
      return { data: answer }
    } catch (error) {
      const { response } = error as { response?: Sent }
      const { status = 0, headers } = response ?? {}
      if (status === 429 || status >= 500) {
        throw new VendorError(`status ${status}`, {
          retryAfterMs: Number(headers?.['retry-after']) * 1000 || undefined,
        })
      }
      const { code, message } = (response?.data ?? {}) as { code?: unknown; message?: unknown }
      const said = typeof message === 'string' ? message : ''
      if (status >= 400 && typeof code === 'string') return { refusal: { status, code, aboutTime: isAboutTime(said) } }
      const fault = (error as { code?: string }).code ?? (error as Error).name
      // It may have been signed with a certificate that is new: the next call knows it.
      if (fault === 'EV3_RES_HEADER_PLATFORM_SERIAL')
        await platformKeys.withSerial(String(headers?.['wechatpay-serial']))
      const refusal = fault === 'EV3_RES_HEADER_TIMESTAMP_OFFSET' ? 'clock-skew' : undefined
      // Not the error itself: it carries the request with its headers and body.
      throw new VendorError(fault, { refusal })
    }
  }

  const query = new URLSearchParams({ mchid }).toString()
  const path = (number: string) => `v3/pay/transactions/out-trade-no/${encodeURIComponent(number)}`
  return {
    prepay: (signal: AbortSignal, kind: 'jsapi' | 'native', body: object) =>
      call(signal, 'post', `v3/pay/transactions/${kind}`, body),
    query: (signal: AbortSignal, number: string) => call(signal, 'get', `${path(number)}?${query}`),
    close: (signal: AbortSignal, number: string) => call(signal, 'post', `${path(number)}/close`, { mchid }),
  }
}

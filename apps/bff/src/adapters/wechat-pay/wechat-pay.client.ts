import type { KeyObject } from 'node:crypto'
import { VendorError } from '../vendor-calls.ts'

export interface WechatPayOptions {
  base: string
  appId: string
  mchid: string
  /** Serial number of the merchant's certificate. */
  serial: string
  privateKey: KeyObject
  apiV3Key: string
  /** WeChat's public keys by certificate serial or PUB_KEY_ID_…. */
  platformKeys: ReadonlyMap<string, KeyObject>
  /** Where payments are told of. */
  notifyUrl: string
}

/** An answer that says no: HTTP 4xx with a code. */
export interface Refusal {
  status: number
  code: string
}
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
export function makeWechatPayClient(options: WechatPayOptions) {
  const { base, mchid, serial, privateKey, platformKeys } = options
  let sender: Promise<Send> | undefined

  async function connect(): Promise<Send> {
    const { Decorator } = await import('wechatpay-axios-plugin')
    // The plugin changes the object it is given, so it gets one of its own.
    const config = {
      mchid,
      serial,
      privateKey,
      certs: Object.fromEntries(platformKeys),
      baseURL: base.endsWith('/') ? base : `${base}/`,
      maxRedirects: 0,
      proxy: false,
    }
    const client = Decorator.jsonBased(config as never)
    return (request) => client.request(request)
  }

  async function call(signal: AbortSignal, method: 'get' | 'post', url: string, data?: object): Promise<Answer> {
    const send = await (sender ??= connect())
    try {
      const { data: answer } = await send({ method, url, data, signal })
      return { data: answer }
    } catch (error) {
      const { response } = error as { response?: Sent }
      const { status = 0, headers } = response ?? {}
      if (status === 429 || status >= 500) {
        throw new VendorError(`status ${status}`, {
          retryAfterMs: Number(headers?.['retry-after']) * 1000 || undefined,
        })
      }
      const { code } = (response?.data ?? {}) as { code?: unknown }
      if (status >= 400 && typeof code === 'string') return { refusal: { status, code } }
      // Not the error itself: it carries the request with its headers and body.
      throw new VendorError((error as { code?: string }).code ?? (error as Error).name)
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

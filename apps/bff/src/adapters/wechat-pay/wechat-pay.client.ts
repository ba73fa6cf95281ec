import type { KeyObject } from 'node:crypto'

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
  timeoutMs?: number
}

/** An answer that says no: HTTP 4xx or 5xx with a code. */
export interface Refusal {
  status: number
  code: string
}
/** `silence`: there was no answer that can be believed, and why; the call may have taken effect. */
export type Answer = { data: unknown } | { refusal: Refusal } | { silence: string }

interface Sent {
  status?: number
  data?: unknown
}
type Send = (config: object) => Promise<Sent>

/**
 * Speaks to WeChat Pay's APIv3 through wechatpay-axios-plugin, loaded with the first call. Requests are signed and
 * answers verified by it.
 */
export function makeWechatPayClient(options: WechatPayOptions) {
  const { base, mchid, serial, privateKey, platformKeys, timeoutMs = 5000 } = options
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
      timeout: timeoutMs,
      maxRedirects: 0,
      proxy: false,
    }
    const client = Decorator.jsonBased(config as never)
    return (request) => client.request(request)
  }

  async function call(method: 'get' | 'post', url: string, data?: object): Promise<Answer> {
    const send = await (sender ??= connect())
    try {
      // The timeout above begins with the connection; the signal also ends an answer that trickles.
      const { data: answer } = await send({ method, url, data, signal: AbortSignal.timeout(timeoutMs) })
      return { data: answer }
    } catch (error) {
      const { response } = error as { response?: Sent }
      const { code } = (response?.data ?? {}) as { code?: unknown }
      const refused = response?.status !== undefined && response.status >= 400 && typeof code === 'string'
      if (refused) return { refusal: { status: response.status ?? 0, code: String(code) } }
      // Not the error itself: it carries the request with its headers and body.
      return { silence: (error as { code?: string }).code ?? (error as Error).name }
    }
  }

  const query = new URLSearchParams({ mchid }).toString()
  const path = (number: string) => `v3/pay/transactions/out-trade-no/${encodeURIComponent(number)}`
  return {
    prepay: (kind: 'jsapi' | 'native', body: object) => call('post', `v3/pay/transactions/${kind}`, body),
    query: (number: string) => call('get', `${path(number)}?${query}`),
    close: (number: string) => call('post', `${path(number)}/close`, { mchid }),
  }
}

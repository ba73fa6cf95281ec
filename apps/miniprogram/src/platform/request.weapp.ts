import Taro from '@tarojs/taro'
import { parseBody, type HttpReply, type HttpRequest } from './http-message'
import { online } from './net'
import { NetworkError, type NetworkErrorKind } from './network-error'

// wx.request knows no PATCH; the server reads the override before routing.
const onTheWire = ({ method, header }: HttpRequest) =>
  method === 'PATCH'
    ? { method: 'POST' as const, header: { ...header, 'X-HTTP-Method-Override': 'PATCH' } }
    : { method, header }

const lowerCased = (header: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(header).map(([name, value]) => [name.toLowerCase(), String(value)]))

const kindOf = (failure: unknown): NetworkErrorKind => {
  if (!online()) return 'offline'
  const text = typeof failure === 'object' && failure && 'errMsg' in failure ? String(failure.errMsg) : ''
  return /time\s?out/i.test(text) ? 'timeout' : 'failed'
}

export async function send(request: HttpRequest): Promise<HttpReply> {
  try {
    const reply = await Taro.request<string>({
      url: request.url,
      ...onTheWire(request),
      data: request.data,
      timeout: request.timeoutMs,
      dataType: 'text',
      responseType: 'text',
    })
    return { status: reply.statusCode, data: parseBody(reply.data), header: lowerCased(reply.header ?? {}) }
  } catch (failure) {
    throw new NetworkError(kindOf(failure))
  }
}

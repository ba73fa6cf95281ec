import Taro from '@tarojs/taro'
import { parseBody, type HttpReply, type HttpRequest } from './http-message'
import { NetworkError } from './network-error'
import { kindOf, lowerCased } from './taro-answer'

// wx.request knows no PATCH; the server reads the override before routing.
const onTheWire = ({ method, header }: HttpRequest) =>
  method === 'PATCH'
    ? { method: 'POST' as const, header: { ...header, 'X-HTTP-Method-Override': 'PATCH' } }
    : { method, header }

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

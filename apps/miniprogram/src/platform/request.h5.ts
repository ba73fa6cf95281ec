import { parseBody, type HttpReply, type HttpRequest } from './http-message'
import { online } from './net'
import { NetworkError } from './network-error'

export async function send(request: HttpRequest): Promise<HttpReply> {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), request.timeoutMs)
  try {
    const reply = await fetch(request.url, {
      method: request.method,
      headers: request.header,
      ...(request.data === undefined ? {} : { body: request.data }),
      signal: abort.signal,
      credentials: 'same-origin',
    })
    const data = parseBody(await reply.text())
    return { status: reply.status, data, header: Object.fromEntries(reply.headers.entries()) }
  } catch {
    throw new NetworkError(abort.signal.aborted ? 'timeout' : online() ? 'failed' : 'offline')
  } finally {
    clearTimeout(timer)
  }
}

import { parseBody } from './http-message'
import { online } from './net'
import { NetworkError } from './network-error'
import { makeSseParser } from './sse-parser'
import type { Stream, StreamOutcome, StreamRequest } from './stream.types'

export const canStream = (): boolean => true

export function openStream(request: StreamRequest): Stream {
  const abort = new AbortController()
  const { signal } = abort
  const follow = async () => {
    const outcome = await receive(request, signal)
    if (!signal.aborted) request.onEnd(outcome)
  }
  // A listener that throws must not leave the connection open behind it.
  void follow().finally(() => abort.abort())
  return { stop: () => abort.abort() }
}

// Only network failures are caught: an error of a listener is not a lost connection.
const orNothing = <T>(promise: Promise<T>): Promise<T | undefined> => promise.catch(() => undefined)

const lost = (): StreamOutcome => ({ kind: 'lost', error: new NetworkError(online() ? 'failed' : 'offline') })

async function receive(request: StreamRequest, signal: AbortSignal): Promise<StreamOutcome> {
  const reply = await orNothing(
    fetch(request.url, {
      method: request.method,
      headers: request.header,
      ...(request.data === undefined ? {} : { body: request.data }),
      signal,
      credentials: 'same-origin',
    }),
  )
  if (!reply) return lost()
  return reply.ok ? readEvents(reply, request, signal) : refusal(reply)
}

async function refusal(reply: Response): Promise<StreamOutcome> {
  const text = await orNothing(reply.text())
  if (text === undefined) return lost()
  const header = Object.fromEntries(reply.headers.entries())
  return { kind: 'refused', reply: { status: reply.status, data: parseBody(text), header } }
}

async function readEvents(reply: Response, request: StreamRequest, signal: AbortSignal): Promise<StreamOutcome> {
  const parser = makeSseParser((event) => {
    if (!signal.aborted) request.onEvent(event)
  })
  const decoder = new TextDecoder()
  const reader = reply.body?.getReader()
  if (!reader) return { kind: 'done' }
  for (;;) {
    const part = await orNothing(reader.read())
    if (!part) return lost()
    if (part.done) return { kind: 'done' }
    request.onBytes?.()
    parser.feed(decoder.decode(part.value, { stream: true }))
  }
}

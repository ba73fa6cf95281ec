import Taro from '@tarojs/taro'
import { parseBody } from './http-message'
import { NetworkError } from './network-error'
import { makeSseParser } from './sse-parser'
import type { Stream, StreamOutcome, StreamRequest } from './stream.types'
import { kindOf, lowerCased } from './taro-answer'
import { makeUtf8Decoder } from './utf8'

// WeChat's default, one minute, would cut off a long answer.
const TIMEOUT_MS = 600_000

// 2.20.2 is the first base library whose request task hands over chunks.
export const canStream = (): boolean => Taro.canIUse('RequestTask.onChunkReceived')

export function openStream(request: StreamRequest): Stream {
  let open = true
  const end = (outcome: StreamOutcome) => {
    if (!open) return
    open = false
    request.onEnd(outcome)
  }
  const reader = makeReader((event) => {
    if (open) request.onEvent(event)
  })
  const task = Taro.request<ArrayBuffer>({
    url: request.url,
    method: request.method,
    header: request.header,
    data: request.data,
    enableChunked: true,
    responseType: 'arraybuffer',
    timeout: TIMEOUT_MS,
  })
  // Chunks before the listener is set are lost, so nothing may be awaited above. Base libraries before
  // 2.20.2 have no chunks: the whole answer comes at the end.
  task.onChunkReceived?.(({ data }) => {
    if (!open) return
    request.onBytes?.()
    reader.read(data)
  })
  task.then(
    (reply) => {
      if (open) end(outcomeOf(reply, reader.finish(reply.data)))
    },
    (failure: unknown) => end({ kind: 'lost', error: new NetworkError(kindOf(failure)) }),
  )
  return {
    stop() {
      if (open) task.abort()
      open = false
    },
  }
}

/** Bytes to events; `finish` gives the text in which there was no event. */
function makeReader(onEvent: StreamRequest['onEvent']) {
  const decode = makeUtf8Decoder()
  let received = false
  // The status comes after the body. One that refuses is JSON and holds no event, so text is kept until the first.
  let unread: string | undefined = ''
  const parser = makeSseParser((event) => {
    unread = undefined
    onEvent(event)
  })
  const take = (text: string) => {
    if (unread !== undefined) unread += text
    parser.feed(text)
  }
  const read = (chunk: ArrayBuffer) => {
    received = true
    take(decode(bytesOf(chunk)))
  }
  const finish = (whole: ArrayBuffer | string | undefined) => {
    // Where chunks are not known, the answer comes in one piece; where they are, it may come a second time.
    if (!received && typeof whole === 'object') read(whole)
    take(decode(new Uint8Array(0), true))
    parser.end()
    return unread ?? ''
  }
  return { read, finish }
}

/** Some hosts pass a view of a larger buffer instead of the buffer that the types declare. */
const bytesOf = (chunk: ArrayBuffer | Uint8Array): Uint8Array =>
  ArrayBuffer.isView(chunk) ? chunk : new Uint8Array(chunk)

function outcomeOf(reply: Taro.request.SuccessCallbackResult, body: string): StreamOutcome {
  const status = reply.statusCode
  if (status >= 200 && status < 300) return { kind: 'done' }
  return { kind: 'refused', reply: { status, data: parseBody(body), header: lowerCased(reply.header ?? {}) } }
}

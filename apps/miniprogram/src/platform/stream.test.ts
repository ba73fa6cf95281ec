import Taro from '@tarojs/taro'
import { createServer, request as connect, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as h5 from './stream.h5'
import type { Stream, StreamOutcome, StreamRequest } from './stream.types'
import * as weapp from './stream.weapp'

const STREAM = { 'content-type': 'text/event-stream' }
const CORS = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }

/** What wx.request does with chunks, over a real connection. */
function phoneRequest(options: Taro.request.Option): Taro.RequestTask<ArrayBuffer> {
  let onChunk: Taro.RequestTask.onChunkReceived.Callback | undefined
  const { url, method = 'GET', header = {} } = options
  const outgoing = connect(url, { method, headers: header })
  const reply = new Promise<object>((resolve, reject) => {
    const fail = (error: Error) => reject({ errMsg: `request:fail ${error.message}` })
    outgoing.on('error', fail)
    outgoing.on('response', (incoming: IncomingMessage) => {
      const named = Object.entries(incoming.headers).map(([name, value]) => [name.toUpperCase(), value])
      incoming.on('data', (part: Buffer) => onChunk?.({ data: Uint8Array.from(part).buffer }))
      incoming.on('error', fail)
      incoming.on('end', () =>
        resolve({ statusCode: incoming.statusCode, header: Object.fromEntries(named), data: '', errMsg: 'request:ok' }),
      )
    })
  })
  outgoing.end(options.data)
  return Object.assign(reply, {
    abort: () => outgoing.destroy(),
    onChunkReceived: (listener: typeof onChunk) => void (onChunk = listener),
  }) as unknown as Taro.RequestTask<ArrayBuffer>
}

let answer: RequestListener
let server: Server
let address: string

beforeEach(async () => {
  server = createServer((request, reply) => {
    Object.entries(CORS).forEach(([name, value]) => reply.setHeader(name, value))
    // The browser of these tests is on another origin than the server and asks first.
    if (request.method === 'OPTIONS') reply.end()
    else answer(request, reply)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/chat`
  Object.assign(Taro, { request: phoneRequest })
})

afterEach(async () => {
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
})

/** Opens a stream and notes what it calls. */
function listen(open: (request: StreamRequest) => Stream, request: Partial<StreamRequest> = {}) {
  const events: string[] = []
  const outcomes: StreamOutcome[] = []
  const stream = open({
    url: address,
    method: 'GET',
    header: {},
    ...request,
    onEvent: (event) => {
      events.push(event.data)
      request.onEvent?.(event)
    },
    onEnd: (outcome) => void outcomes.push(outcome),
  })
  const outcome = async () => {
    await expect.poll(() => outcomes).not.toEqual([])
    return outcomes[0]
  }
  return { stream, events, outcomes, outcome }
}

/** Another stream from beginning to end: whatever was on its way before it has arrived. */
function roundTrip(open: (request: StreamRequest) => Stream): Promise<StreamOutcome | undefined> {
  answer = (_request, reply) => void reply.writeHead(204).end()
  return listen(open).outcome()
}

describe.each([
  ['h5', h5.openStream],
  ['weapp', weapp.openStream],
])('a stream on %s', (_, open) => {
  it('reads a stream that arrives byte by byte, cut inside characters', async () => {
    answer = (request, reply) => {
      reply.writeHead(200, STREAM)
      const stream = Buffer.from(`: 早\r\n\r\nid: 1\r\ndata: ${request.headers['x-who']}嫂👩‍🍼\r\n\r\ndata: é\r\n\r\n`)
      for (const byte of stream) reply.write(Uint8Array.of(byte))
      reply.end()
    }
    const { events, outcome } = listen(open, { header: { 'x-who': 'yue' } })
    expect(await outcome()).toEqual({ kind: 'done' })
    expect(events).toEqual(['yue嫂👩‍🍼', 'é'])
  })

  it('sends the data it is given', async () => {
    answer = async (request, reply) => {
      let body = ''
      for await (const part of request) body += part
      reply.writeHead(200, STREAM).end(`data: ${request.method} ${request.headers['content-type']} ${body}\n\n`)
    }
    const header = { 'content-type': 'application/json' }
    const { events, outcome } = listen(open, { method: 'POST', header, data: '{"text":"你好"}' })
    await outcome()
    expect(events).toEqual(['POST application/json {"text":"你好"}'])
  })

  it('delivers an event before the next one is sent', async () => {
    let goOn = () => undefined as void
    answer = (_request, reply) => {
      reply.writeHead(200, STREAM).write('data: 1\n\n')
      goOn = () => void reply.end('data: 2\n\n')
    }
    const { events, outcomes, outcome } = listen(open)
    await expect.poll(() => events).toEqual(['1'])
    expect(outcomes).toEqual([])
    goOn()
    await outcome()
    expect(events).toEqual(['1', '2'])
  })

  it('is lost when the connection breaks, without the event that was not finished', async () => {
    let cut = () => undefined as unknown
    answer = (_request, reply) => {
      reply.writeHead(200, STREAM).write('data: 1\n\ndata: 2\n')
      cut = () => reply.destroy()
    }
    const { events, outcomes, outcome } = listen(open)
    await expect.poll(() => events).toEqual(['1'])
    cut()
    expect(await outcome()).toMatchObject({ kind: 'lost', error: { name: 'NetworkError', kind: 'failed' } })
    await roundTrip(open)
    expect(events).toEqual(['1'])
    expect(outcomes).toHaveLength(1)
  })

  it('is lost without an answer, and the error names it when the phone is offline', async () => {
    answer = (request) => request.socket.destroy()
    expect(await listen(open).outcome()).toMatchObject({ kind: 'lost', error: { kind: 'failed' } })
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    expect(await listen(open).outcome()).toMatchObject({ kind: 'lost', error: { kind: 'offline' } })
  })

  it('is refused with the answer of the server, so that a session can be renewed', async () => {
    const body = { code: 'TOKEN_EXPIRED', message: '登录已过期' }
    answer = (_request, reply) => {
      reply.writeHead(401, { 'content-type': 'application/json' })
      for (const byte of Buffer.from(JSON.stringify(body))) reply.write(Uint8Array.of(byte))
      reply.end()
    }
    const { events, outcomes, outcome } = listen(open)
    const header: unknown = expect.objectContaining({ 'content-type': 'application/json' })
    expect(await outcome()).toEqual({ kind: 'refused', reply: { status: 401, data: body, header } })
    await roundTrip(open)
    expect(events).toEqual([])
    expect(outcomes).toHaveLength(1)
  })

  it('is refused with text, or nothing, when a gateway answers', async () => {
    answer = (_request, reply) => void reply.writeHead(502).end('<h1>Bad Gateway</h1>\n\n')
    const said = { status: 502, data: '<h1>Bad Gateway</h1>\n\n' }
    expect(await listen(open).outcome()).toMatchObject({ kind: 'refused', reply: said })
    answer = (_request, reply) => void reply.writeHead(503).end()
    expect(await listen(open).outcome()).toMatchObject({ kind: 'refused', reply: { status: 503, data: undefined } })
  })

  it('is lost when the connection breaks in the middle of a refusal', async () => {
    answer = (_request, reply) => {
      reply.writeHead(401, { 'content-length': 100 }).write('{"code":', () => reply.destroy())
    }
    expect(await listen(open).outcome()).toMatchObject({ kind: 'lost' })
  })

  it('is done when the stream is empty', async () => {
    answer = (_request, reply) => void reply.writeHead(204).end()
    expect(await listen(open).outcome()).toEqual({ kind: 'done' })
  })

  it('calls nothing after it was stopped, and closes the connection', async () => {
    let left = false
    answer = (_request, reply) => {
      reply.writeHead(200, STREAM).write('data: 1\n\n')
      const more = setInterval(() => reply.write('data: more\n\n'), 5)
      reply.on('close', () => {
        clearInterval(more)
        left = true
      })
    }
    const { stream, events, outcomes } = listen(open)
    await expect.poll(() => events).toContain('1')
    stream.stop()
    const heard = events.length
    await expect.poll(() => left).toBe(true)
    await roundTrip(open)
    expect(events).toHaveLength(heard)
    expect(outcomes).toEqual([])
  })

  it('leaves out the rest of a chunk when an event stops it', async () => {
    answer = (_request, reply) => void reply.writeHead(200, STREAM).end('data: 1\n\ndata: 2\n\ndata: 3\n\n')
    const { stream, events, outcomes } = listen(open, {
      onEvent: ({ data }) => {
        if (data === '2') stream.stop()
      },
    })
    await expect.poll(() => events).toContain('2')
    await roundTrip(open)
    expect(events).toEqual(['1', '2'])
    expect(outcomes).toEqual([])
  })

  it('can be stopped before the answer, and after the end', async () => {
    answer = (_request, reply) => void reply.writeHead(200, STREAM).end('data: 1\n\n')
    const early = listen(open)
    early.stream.stop()
    const late = listen(open)
    await late.outcome()
    late.stream.stop()
    late.stream.stop()
    await roundTrip(open)
    expect([early.events, early.outcomes]).toEqual([[], []])
    expect([late.events, late.outcomes]).toEqual([['1'], [{ kind: 'done' }]])
  })
})

describe("what phones do with a stream's request", () => {
  const whole = (text: string) => Uint8Array.from(new TextEncoder().encode(text)).buffer

  /** A request that does what the test says. */
  function script(knowsChunks = true) {
    const call = {
      options: {} as Taro.request.Option,
      chunk: undefined as ((result: { data: unknown }) => void) | undefined,
      succeed: (_reply: object) => undefined as void,
      fail: (_reason: object) => undefined as void,
    }
    Object.assign(Taro, {
      request: (options: Taro.request.Option) => {
        call.options = options
        const reply = new Promise<object>((resolve, reject) => Object.assign(call, { succeed: resolve, fail: reject }))
        return Object.assign(reply, {
          abort: () => undefined,
          onChunkReceived: knowsChunks ? (listener: typeof call.chunk) => void (call.chunk = listener) : undefined,
        })
      },
    })
    return call
  }

  it('requests chunks of bytes and sets its listener before any can arrive', () => {
    const call = script()
    listen(weapp.openStream)
    expect(call.chunk).toBeTypeOf('function')
    expect(call.options).toMatchObject({ enableChunked: true, responseType: 'arraybuffer', timeout: 600_000 })
  })

  it('reads only the visible part of a chunk that is a view', async () => {
    const call = script()
    const { events, outcome } = listen(weapp.openStream)
    const bytes = new Uint8Array(whole('??data: 月\n\n??'))
    call.chunk?.({ data: bytes.subarray(2, bytes.length - 2) })
    call.succeed({ statusCode: 200, header: {}, data: '' })
    await outcome()
    expect(events).toEqual(['月'])
  })

  it('reads an answer in one piece where there are no chunks', async () => {
    const call = script(false)
    const { events, outcome } = listen(weapp.openStream)
    call.succeed({ statusCode: 200, header: {}, data: whole('data: 1\n\ndata: 2\n\n') })
    expect(await outcome()).toEqual({ kind: 'done' })
    expect(events).toEqual(['1', '2'])
  })

  it('reads an answer once that arrives in chunks and again as a whole', async () => {
    const call = script()
    const { events, outcome } = listen(weapp.openStream)
    call.chunk?.({ data: whole('data: 1\n\n') })
    call.succeed({ statusCode: 200, header: {}, data: whole('data: 1\n\n') })
    await outcome()
    call.chunk?.({ data: whole('data: too late\n\n') })
    expect(events).toEqual(['1'])
  })

  it('ends nothing more when the last event of an answer in one piece stops it', async () => {
    const call = script()
    const { stream, outcomes } = listen(weapp.openStream, { onEvent: () => stream.stop() })
    call.succeed({ statusCode: 200, header: {}, data: whole('data: 1\n\n') })
    // A second one, from beginning to end.
    const later = script()
    const { outcome } = listen(weapp.openStream)
    later.succeed({ statusCode: 204, header: {}, data: '' })
    await outcome()
    expect(outcomes).toEqual([])
  })

  it('tells a timeout from other failures', async () => {
    const call = script()
    const { outcome } = listen(weapp.openStream)
    call.fail({ errMsg: 'request:fail timeout' })
    expect(await outcome()).toMatchObject({ kind: 'lost', error: { kind: 'timeout' } })
  })
})

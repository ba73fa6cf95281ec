import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useServer } from '../../../test/server'
import { currentSession, startAs } from '../session'
import type { LineState } from './topic-event'
import { readTopics, type TopicReader } from './topic-reader'

const { server } = useServer()
const readers: TopicReader[] = []

interface Read {
  reader: TopicReader
  events: string[]
  refused: string[]
  states: LineState[]
}
function read(topics: Record<string, number | undefined>): Read {
  const [events, refused, states]: [string[], string[], LineState[]] = [[], [], []]
  const reader = readTopics({
    onEvent: ({ topic, seq, type }, closes) =>
      events.push(`${topic.split(':')[0]} ${seq} ${type}${closes ? ' end' : ''}`),
    onRefused: (topic, { status, code }) => refused.push(`${topic.split(':')[0]} ${status} ${code}`),
    onPosition: () => undefined,
    onState: (state) => states.push(state),
  })
  readers.push(reader)
  for (const [topic, after] of Object.entries(topics)) reader.add(topic, after)
  return { reader, events, refused, states }
}
const account = () => `account:${currentSession()?.user.id}`
/** Another device of the same staff logs in and out. */
const change = async () => {
  const { access_token } = await server.as()('POST /api/auth/login', { body: person })
  await server.as(access_token)('POST /api/auth/logout')
}
const until = (check: () => void) => vi.waitFor(check, { timeout: 15_000, interval: 20 })

let person: Awaited<ReturnType<typeof server.aStaff>>
beforeEach(async () => {
  person = await server.aStaff('employee')
  startAs(await server.as()('POST /api/auth/login', { body: person }))
})
afterEach(() => {
  for (const reader of readers.splice(0)) reader.stop()
  vi.unstubAllGlobals()
})

it('reads several topics, what comes from now on and what came before, and says which may not be read', async () => {
  await change()
  const old = read({ [account()]: 0, [`run:${'0'.repeat(24)}`]: 0 })
  const fresh = read({ [account()]: undefined })
  await until(() => expect(old.events).toEqual(['account 1 session']))
  expect(old.refused).toEqual(['run 404 NOT_FOUND'])
  await until(() => expect(fresh.states).toContain('live'))
  await change()
  await until(() => expect(fresh.events).toEqual(['account 2 session']))
  // The stream ends after a change of sessions; both are opened again.
  await change()
  await until(() => expect(fresh.events).toEqual(['account 2 session', 'account 3 session']))
  await until(() => expect(old.events).toHaveLength(3))
})

it('renews an expired token, and ends all topics when the session has ended', async () => {
  server.advance(3 * 3_600_000)
  const one = read({ [account()]: 0 })
  await until(() => expect(one.states).toContain('live'))
  expect(one.refused).toEqual([])
  await server.as(currentSession()?.access)('POST /api/auth/logout')
  await until(() => expect(one.refused).toEqual(['account 401 TOKEN_INVALID']))
  expect(currentSession()).toBeUndefined()
})

it('passes over what is no event, and goes on', async () => {
  const frames = ['data: nothing\n\n', 'data: {"topic":7}\n\n', 'event: topics\ndata: {"topics":{}}\n\n']
  const good = (seq: number) =>
    `data: ${JSON.stringify({ topic: account(), seq, type: 'session', data: null, at: '' })}\n\n`
  const body = new Response([frames[0], good(1), ...frames, good(1), good(2)].join('')).body
  vi.stubGlobal('fetch', async () => new Response(body, { headers: { 'content-type': 'text/event-stream' } }))
  const one = read({ [account()]: 0 })
  await until(() => expect(one.events).toEqual(['account 1 session', 'account 2 session']))
})

it('waits for events instead, where a gateway holds a stream back until it ends', async () => {
  const real = fetch
  let streams = 0
  vi.stubGlobal('fetch', async (input: RequestInfo, init?: RequestInit) => {
    if (new Headers(init?.headers).get('accept') !== 'text/event-stream') return real(input, init)
    streams += 1
    return new Response(new ReadableStream({ start: () => undefined }))
  })
  const one = read({ [account()]: undefined })
  await until(() => expect(one.states).toEqual(['opening', 'live']))
  await change()
  await until(() => expect(one.events).toEqual(['account 1 session']))
  expect(streams).toBe(1)

  // In another network streams get through again.
  vi.stubGlobal('fetch', async (input: RequestInfo, init?: RequestInit) => {
    if (new Headers(init?.headers).get('accept') === 'text/event-stream') streams += 1
    return real(input, init)
  })
  window.dispatchEvent(new Event('online'))
  // One that finds out, and the one that is read.
  await until(() => expect(streams).toBe(3))
  await change()
  await until(() => expect(one.events).toEqual(['account 1 session', 'account 2 session']))
})

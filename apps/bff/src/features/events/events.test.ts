import { describe, expect, it } from 'vitest'
import { ENGINES, useApp } from '@qingpin/testing/harness'
import { countRows } from '@qingpin/testing/rows'
import { aRoom } from '@qingpin/testing/participants'
import { newId } from '../../db/ids.ts'
import { append, forget, readEvents } from '../../events/events.repo.ts'
import { watch } from './watch.service.ts'

describe.each(ENGINES)('events, on %s', (engine) => {
  const app = useApp(engine)
  const aTopic = () => `run:${newId(app.ctx().now)}`
  const say = (topic: string, text: string, closes = false) =>
    app.db.tx((t) => append(t, app.ctx(), topic, { type: 'text', data: { text }, closes }))
  const reading = (topic: string, after = 0, forMs = 3000, signal = new AbortController().signal) =>
    watch({
      read: readEvents(app.deps),
      notifier: app.deps.notifier,
      topics: new Map([[topic, after]]),
      signal,
      forMs,
      pollMs: 60_000,
    })
  const collect = async (events: ReturnType<typeof reading>) => {
    const seen: string[] = []
    for await (const { event } of events) seen.push(`${event.seq}${(event.data as { text: string }).text}`)
    return seen
  }

  it('are numbered per topic from 1, without gaps, with concurrent writers', async () => {
    const [one, other] = [aTopic(), aTopic()]
    const seqs = await Promise.all(Array.from({ length: 30 }, (_, i) => say(i % 3 ? one : other, 'x')))
    expect(seqs.filter((_, i) => i % 3).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    expect(seqs.filter((_, i) => i % 3 === 0)).toHaveLength(10)
  })

  it('take no number when their transaction is rolled back, and notify no reader', async () => {
    const topic = aTopic()
    let woken = 0
    const off = app.deps.notifier.on(topic, () => woken++)
    await say(topic, 'a')
    await expect.poll(() => woken).toBe(1)
    await expect(
      app.db.tx(function* (t) {
        yield* append(t, app.ctx(), topic, { type: 'text', data: { text: 'lost' } })
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    expect(await say(topic, 'b')).toBe(2)
    await expect.poll(() => woken).toBe(2)
    off()
    expect(await collect(reading(topic, 0, 0))).toEqual(['1a', '2b'])
  })

  it('reach a reader that waits, in order, and end it when the topic closes', async () => {
    const topic = aTopic()
    const seen = collect(reading(topic))
    for (const text of ['一', '二', '三']) await say(topic, text)
    await say(topic, '完', true)
    expect(await seen).toEqual(['1一', '2二', '3三', '4完'])
    expect(app.deps.notifier.size).toBe(0)
  })

  it('can be read from any number on', async () => {
    const topic = aTopic()
    for (const text of ['a', 'b', 'c', 'd']) await say(topic, text, text === 'd')
    for (let after = 0; after <= 3; after++) {
      expect(await collect(reading(topic, after))).toEqual(['1a', '2b', '3c', '4d'].slice(after))
    }
  })

  it('release a reader that disconnected or whose time is up', async () => {
    const gone = new AbortController()
    const left = collect(reading(aTopic(), 0, 60_000, gone.signal))
    gone.abort()
    expect(await left).toEqual([])
    expect(await collect(reading(aTopic(), 0, 30))).toEqual([])
    expect(app.deps.notifier.size).toBe(0)
  })

  it('are gone with their topic', async () => {
    const topic = aTopic()
    await say(topic, 'a')
    const before = await countRows(app, 'events')
    await app.db.tx((t) => forget(t, app.ctx(), topic))
    expect(await countRows(app, 'events')).toBe(before - 1)
    expect(await say(topic, 'again')).toBe(1)
  })

  it('are read without an error after a number larger than any, as browsers may send', async () => {
    const { token } = await app.aPerson()
    const { run } = await app.as(token)('POST /api/assistant/chats', { body: { text: '问' } })
    const headers = { 'last-event-id': '9999999999' }
    const reply = await app.raw('GET', `/api/events/${run.topic}?wait=0`, { token, headers })
    expect([reply.status, reply.json.data.events]).toEqual([200, []])
    await app.deps.background.idle()
  })

  it('are watched by one person so many times at once and no more, until one is let go', async () => {
    const { token } = await app.aPerson()
    app.sandbox.sandbox.deepseek.script({ ending: 'stall', after: 0 })
    const { run } = await app.as(token)('POST /api/assistant/chats', { body: { text: '问' } })
    const open = () => {
      const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' }
      return app.fetch(new Request(`http://test.local/api/events/${run.topic}`, { headers }))
    }
    const streams = []
    for (let i = 0; i < 20; i++) streams.push(await open())
    expect([streams.at(-1)?.status, (await open()).status]).toEqual([200, 429])
    await streams[0]?.body?.cancel()
    await expect
      .poll(async () => {
        const more = await open()
        streams.push(more)
        return more.status
      })
      .toBe(200)
    for (const { body } of streams.slice(1)) await body?.cancel()
    await app.as(token)('POST /api/assistant/runs/{id}/stop', { params: { id: run.id } })
    await app.deps.background.idle()
  })

  it('wait in the database, not in memory, for a reader that takes none', async () => {
    const { token } = await app.aPerson()
    app.sandbox.sandbox.deepseek.script({ ending: 'stall', after: 0 })
    const { run } = await app.as(token)('POST /api/assistant/chats', { body: { text: '问' } })
    const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' }
    const { body } = await app.fetch(new Request(`http://test.local/api/events/${run.topic}`, { headers }))
    const reader = body?.getReader()
    const next = async () => new TextDecoder().decode((await reader?.read())?.value)
    expect(await next()).toBe(': open\n\n')
    await say(run.topic, '第一句')
    expect(await next()).toContain('第一句')
    for (let i = 2; i <= 20; i++) await say(run.topic, `第${i}句`)
    await app.db.tx((t) => forget(t, app.ctx(), run.topic, 20))
    // The stream had read the first of them; the others went with their rows, so that the last one follows early.
    const rest: number[] = []
    while (rest.at(-1) !== 20 && rest.length < 19) rest.push(Number(/^id: (\d+)/.exec(await next())?.[1]))
    expect(rest.at(-1)).toBe(20)
    expect(rest.length).toBeLessThan(19)
    for (let i = 21; i <= 25; i++) await say(run.topic, `第${i}句`)
    const before = app.deps.notifier.size
    await reader?.cancel()
    await expect.poll(() => app.deps.notifier.size).toBe(before - 1)
    await app.as(token)('POST /api/assistant/runs/{id}/stop', { params: { id: run.id } })
    await app.deps.background.idle()
  })

  it('are watched by guests of one network without counting against each other', async () => {
    const room = await aRoom(app)
    const guests = [await room.guest('王桂兰'), await room.guest('周女士')]
    const gone = new AbortController()
    const watchAs = (guest: { guestId: string; participantToken: string }) =>
      app.fetch(
        new Request(`http://test.local/api/events/participant:${guest.guestId}`, {
          headers: { accept: 'text/event-stream', 'x-participant-token': guest.participantToken },
          signal: gone.signal,
        }),
      )
    const [first, second] = guests
    if (!first || !second) throw new Error('nobody came')
    for (let i = 0; i < 20; i++) expect((await watchAs(first)).status).toBe(200)
    expect((await watchAs(first)).status).toBe(429)
    expect((await watchAs(second)).status).toBe(200)
    gone.abort()
  })

  it('of a topic without a guard are not found, with or without a session', async () => {
    const { token } = await app.aPerson()
    for (const init of [{}, { token }]) {
      const reply = await app.raw('GET', `/api/events/nothing:${newId(1)}`, init)
      expect([reply.status, reply.json.code]).toEqual([404, 'NOT_FOUND'])
    }
  })
})

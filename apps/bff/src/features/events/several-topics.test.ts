import { describe, expect, it } from 'vitest'
import { ENGINES, useApp } from '@qingpin/testing/harness'
import { aRoom } from '@qingpin/testing/participants'
import { readTopics } from '@qingpin/testing/topic-reader'
import { newId } from '../../db/ids.ts'
import { append, notifyAccount } from '../../events/index.ts'

describe.each(ENGINES)('several topics in one connection, on %s', (engine) => {
  const app = useApp(engine)
  const knock = (accountId: string, roomId: string) =>
    app.db.tx((t) => notifyAccount(t, app.ctx(), accountId, 'lobby', { roomId, knock: null }))
  const topicsOf = (...topics: string[]) => `/api/events?topics=${topics.join(',')}`

  /** A person with the topic of an answer that has two events, besides that of the account. */
  async function aReader() {
    const person = await app.aPerson()
    const account = `account:${person.id}`
    app.sandbox.sandbox.deepseek.script({ ending: 'stall', after: 0 })
    const { run } = await app.as(person.token)('POST /api/assistant/chats', { body: { text: '问' } })
    const say = (text: string, closes = false) =>
      app.db.tx((t) => append(t, app.ctx(), run.topic, { type: 'text', data: { text }, closes }))
    await say('一')
    await say('二')
    const stop = async () => {
      await app.as(person.token)('POST /api/assistant/runs/{id}/stop', { params: { id: run.id } })
      await app.deps.background.idle()
    }
    /** How many readers the process has besides those that wait for the run to be stopped. */
    const idle = app.deps.notifier.size
    const readers = () => app.deps.notifier.size - idle
    return { ...person, account, run: run.topic, say, stop, readers }
  }

  it('are read each after its own number, and go on when one of them closes', async () => {
    const me = await aReader()
    const events = await readTopics(app, me.token, `${me.run}:1,${me.account}:0`)
    const states = (await events.next())?.data.topics
    expect(states).toEqual([
      { topic: me.run, last: 2, error: null },
      { topic: me.account, last: 0, error: null },
    ])
    expect(await events.next()).toMatchObject({ type: 'event', data: { topic: me.run, seq: 2, data: { text: '二' } } })
    await knock(me.id, 'room_a')
    expect(await events.next()).toMatchObject({ data: { topic: me.account, seq: 1, type: 'lobby' } })
    await me.say('完', true)
    expect(await events.next()).toMatchObject({ type: 'closing', data: { topic: me.run, seq: 3 } })
    await knock(me.id, 'room_b')
    expect(await events.next()).toMatchObject({ data: { topic: me.account, seq: 2, data: { roomId: 'room_b' } } })
    await events.stop()
    await expect.poll(me.readers).toBe(0)
    await me.stop()
  })

  it('are waited for, and answered together with what else is there', async () => {
    const me = await aReader()
    const waiting = app.raw('GET', `${topicsOf(`${me.run}:2`, `${me.account}:0`)}&wait=5`, { token: me.token })
    await expect.poll(me.readers).toBe(2)
    await knock(me.id, 'room_a')
    const { json } = await waiting
    expect(json.data.topics.map(({ topic, last }: { topic: string; last: number }) => [topic, last])).toEqual([
      [me.run, 2],
      [me.account, 0],
    ])
    expect(json.data.events).toMatchObject([{ topic: me.account, seq: 1 }])
    await me.say('完', true)
    const rest = await app.raw('GET', topicsOf(`${me.account}:0`, `${me.run}:0`), { token: me.token })
    const found = rest.json.data.events.map(({ topic, seq }: { topic: string; seq: number }) => [topic, seq])
    expect(found).toEqual([
      [me.account, 1],
      [me.run, 1],
      [me.run, 2],
      [me.run, 3],
    ])
    expect(rest.json.data.topics.map(({ closed }: { closed: boolean }) => closed)).toEqual([false, true])
    await me.stop()
  })

  it("that may not be read are answered by their own error: another's account, answer and room, and no topic", async () => {
    const [{ id, token }, other] = [await app.aPerson(), await app.aPerson()]
    const { run } = await app.as(other.token)('POST /api/assistant/chats', { body: { text: '问' } })
    await app.deps.background.idle()
    const account = `account:${id}`
    await knock(id, 'room_a')
    const refused = [
      `account:${other.id}`,
      run.topic,
      `participant:${newId(1)}`,
      'room:room_1764_ab',
      `nothing:${newId(1)}`,
    ]
    const topics = [...refused, account].map((topic) => `${topic}:0`).join(',')
    const notFound = { code: 'NOT_FOUND', message: expect.stringContaining('没找到') }
    const expected = [...refused.map((topic) => ({ topic, last: 0, error: notFound })), { topic: account, last: 1 }]

    const { json } = await app.raw('GET', `${topicsOf(topics)}&wait=25`, { token: token })
    expect(json.data.topics).toMatchObject(expected)
    expect(json.data.events).toMatchObject([{ topic: account, seq: 1 }])

    const events = await readTopics(app, token, topics)
    expect((await events.next())?.data.topics).toMatchObject(expected)
    expect(await events.next()).toMatchObject({ data: { topic: account, seq: 1 } })
    await knock(id, 'room_b')
    expect(await events.next()).toMatchObject({ data: { topic: account, seq: 2 } })
    await events.stop()

    const guest = await app.raw('GET', `${topicsOf(`${account}:0`)}&wait=25`)
    expect(guest.json.data.topics).toMatchObject([{ topic: account, error: notFound }])
  })

  it('hold a participant of the account, whose other tabs have no token of it', async () => {
    const room = await aRoom(app)
    const { participantToken } = await room.enter()
    const participant = await app.raw('GET', '/api/interview/participant', {
      headers: { 'x-participant-token': participantToken },
    })
    const topic = `participant:${participant.json.data.me.id}:0`
    const own = await app.raw('GET', topicsOf(topic), { token: room.host.token })
    expect(own.json.data.events.at(-1)).toMatchObject({ type: 'room', data: { me: { role: 'host' } } })
    const stranger = await app.raw('GET', topicsOf(topic), { token: (await app.aStaff('manager')).token })
    expect(stranger.json.data.topics[0].error.code).toBe('NOT_FOUND')
    expect(stranger.json.data.events).toEqual([])
  })

  it('are twenty at most, each with its number', async () => {
    const { token } = await app.aPerson()
    const names = Array.from({ length: 21 }, (_, i) => `run:${newId(i)}:0`)
    expect((await app.raw('GET', topicsOf(...names.slice(1)), { token })).json.data.topics).toHaveLength(20)
    const wrong = [names.join(','), 'account:1', 'account::1', '', ',', `run:${newId(1)}:-1`, `run:${newId(1)}:1e3`]
    for (const topics of wrong) {
      const { status, json } = await app.raw('GET', topicsOf(topics), { token })
      expect([topics, status, json.code]).toEqual([topics, 400, 'VALIDATION_ERROR'])
    }
    expect((await app.raw('GET', `/api/events?topics=run:${newId(1)}:9999999999`, { token })).status).toBe(200)
  })

  it('count as one of the connections that a person may have open', async () => {
    const { token, id } = await app.aPerson()
    const open = () => readTopics(app, token, `account:${id}:0,run:${newId(1)}:0`)
    const streams = await Promise.all(Array.from({ length: 20 }, open))
    expect(streams.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
    expect((await open()).status).toBe(429)
    for (const { stop } of streams) await stop()
    const again = await open()
    expect(again.status).toBe(200)
    await again.stop()
  })
})

import { LIMITS } from '@qingpin/contract/core/limits'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '@qingpin/contract/core/days'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { aRoom, asParticipant } from '@qingpin/testing/participants'

describe.each(ENGINES)('the capacity of a room and its lobby, on %s', (engine) => {
  const app = useApp(engine)
  const knock = (roomId: string) => app.as()('POST /api/interview/guest/join', { body: { roomId, userName: '路人' } })
  const joinBy = (ticket: string, userName = '周女士') =>
    app.as()('POST /api/interview/guest/join', { body: { userName, ticket } })
  const snapshot = (token: string) => asParticipant(app, token)('GET /api/interview/participant')
  const heartbeat = (token: string, over: { run?: string; mic?: boolean } = {}) =>
    asParticipant(app, token)('POST /api/interview/participant/heartbeat', {
      body: { run: 'r', mic: true, cam: true, ...over },
    })
  const eventsOf = (id: string) =>
    app.db.q
      .select()
      .from(app.db.s.events)
      .where(eq(app.db.s.events.topic, `participant:${id}`))

  it('counts only guests who are online in the lobby, with and without an invitation apart', async () => {
    const room = await aRoom(app)
    const { ticket } = await room.inviteTicket({ maxUses: 20 })
    const strangers = []
    for (let i = 0; i < 12; i++) strangers.push(await knock(room.roomId))
    expect((await refusal(knock(room.roomId))).code).toBe('LOBBY_FULL')
    for (let i = 0; i < 12; i++) expect((await joinBy(ticket)).state).toBe('waiting')
    expect((await refusal(joinBy(ticket))).code).toBe('LOBBY_FULL')
    app.advance(26_000)
    await heartbeat(strangers[0]?.participantToken ?? '')
    expect((await knock(room.roomId)).state).toBe('waiting')
    expect((await joinBy(ticket)).state).toBe('waiting')
  })

  it('admits an invited guest directly where the room is set so, even when the lobby is full', async () => {
    const room = await aRoom(app, { lobby: false })
    await room.enter()
    for (let i = 0; i < 12; i++) await knock(room.roomId)
    const { ticket } = await room.inviteTicket()
    expect((await joinBy(ticket)).state).toBe('admitted')
  })

  it('is freed by a guest without a heartbeat for five minutes, who can knock again', async () => {
    const room = await aRoom(app)
    const host = await room.enter()
    const { ticket } = await room.inviteTicket({ maxUses: 9 })
    const [lost, waiting] = [await joinBy(ticket, '丢了手机'), await joinBy(ticket, '不等了')]
    await room.decide(lost.guestId, 'admit')
    for (let minute = 0; minute < 5; minute++) {
      app.advance(MINUTE_MS)
      await heartbeat(host.participantToken)
    }
    expect((await snapshot(host.participantToken)).others).toMatchObject([{ online: false }, { online: false }])
    app.advance(1000)
    await heartbeat(host.participantToken)
    const left = await snapshot(host.participantToken)
    expect([left.me.state, left.others]).toEqual(['admitted', []])
    for (const { participantToken } of [lost, waiting])
      expect((await snapshot(participantToken)).me).toMatchObject({ state: 'left', online: false, mic: false })
    expect((await heartbeat(lost.participantToken)).state).toBe('left')
    const body = { userName: '丢了手机', roomId: room.roomId }
    const back = await asParticipant(app, lost.participantToken)('POST /api/interview/guest/join', { body })
    expect([back.guestId, back.state]).toEqual([lost.guestId, 'waiting'])
  })

  it('is given to the admitted guest by the guest who has been silent longest', async () => {
    const room = await aRoom(app)
    await room.enter()
    const { ticket } = await room.inviteTicket({ maxUses: 9 })
    const guests = []
    for (const name of ['一', '二', '三', '四']) guests.push(await joinBy(ticket, name))
    const [first, second, third, fourth] = guests as [Guest, Guest, Guest, Guest]
    for (const { guestId } of [first, second, third]) await room.decide(guestId, 'admit')
    expect((await refusal(room.decide(fourth.guestId, 'admit'))).code).toBe('ROOM_FULL')
    app.advance(20_000)
    for (const { participantToken } of [first, third, fourth]) await heartbeat(participantToken)
    app.advance(6000)
    expect((await room.decide(fourth.guestId, 'admit')).state).toBe('admitted')
    expect((await snapshot(second.participantToken)).me.state).toBe('left')
    const { others } = await snapshot(fourth.participantToken)
    expect(new Set(others.map(({ name }) => name))).toEqual(new Set(['林晓', '一', '三']))
  })
  type Guest = Awaited<ReturnType<typeof joinBy>>

  it('ends for guests without an invitation after sixty of them', async () => {
    const room = await aRoom(app)
    await room.enter()
    for (let i = 0; i < 60; i++) {
      const { participantToken } = await knock(room.roomId)
      await asParticipant(app, participantToken)('POST /api/interview/guest/leave', { body: {} })
    }
    expect((await refusal(knock(room.roomId))).code).toBe('LOBBY_FULL')
    expect((await room.guest()).state).toBe('waiting')
  })

  it('of the lobby counts for a guest who left it and comes back', async () => {
    const room = await aRoom(app)
    const first = await knock(room.roomId)
    const device = asParticipant(app, first.participantToken)
    await device('POST /api/interview/guest/leave', { body: {} })
    for (let i = 0; i < 12; i++) await knock(room.roomId)
    const back = device('POST /api/interview/guest/join', { body: { roomId: room.roomId, userName: '路人' } })
    expect((await refusal(back)).code).toBe('LOBBY_FULL')
  })

  it('is notified by one event, the newest, and not when a guest in the lobby turns a microphone on and off', async () => {
    const room = await aRoom(app)
    const host = await room.enter()
    const guest = await room.guest()
    const before = (await snapshot(host.participantToken)).lastSeq
    for (let i = 0; i < 6; i++) await heartbeat(guest.participantToken, { run: `run-${i}`, mic: i % 2 === 0 })
    expect((await snapshot(host.participantToken)).lastSeq).toBe(before)
    expect((await snapshot(guest.participantToken)).me).toMatchObject({ mic: false, cam: false, run: '' })
    await room.decide(guest.guestId, 'admit')
    await asParticipant(app, guest.participantToken)('POST /api/interview/participant/messages', {
      body: { id: 'm', text: '好' },
    })
    for (let i = 0; i < 6; i++) await heartbeat(guest.participantToken, { mic: i % 2 === 0 })
    const stored = await eventsOf(host.guestId)
    expect(stored.map(({ type }) => type).toSorted()).toEqual(['message', 'room'])
    const { events } = await asParticipant(app, host.participantToken)('GET /api/events/{topic}', {
      params: { topic: `participant:${host.guestId}` },
      query: { after: String(before), wait: '0' },
    })
    expect(events.at(-1)).toMatchObject({ type: 'room', data: { others: [{ run: 'r', mic: false, cam: true }] } })
  })
})

describe('the calls of a participant in a minute', () => {
  const app = useApp('sqlite', {}, undefined, { limits: true })

  it('are limited for each participant apart, and an unknown token writes nothing', async () => {
    const room = await aRoom(app)
    const host = await room.enter()
    const guest = await room.guest()
    await room.decide(guest.guestId, 'admit')
    const post = (token: string, path: string, body: object) =>
      app.raw('POST', `/api/interview/participant/${path}`, { body, headers: { 'x-participant-token': token } })
    const bodies = { heartbeat: { run: 'r', mic: true, cam: true }, messages: { id: 'm', text: '好' } }
    const signals = { to: host.guestId, run: 'r', toRun: 'r' }
    const calls = [
      ['heartbeat', bodies.heartbeat, LIMITS.participantHeartbeat.times],
      ['messages', bodies.messages, LIMITS.participantMessage.times],
      ['signals', signals, LIMITS.participantSignal.times],
    ] as const
    for (const [path, body, times] of calls) {
      for (let i = 0; i < times; i++) expect((await post(guest.participantToken, path, body)).status).toBe(200)
      expect((await post(guest.participantToken, path, body)).json.code).toBe('RATE_LIMITED')
    }
    expect((await post(host.participantToken, 'heartbeat', bodies.heartbeat)).status).toBe(200)
    expect((await post('x'.repeat(32), 'heartbeat', bodies.heartbeat)).json.code).toBe('SEAT_NOT_FOUND')
    expect(JSON.stringify(await app.db.q.select().from(app.db.s.rateLimits))).not.toContain(guest.participantToken)
    app.advance(MINUTE_MS)
    expect((await post(guest.participantToken, 'heartbeat', bodies.heartbeat)).status).toBe(200)
  })

  it('are limited for made-up tokens by the address that sends them', async () => {
    const body = { run: 'r', mic: true, cam: true }
    const heartbeat = async (token: string) =>
      (
        await app.raw('POST', '/api/interview/participant/heartbeat', {
          body,
          headers: { 'x-participant-token': token },
        })
      ).json.code
    const codes = []
    for (let i = 0; i <= LIMITS.participantHeartbeat.times; i++)
      codes.push(await heartbeat(`${i}`.padEnd(i % 2 ? 31 : 15_000, 'x')))
    expect([new Set(codes.slice(0, -1)), codes.at(-1)]).toEqual([new Set(['SEAT_NOT_FOUND']), 'RATE_LIMITED'])
    app.advance(MINUTE_MS)
  })
})

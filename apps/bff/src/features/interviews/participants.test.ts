import { SILENT_AFTER_MS } from '@qingpin/contract/interviews/interviews.rules'
import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '@qingpin/contract/core/days'
import { ENGINES, refusal, START, useApp } from '@qingpin/testing/harness'
import { aRoom, asParticipant } from '@qingpin/testing/participants'

describe.each(ENGINES)('a participant of an interview, on %s', (engine) => {
  const app = useApp(engine)
  const joinBy = (ticket: string, userName = '周女士') =>
    app.as()('POST /api/interview/guest/join', { body: { userName, ticket } })
  const snapshot = (participantToken: string) => asParticipant(app, participantToken)('GET /api/interview/participant')

  it('joins without login, waits in the lobby, and sees the room only when admitted', async () => {
    const room = await aRoom(app)
    const host = await room.enter()
    const { ticket } = await room.inviteTicket({ role: 'customer' })
    const guest = await joinBy(ticket)
    expect(guest).toMatchObject({ roomId: room.roomId, identity: 'customer', state: 'waiting' })
    expect(await snapshot(guest.participantToken)).toMatchObject({ position: 1, others: [], me: { state: 'waiting' } })
    expect((await snapshot(host.participantToken)).others).toMatchObject([{ name: '周女士', state: 'waiting' }])
    await room.decide(guest.guestId, 'admit')
    expect(await snapshot(guest.participantToken)).toMatchObject({
      position: 0,
      others: [{ name: '林晓', role: 'host' }],
    })
  })

  it.each([
    ['林晓', '主持人也叫这个，请加个字，好分得清。'],
    ['林\u200b 晓', '主持人也叫这个，请加个字，好分得清。'],
    ['\uf9f4晓', '主持人也叫这个，请加个字，好分得清。'],
    ['аdmіn', '这个称呼是工作人员用的，请写您自己的。'],
    ['系統管理員', '这个称呼是工作人员用的，请写您自己的。'],
    ['系统管理员', '这个称呼是工作人员用的，请写您自己的。'],
    ['系 统•管理员', '这个称呼是工作人员用的，请写您自己的。'],
    ['主持人林晓', '这个称呼是工作人员用的，请写您自己的。'],
    ['ＡＤＭＩＮ', '这个称呼是工作人员用的，请写您自己的。'],
    ['经理', '这个称呼是工作人员用的，请写您自己的。'],
    ['\u200b\u202e', '请填一个称呼，主持人才知道是谁。'],
    ['<b>x</b>', '称呼里不能有“<”。'],
  ])('is not let in as %j', async (name, message) => {
    const room = await aRoom(app)
    const { ticket } = await room.inviteTicket()
    const error = await refusal(joinBy(ticket, name))
    expect([error.code, error.fields.userName]).toEqual(['VALIDATION_ERROR', message])
    // A refusal uses up no invitation.
    expect((await joinBy(ticket, '  王\u202e桂兰 ')).userName).toBe('王桂兰')
  })

  it('in the lobby is shown to a host who is not inside, and is shown whether the host is', async () => {
    const room = await aRoom(app)
    const guest = await room.guest('孙先生')
    const waiting = async () =>
      (await room.api('GET /api/interview/rooms/{roomId}', { params: { roomId: room.roomId } })).waiting
    expect(await waiting()).toEqual([{ id: guest.guestId, name: '孙先生', role: 'worker', since: guest.joinedAt }])
    expect(await snapshot(guest.participantToken)).toMatchObject({ hostHere: false })
    const host = asParticipant(app, (await room.enter()).participantToken)
    expect(await snapshot(guest.participantToken)).toMatchObject({ hostHere: true })
    await host('POST /api/interview/guest/leave', { body: {} })
    expect(await snapshot(guest.participantToken)).toMatchObject({ hostHere: false })
    await room.enter()
    app.advance(SILENT_AFTER_MS + 1)
    expect(await waiting()).toEqual([])
    const body = { run: 'r', mic: false, cam: false }
    await asParticipant(app, guest.participantToken)('POST /api/interview/participant/heartbeat', { body })
    expect(await snapshot(guest.participantToken)).toMatchObject({ hostHere: false })
    expect(await waiting()).toMatchObject([{ name: '孙先生' }])
    await room.decide(guest.guestId, 'admit')
    expect(await waiting()).toEqual([])
  })

  it.each(['forged', 'expired', 'revoked', 'used up', 'of a room that has ended'])(
    'does not join by a ticket that is %s, and the refusal reveals nothing',
    async (how) => {
      const room = await aRoom(app)
      const invite = await room.inviteTicket({ maxUses: 1, hours: 2 })
      let { ticket } = invite
      if (how === 'forged') ticket = `${ticket.slice(0, -2)}xx`
      if (how === 'expired') app.advance(2 * HOUR_MS)
      if (how === 'revoked') await room.api('POST /api/interview/invites/{id}/revoke', { params: { id: invite.id } })
      if (how === 'used up') await joinBy(ticket, '别人')
      if (how === 'of a room that has ended') await room.end()
      const calls = [joinBy(ticket), app.as()('POST /api/interview/tickets/read', { body: { ticket } })]
      for (const { code, status, details, message } of await Promise.all(calls.map(refusal))) {
        expect([code, status, details]).toEqual(['INVITE_CLOSED', 404, undefined])
        expect(message).not.toContain('林晓')
      }
    },
  )

  it('is not one of two who join at once by a ticket for one', async () => {
    const room = await aRoom(app)
    const { ticket } = await room.inviteTicket({ maxUses: 1 })
    const both = await Promise.allSettled([joinBy(ticket, '甲'), joinBy(ticket, '乙')])
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  })

  it('comes no further than the lobby by the id of a room, even where invited guests need not wait', async () => {
    const room = await aRoom(app, { lobby: false })
    await room.enter()
    const { ticket } = await room.inviteTicket()
    expect((await joinBy(ticket)).state).toBe('admitted')
    const knock = (roomId: string, identity?: 'ayi') =>
      app.as()('POST /api/interview/guest/join', { body: { roomId, userName: '路人', ...(identity && { identity }) } })
    expect(await knock(room.roomId, 'ayi')).toMatchObject({ state: 'waiting', identity: 'worker' })
    expect((await refusal(knock('room_that_is_none'))).code).toBe('INVITE_CLOSED')
    for (let i = 0; i < 11; i++) await knock(room.roomId)
    expect((await refusal(knock(room.roomId))).code).toBe('LOBBY_FULL')
  })

  it('is the same one when the device comes back', async () => {
    const room = await aRoom(app)
    const host = await room.enter()
    const { ticket } = await room.inviteTicket({ maxUses: 1 })
    const guest = await joinBy(ticket)
    await room.decide(guest.guestId, 'admit')
    const again = await asParticipant(app, guest.participantToken)('POST /api/interview/guest/join', {
      body: { userName: '周女士', ticket },
    })
    expect(again).toMatchObject({ guestId: guest.guestId, state: 'admitted', participantToken: guest.participantToken })
    const hostAgain = await room.enter()
    expect(hostAgain.guestId).toBe(host.guestId)
    expect((await refusal(snapshot(host.participantToken))).code).toBe('SEAT_NOT_FOUND')
    expect((await snapshot(hostAgain.participantToken)).others.map(({ name }) => name)).toEqual(['周女士'])
  })

  it('knocks again after leaving, and stays one entry in the list of people', async () => {
    const room = await aRoom(app)
    await room.enter()
    const guest = await room.guest()
    await room.decide(guest.guestId, 'admit')
    const device = asParticipant(app, guest.participantToken)
    await device('POST /api/interview/guest/leave', { body: {} })
    await device('POST /api/interview/guest/leave', { body: { roomId: room.roomId, guestId: guest.guestId } })
    const back = await device('POST /api/interview/guest/join', { body: { userName: '王桂兰', roomId: room.roomId } })
    expect([back.guestId, back.state]).toEqual([guest.guestId, 'waiting'])
    const detail = await room.api('GET /api/interview/rooms/{roomId}', { params: { roomId: room.roomId } })
    expect(detail.participants.map((person) => person.userName).toSorted()).toEqual(['林晓', '王桂兰'])
  })

  it('stays out once removed, with the same token and with the same ticket', async () => {
    const room = await aRoom(app)
    await room.enter()
    const { ticket } = await room.inviteTicket({ maxUses: 20 })
    const guest = await joinBy(ticket)
    await room.decide(guest.guestId, 'admit')
    await room.decide(guest.guestId, 'remove')
    const device = asParticipant(app, guest.participantToken)
    expect((await refusal(device('POST /api/interview/guest/join', { body: { userName: '又来', ticket } }))).code).toBe(
      'SEAT_REMOVED',
    )
    expect((await refusal(joinBy(ticket))).code).toBe('INVITE_CLOSED')
    expect((await refusal(room.decide(guest.guestId, 'admit'))).code).toBe('SEAT_REMOVED')
    expect((await refusal(device('POST /api/interview/participant/credentials'))).code).toBe('SEAT_NOT_ADMITTED')
    expect((await snapshot(guest.participantToken)).me.state).toBe('removed')
  })

  it('who is denied can be admitted after all, and be sent back to the lobby', async () => {
    const room = await aRoom(app)
    await room.enter()
    const { guestId, participantToken } = await room.guest()
    await room.decide(guestId, 'deny')
    expect((await snapshot(participantToken)).me.state).toBe('denied')
    await room.decide(guestId, 'admit')
    await room.decide(guestId, 'deny')
    expect(await snapshot(participantToken)).toMatchObject({ me: { state: 'waiting' }, others: [] })
  })

  it('is one of four: the fifth waits, even where invited guests need not', async () => {
    const room = await aRoom(app, { lobby: false })
    await room.enter()
    const { ticket } = await room.inviteTicket({ maxUses: 9 })
    const states = []
    for (const name of ['一', '二', '三', '四']) states.push((await joinBy(ticket, name)).state)
    expect(states).toEqual(['admitted', 'admitted', 'admitted', 'waiting'])
    const fifth = await joinBy(ticket, '五')
    expect((await refusal(room.decide(fifth.guestId, 'admit'))).code).toBe('ROOM_FULL')
  })

  it('waits for a planned room, and is admitted when the host enters', async () => {
    const room = await aRoom(app, { lobby: false, scheduledAt: new Date(START + 30 * 24 * HOUR_MS).toISOString() })
    const guest = await room.guest()
    expect(await snapshot(guest.participantToken)).toMatchObject({
      me: { state: 'waiting' },
      room: { state: 'scheduled' },
    })
    await room.enter()
    expect(await snapshot(guest.participantToken)).toMatchObject({ me: { state: 'admitted' }, room: { state: 'open' } })
  })

  it('is offline after 25 seconds without a heartbeat, and online again with the next one', async () => {
    const room = await aRoom(app)
    const host = await room.enter()
    const guest = await room.guest()
    await room.decide(guest.guestId, 'admit')
    const heartbeat = (token: string, run: string) =>
      asParticipant(app, token)('POST /api/interview/participant/heartbeat', { body: { run, mic: true, cam: true } })
    await heartbeat(guest.participantToken, 'g1')
    app.advance(26_000)
    await heartbeat(host.participantToken, 'h1')
    expect((await snapshot(host.participantToken)).others).toMatchObject([
      { online: false, state: 'admitted', run: 'g1' },
    ])
    await heartbeat(guest.participantToken, 'g1')
    expect((await snapshot(host.participantToken)).others).toMatchObject([{ online: true }])
  })

  it('is proved by its token or its account: other participants, other rooms and strangers read nothing', async () => {
    const [mine, other] = [await aRoom(app), await aRoom(app)]
    const host = await mine.enter()
    const stranger = await other.guest()
    await other.enter()
    await other.decide(stranger.guestId, 'admit')
    const params = { topic: `participant:${host.guestId}` }
    for (const api of [
      app.as(),
      app.as(other.host.token),
      asParticipant(app, stranger.participantToken),
      asParticipant(app, 'x'),
      asParticipant(app, stranger.participantToken, other.host.token),
    ])
      expect((await refusal(api('GET /api/events/{topic}', { params, query: { wait: '0' } }))).code).toBe('NOT_FOUND')
    const read = await app.as(mine.host.token)('GET /api/events/{topic}', { params, query: { wait: '0' } })
    expect(read.events.length).toBeGreaterThan(0)
    const signal = { to: host.guestId, run: 'a', toRun: 'b' }
    const crossing = asParticipant(app, stranger.participantToken)('POST /api/interview/participant/signals', {
      body: signal,
    })
    expect((await refusal(crossing)).code).toBe('NOT_FOUND')
    expect((await refusal(app.as()('GET /api/interview/participant'))).code).toBe('SEAT_NOT_FOUND')
  })

  it('tells the device on which the host was, and no guest, on what the host has entered now', async () => {
    const room = await aRoom(app)
    const first = await room.enter()
    const guest = await room.guest()
    const edge = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/143.0 Safari/537.36 Edg/143.0'
    const moved = async (topic: string, token: string) =>
      (await app.as(token)('GET /api/events/{topic}', { params: { topic }, query: { wait: '0' } })).events
        .filter(({ type }) => type === 'moved')
        .map(({ data }) => data)
    expect(await moved(`participant:${first.guestId}`, room.host.token)).toEqual([])
    const headers = { 'user-agent': edge, 'x-client': 'h5' }
    const entry = await app.raw('POST', `/api/interview/rooms/${room.roomId}/enter`, {
      token: room.host.token,
      headers,
    })
    expect(await moved(`participant:${first.guestId}`, room.host.token)).toEqual([
      { kind: 'computer', device: 'Windows 电脑，Edge', at: app.ctx().now },
    ])
    // The snapshot of the device that has just entered contains it: it gets no event about itself.
    const { lastSeq } = await asParticipant(app, entry.json.data.participantToken)('GET /api/interview/participant')
    const after = await app.raw('GET', `/api/events/participant:${first.guestId}?after=${lastSeq}&wait=0`, {
      token: room.host.token,
    })
    expect(after.json.data.events).toEqual([])
    const { events } = await asParticipant(app, guest.participantToken)('GET /api/events/{topic}', {
      params: { topic: `participant:${guest.guestId}` },
      query: { wait: '0' },
    })
    expect(events.map(({ type }) => type)).not.toContain('moved')
  })

  it('reads the signals of the others for two minutes, after which they are deleted', async () => {
    const room = await aRoom(app)
    const [host, guest] = [await room.enter(), await room.guest()]
    await room.decide(guest.guestId, 'admit')
    const propose = (sdp: string) =>
      asParticipant(app, guest.participantToken)('POST /api/interview/participant/signals', {
        body: { to: host.guestId, run: 'a', toRun: 'b', description: { type: 'offer', sdp } },
      })
    const proposed = async () => {
      const { events } = await asParticipant(app, host.participantToken)('GET /api/events/{topic}', {
        params: { topic: `participant:${host.guestId}` },
        query: { wait: '0' },
      })
      return events.filter(({ type }) => type === 'signal').map(({ data }) => (data as typeof offer).description.sdp)
    }
    const offer = { description: { sdp: '' } }
    await propose('一')
    app.advance(60_000)
    await propose('二')
    expect(await proposed()).toEqual(['一', '二'])
    app.advance(60_001)
    await propose('三')
    expect(await proposed()).toEqual(['二', '三'])
  })

  it('reaches the others only from inside', async () => {
    const room = await aRoom(app)
    const host = await room.enter()
    const guest = await room.guest()
    const device = asParticipant(app, guest.participantToken)
    const line = { id: 'm1', text: '您好' }
    const signal = { to: host.guestId, run: 'a', toRun: 'b' }
    const calls = [
      device('POST /api/interview/participant/messages', { body: line }),
      device('POST /api/interview/participant/signals', { body: signal }),
      device('POST /api/interview/participant/credentials'),
      device('POST /api/zego/generate-guest-token', { body: { roomId: room.roomId } }),
    ]
    for (const { code } of await Promise.all(calls.map(refusal))) expect(code).toBe('SEAT_NOT_ADMITTED')
    await room.decide(guest.guestId, 'admit')
    await device('POST /api/interview/participant/messages', { body: line })
    const { events } = await asParticipant(app, host.participantToken)('GET /api/events/{topic}', {
      params: { topic: `participant:${host.guestId}` },
      query: { wait: '0' },
    })
    expect(events.at(-1)).toMatchObject({ type: 'message', data: { ...line, name: '王桂兰' } })
    expect(await device('POST /api/interview/participant/credentials')).toMatchObject({ provider: 'direct', token: '' })
  })

  it('needs no login for any call of a guest', async () => {
    const room = await aRoom(app)
    await room.enter()
    const guest = await room.guest()
    await room.decide(guest.guestId, 'admit')
    const device = asParticipant(app, guest.participantToken)
    await device('GET /api/interview/participant')
    await device('POST /api/interview/participant/heartbeat', { body: { run: 'r', mic: false, cam: false } })
    await device('POST /api/interview/participant/credentials')
    await device('POST /api/interview/participant/messages', { body: { id: 'm', text: '好' } })
    await device('POST /api/interview/guest/leave', { body: {} })
  })
})

describe('a participant who waits for an event', () => {
  const app = useApp()

  it('is notified at once of being admitted', async () => {
    const room = await aRoom(app)
    await room.enter()
    const guest = await room.guest()
    const device = asParticipant(app, guest.participantToken)
    const { lastSeq } = await device('GET /api/interview/participant')
    const next = device('GET /api/events/{topic}', {
      params: { topic: `participant:${guest.guestId}` },
      query: { after: String(lastSeq), wait: '5' },
    })
    await room.decide(guest.guestId, 'admit')
    expect((await next).events).toMatchObject([{ type: 'room', data: { me: { state: 'admitted' } } }])
  })
})

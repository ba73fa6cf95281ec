import { SILENT_AFTER_MS } from '@qingpin/contract/interviews/interviews.rules'
import { describe, expect, it } from 'vitest'
import { ENGINES, refusal, START, useApp } from '../../../test/harness.ts'
import { aRoom, asParticipant } from '../../../test/participants.ts'

const HOUR = 3_600_000

describe.each(ENGINES)('a seat in an interview, on %s', (engine) => {
  const app = useApp(engine)
  const joinBy = (ticket: string, userName = '周女士') =>
    app.as()('POST /api/interview/guest/join', { body: { userName, ticket } })
  const look = (participantToken: string) => asParticipant(app, participantToken)('GET /api/interview/participant')

  it('is taken without login, waits in the lobby, and sees the room only when let in', async () => {
    const room = await aRoom(app)
    const host = await room.enter()
    const { ticket } = await room.inviteTicket({ role: 'customer' })
    const guest = await joinBy(ticket)
    expect(guest).toMatchObject({ roomId: room.roomId, identity: 'customer', state: 'waiting' })
    expect(await look(guest.participantToken)).toMatchObject({ place: 1, seats: [], me: { state: 'waiting' } })
    expect((await look(host.participantToken)).seats).toMatchObject([{ name: '周女士', state: 'waiting' }])
    await room.decide(guest.guestId, 'admit')
    expect(await look(guest.participantToken)).toMatchObject({ place: 0, seats: [{ name: '林晓', role: 'host' }] })
  })

  it('at the door is known to the host who is not inside, and knows whether the host is', async () => {
    const room = await aRoom(app)
    const guest = await room.guest('孙先生')
    const atDoor = async () =>
      (await room.api('GET /api/interview/rooms/{roomId}', { params: { roomId: room.roomId } })).waiting
    expect(await atDoor()).toEqual([{ id: guest.guestId, name: '孙先生', role: 'worker', since: guest.joinedAt }])
    expect(await look(guest.participantToken)).toMatchObject({ hostHere: false })
    const host = asParticipant(app, (await room.enter()).participantToken)
    expect(await look(guest.participantToken)).toMatchObject({ hostHere: true })
    await host('POST /api/interview/guest/leave', { body: {} })
    expect(await look(guest.participantToken)).toMatchObject({ hostHere: false })
    await room.enter()
    app.advance(SILENT_AFTER_MS + 1)
    expect(await atDoor()).toEqual([])
    const body = { run: 'r', mic: false, cam: false }
    await asParticipant(app, guest.participantToken)('POST /api/interview/participant/heartbeat', { body })
    expect(await look(guest.participantToken)).toMatchObject({ hostHere: false })
    expect(await atDoor()).toMatchObject([{ name: '孙先生' }])
    await room.decide(guest.guestId, 'admit')
    expect(await atDoor()).toEqual([])
  })

  it.each(['forged', 'expired', 'revoked', 'used up', 'of a room that has ended'])(
    'is not given for a ticket that is %s, and the refusal tells nothing',
    async (how) => {
      const room = await aRoom(app)
      const invite = await room.inviteTicket({ maxUses: 1, hours: 2 })
      let { ticket } = invite
      if (how === 'forged') ticket = `${ticket.slice(0, -2)}xx`
      if (how === 'expired') app.advance(2 * HOUR)
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

  it('is given to two people at once no more often than the ticket says', async () => {
    const room = await aRoom(app)
    const { ticket } = await room.inviteTicket({ maxUses: 1 })
    const both = await Promise.allSettled([joinBy(ticket, '甲'), joinBy(ticket, '乙')])
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  })

  it('leads no further than the lobby by the bare id of a room, even where invited people need not wait', async () => {
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

  it('is the same one when the device comes back, so that nobody is there twice', async () => {
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
    expect((await refusal(look(host.participantToken))).code).toBe('SEAT_NOT_FOUND')
    expect((await look(hostAgain.participantToken)).seats.map((seat) => seat.name)).toEqual(['周女士'])
  })

  it('knocks again after it was left, and keeps its place in the list of people', async () => {
    const room = await aRoom(app)
    await room.enter()
    const guest = await room.guest()
    await room.decide(guest.guestId, 'admit')
    const seat = asParticipant(app, guest.participantToken)
    await seat('POST /api/interview/guest/leave', { body: {} })
    await seat('POST /api/interview/guest/leave', { body: { roomId: room.roomId, guestId: guest.guestId } })
    const back = await seat('POST /api/interview/guest/join', { body: { userName: '王桂兰', roomId: room.roomId } })
    expect([back.guestId, back.state]).toEqual([guest.guestId, 'waiting'])
    const detail = await room.api('GET /api/interview/rooms/{roomId}', { params: { roomId: room.roomId } })
    expect(detail.participants.map((person) => person.userName).toSorted()).toEqual(['林晓', '王桂兰'])
  })

  it('stays out once removed: neither the seat nor its ticket opens the door again', async () => {
    const room = await aRoom(app)
    await room.enter()
    const { ticket } = await room.inviteTicket({ maxUses: 20 })
    const guest = await joinBy(ticket)
    await room.decide(guest.guestId, 'admit')
    await room.decide(guest.guestId, 'remove')
    const seat = asParticipant(app, guest.participantToken)
    expect((await refusal(seat('POST /api/interview/guest/join', { body: { userName: '又来', ticket } }))).code).toBe(
      'SEAT_REMOVED',
    )
    expect((await refusal(joinBy(ticket))).code).toBe('INVITE_CLOSED')
    expect((await refusal(room.decide(guest.guestId, 'admit'))).code).toBe('SEAT_REMOVED')
    expect((await refusal(seat('POST /api/interview/participant/credentials'))).code).toBe('SEAT_NOT_ADMITTED')
    expect((await look(guest.participantToken)).me.state).toBe('removed')
  })

  it('is refused politely, may be let in after all, and be sent back to the door', async () => {
    const room = await aRoom(app)
    await room.enter()
    const { guestId, participantToken } = await room.guest()
    await room.decide(guestId, 'deny')
    expect((await look(participantToken)).me.state).toBe('denied')
    await room.decide(guestId, 'admit')
    await room.decide(guestId, 'deny')
    expect(await look(participantToken)).toMatchObject({ me: { state: 'waiting' }, seats: [] })
  })

  it('is one of four: the fifth waits, even where nobody needs to', async () => {
    const room = await aRoom(app, { lobby: false })
    await room.enter()
    const { ticket } = await room.inviteTicket({ maxUses: 9 })
    const states = []
    for (const name of ['一', '二', '三', '四']) states.push((await joinBy(ticket, name)).state)
    expect(states).toEqual(['admitted', 'admitted', 'admitted', 'waiting'])
    const fifth = await joinBy(ticket, '五')
    expect((await refusal(room.decide(fifth.guestId, 'admit'))).code).toBe('ROOM_FULL')
  })

  it('waits for a room that is planned, and is let in by the host who comes', async () => {
    const room = await aRoom(app, { lobby: false, scheduledAt: new Date(START + 30 * 24 * HOUR).toISOString() })
    const guest = await room.guest()
    expect(await look(guest.participantToken)).toMatchObject({ me: { state: 'waiting' }, room: { state: 'scheduled' } })
    await room.enter()
    expect(await look(guest.participantToken)).toMatchObject({ me: { state: 'admitted' }, room: { state: 'open' } })
  })

  it('is shown as cut off after 25 seconds of silence, and as there again with the next sign of life', async () => {
    const room = await aRoom(app)
    const host = await room.enter()
    const guest = await room.guest()
    await room.decide(guest.guestId, 'admit')
    const beat = (token: string, run: string) =>
      asParticipant(app, token)('POST /api/interview/participant/heartbeat', { body: { run, mic: true, cam: true } })
    await beat(guest.participantToken, 'g1')
    app.advance(26_000)
    await beat(host.participantToken, 'h1')
    expect((await look(host.participantToken)).seats).toMatchObject([{ online: false, state: 'admitted', run: 'g1' }])
    await beat(guest.participantToken, 'g1')
    expect((await look(host.participantToken)).seats).toMatchObject([{ online: true }])
  })

  it('is nobody without its token: another seat, another room and a stranger learn nothing', async () => {
    const [mine, other] = [await aRoom(app), await aRoom(app)]
    const host = await mine.enter()
    const stranger = await other.guest()
    await other.enter()
    await other.decide(stranger.guestId, 'admit')
    const params = { topic: `participant:${host.guestId}` }
    for (const api of [app.as(), app.as(mine.host.token), asParticipant(app, stranger.participantToken), asParticipant(app, 'x')])
      expect((await refusal(api('GET /api/events/{topic}', { params, query: { wait: '0' } }))).code).toBe('NOT_FOUND')
    const signal = { to: host.guestId, run: 'a', toRun: 'b' }
    const crossing = asParticipant(app, stranger.participantToken)('POST /api/interview/participant/signals', { body: signal })
    expect((await refusal(crossing)).code).toBe('NOT_FOUND')
    expect((await refusal(app.as()('GET /api/interview/participant'))).code).toBe('SEAT_NOT_FOUND')
  })

  it('is told what the others propose for two minutes, so that one of them cannot fill the database', async () => {
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

  it('talks to the others only from inside', async () => {
    const room = await aRoom(app)
    const host = await room.enter()
    const guest = await room.guest()
    const seat = asParticipant(app, guest.participantToken)
    const said = { id: 'm1', text: '您好' }
    const signal = { to: host.guestId, run: 'a', toRun: 'b' }
    const calls = [
      seat('POST /api/interview/participant/messages', { body: said }),
      seat('POST /api/interview/participant/signals', { body: signal }),
      seat('POST /api/interview/participant/credentials'),
      seat('POST /api/zego/generate-guest-token', { body: { roomId: room.roomId } }),
    ]
    for (const { code } of await Promise.all(calls.map(refusal))) expect(code).toBe('SEAT_NOT_ADMITTED')
    await room.decide(guest.guestId, 'admit')
    await seat('POST /api/interview/participant/messages', { body: said })
    const { events } = await asParticipant(app, host.participantToken)('GET /api/events/{topic}', {
      params: { topic: `participant:${host.guestId}` },
      query: { wait: '0' },
    })
    expect(events.at(-1)).toMatchObject({ type: 'message', data: { ...said, name: '王桂兰' } })
    expect(await seat('POST /api/interview/participant/credentials')).toMatchObject({ provider: 'direct', token: '' })
  })

  it('is asked for by every guest call without any login', async () => {
    const room = await aRoom(app)
    await room.enter()
    const guest = await room.guest()
    await room.decide(guest.guestId, 'admit')
    const seat = asParticipant(app, guest.participantToken)
    await seat('GET /api/interview/participant')
    await seat('POST /api/interview/participant/heartbeat', { body: { run: 'r', mic: false, cam: false } })
    await seat('POST /api/interview/participant/credentials')
    await seat('POST /api/interview/participant/messages', { body: { id: 'm', text: '好' } })
    await seat('POST /api/interview/guest/leave', { body: {} })
  })
})

describe('a client that waits', () => {
  const app = useApp()

  it('hears at once that it was let in', async () => {
    const room = await aRoom(app)
    await room.enter()
    const guest = await room.guest()
    const seat = asParticipant(app, guest.participantToken)
    const { lastSeq } = await seat('GET /api/interview/participant')
    const next = seat('GET /api/events/{topic}', {
      params: { topic: `participant:${guest.guestId}` },
      query: { after: String(lastSeq), wait: '5' },
    })
    await room.decide(guest.guestId, 'admit')
    expect((await next).events).toMatchObject([{ type: 'room', data: { me: { state: 'admitted' } } }])
  })
})

import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '@qingpin/contract/core/days'
import { aCustomer } from '@qingpin/testing/customers'
import { ENGINES, refusal, START, useApp } from '@qingpin/testing/harness'
import { actionsOf } from '@qingpin/testing/rows'
import { aRoom, asParticipant } from '@qingpin/testing/participants'
import { aWorker } from '@qingpin/testing/workers'

describe.each(ENGINES)('interview rooms, on %s', (engine) => {
  const app = useApp(engine)

  it('accept the ids and fields of old clients, and store the phone of a candidate encrypted', async () => {
    const { id, token } = await app.aStaff('employee', { name: '林晓' })
    const body = {
      roomId: 'room_1700000000000_ab12cd',
      roomName: '面试',
      hostName: '林老师',
      hostZegoUserId: 'user_1700000000000',
      source: 'pc' as const,
      hostUrl: 'https://old.example/host.html',
      candidatePhone: '13812345678',
    }
    const room = await app.as(token)('POST /api/interview/rooms', { body })
    expect(room).toMatchObject({ roomId: body.roomId, status: 'active', state: 'open', hostUserId: id, source: 'pc' })
    expect([room.candidatePhone, room.hostZegoUserId]).toEqual(['138****5678', `host_${room._id}`])
    const [row] = await app.db.q.select().from(app.db.s.interviewRooms)
    expect(JSON.stringify(row)).not.toContain('13812345678')
    const other = await app.aStaff('employee')
    const again = await refusal(app.as(other.token)('POST /api/interview/rooms', { body }))
    expect([again.status, again.code]).toEqual([409, 'ROOM_ID_TAKEN'])
  })

  it('are one at a time for a host: a new one ends the open one and leaves planned ones', async () => {
    const first = await aRoom(app)
    const planned = await first.api('POST /api/interview/rooms', {
      body: { roomName: '明天', scheduledAt: new Date(START + 24 * HOUR_MS).toISOString() },
    })
    await first.api('POST /api/interview/rooms', { body: { roomName: '再来一场' } })
    const { list } = await first.api('GET /api/interview/rooms')
    expect(list.map((room) => [room.roomName, room.state])).toEqual([
      ['再来一场', 'open'],
      ['明天', 'scheduled'],
      ['王阿姨的视频面试', 'ended'],
    ])
    await first.api('POST /api/interview/rooms/{roomId}/enter', { params: { roomId: planned.roomId } })
    const active = await first.api('GET /api/interview/rooms', { query: { status: 'active' } })
    expect(active.list.map((room) => room.roomName)).toEqual(['明天'])
  })

  it('are one at a time also when several are made or entered at once', async () => {
    const { token } = await app.aStaff('employee')
    const api = app.as(token)
    const make = (i: number, later = {}) =>
      api('POST /api/interview/rooms', { body: { roomName: `第${i}场`, ...later } })
    const planned = []
    for (let i = 0; i < 3; i++)
      planned.push(await make(i, { scheduledAt: new Date(app.ctx().now + 24 * HOUR_MS).toISOString() }))
    const enter = ({ roomId }: { roomId: string }) =>
      api('POST /api/interview/rooms/{roomId}/enter', { params: { roomId } })
    await Promise.all([make(3), make(4), ...planned.map(enter), make(5)])
    expect((await api('GET /api/interview/rooms', { query: { status: 'open' } })).total).toBe(1)
    expect((await api('GET /api/interview/rooms', { query: { status: 'ended' } })).total).toBe(5)
  })

  it('are not found by another host', async () => {
    const room = await aRoom(app)
    const { guestId } = await room.guest()
    const invite = await room.inviteTicket()
    const stranger = app.as((await app.aStaff('manager')).token)
    const params = { roomId: room.roomId }
    const calls = [
      stranger('GET /api/interview/rooms/{roomId}', { params }),
      stranger('GET /api/interview/room/{roomId}', { params }),
      stranger('POST /api/interview/rooms/{roomId}/end', { params }),
      stranger('POST /api/interview/room/{roomId}/end', { params }),
      stranger('POST /api/interview/rooms/{roomId}/enter', { params }),
      stranger('GET /api/interview/rooms/{roomId}/invites', { params }),
      stranger('POST /api/interview/rooms/{roomId}/invites', { params, body: { role: 'worker' } }),
      stranger('POST /api/interview/invites/{id}/revoke', { params: { id: invite.id } }),
      stranger('POST /api/interview/participants/{id}/decide', {
        params: { id: guestId },
        body: { decision: 'admit' },
      }),
      stranger('POST /api/zego/generate-token', { body: params }),
    ]
    for (const { code } of await Promise.all(calls.map(refusal))) expect(code).toBe('NOT_FOUND')
    expect((await stranger('GET /api/interview/rooms')).total).toBe(0)
  })

  it('end once, under both spellings of the path, and show their duration', async () => {
    const room = await aRoom(app)
    const params = { roomId: room.roomId }
    app.advance(600_000)
    const ended = await room.api('POST /api/interview/room/{roomId}/end', { params })
    app.advance(60_000)
    const again = await room.api('POST /api/interview/rooms/{roomId}/end', { params })
    expect([ended.status, ended.duration, again.endedAt]).toEqual(['ended', 600, ended.endedAt])
    expect(await actionsOf(app, room.rowId)).toEqual(['room.create', 'room.end'])
    for (const key of ['GET /api/interview/rooms/{roomId}', 'GET /api/interview/room/{roomId}'] as const)
      expect((await room.api(key, { params })).state).toBe('ended')
    const late = [
      refusal(room.enter()),
      refusal(room.inviteTicket()),
      refusal(room.api('POST /api/zego/generate-token', { body: params })),
    ]
    for (const one of await Promise.all(late)) expect(one.code).toBe('ROOM_ENDED')
  })

  it('give the latest one with a link that works', async () => {
    const room = await aRoom(app)
    const latest = await room.api('GET /api/interview/latest-room')
    expect(latest).toMatchObject({ roomId: room.roomId, roomName: '王阿姨的视频面试' })
    expect((await room.api('GET /api/interview/latest-room'))?.inviteLink).toBe(latest?.inviteLink)
    const ticket = latest?.inviteLink.split('t=')[1] ?? ''
    expect(await app.as()('POST /api/interview/tickets/read', { body: { ticket } })).toMatchObject({ hostName: '林晓' })
    await room.end()
    expect(await room.api('GET /api/interview/latest-room')).toBeNull()
  })

  it('made by the old simplified route have a link of the server, not the one that was sent', async () => {
    const { token } = await app.aStaff('employee')
    const body = { roomId: 'room_simple_1', inviteLink: 'https://evil.example/?roomId=room_simple_1' }
    const made = await app.as(token)('POST /api/interview/create-room', { body, idempotencyKey: 'simple-1' })
    expect(made.inviteLink).toContain('/#/features/interviews/guest/index?t=')
    const again = await app.as(token)('POST /api/interview/create-room', { body, idempotencyKey: 'simple-1' })
    expect(again).toEqual(made)
  })

  it('are listed to a person who joined with an account', async () => {
    const room = await aRoom(app)
    const person = await app.aPerson()
    const { ticket } = await room.inviteTicket()
    await app.as(person.token)('POST /api/interview/guest/join', { body: { userName: '王桂兰', ticket } })
    const { items } = await app.as(person.token)('GET /api/interview/mine')
    expect(items).toMatchObject([{ roomId: room.roomId, role: 'worker', state: 'open' }])
    expect((await room.api('GET /api/interview/mine')).items).toEqual([])
  })

  it('link to a worker and a customer only where the host may see both', async () => {
    const [host, other] = [await app.aStaff('employee'), await app.aStaff('employee')]
    const worker = await app.as(other.token)('POST /api/resumes/miniprogram/create', { body: aWorker() as never })
    const make = (body: { resumeId?: string; customerId?: string }) =>
      app.as(host.token)('POST /api/interview/rooms', { body: { roomName: '面试', ...body } })
    const theirs = await app.as(other.token)('POST /api/customers/miniprogram/create', { body: aCustomer() as never })
    const own = await app.as(host.token)('POST /api/customers/miniprogram/create', { body: aCustomer() as never })
    expect(await make({ resumeId: worker.id, customerId: own.id })).toMatchObject({ customerId: own.id })
    for (const body of [{ customerId: theirs.id }, { resumeId: own.id }, { customerId: 'f'.repeat(24) }]) {
      expect((await refusal(make(body))).code).toBe('NOT_FOUND')
    }
  })

  it('delete messages and signals with network addresses when they end', async () => {
    const room = await aRoom(app)
    const host = await room.enter()
    const guest = await room.guest()
    await room.decide(guest.guestId, 'admit')
    const device = asParticipant(app, guest.participantToken)
    const description = { type: 'offer' as const, sdp: 'v=0 192.168.7.7' }
    await device('POST /api/interview/participant/signals', {
      body: { to: host.guestId, run: 'a', toRun: 'b', description },
    })
    await device('POST /api/interview/participant/messages', { body: { id: 'm1', text: '听得到吗' } })
    const eventsAfter = (after: string) =>
      asParticipant(app, host.participantToken)('GET /api/events/{topic}', {
        params: { topic: `participant:${host.guestId}` },
        query: { after, wait: '0' },
      })
    const before = JSON.stringify(await eventsAfter('0'))
    for (const words of ['192.168.7.7', '听得到吗']) expect(before).toContain(words)
    await room.end()
    const topic = `participant:${host.guestId}`
    expect(await app.db.q.select().from(app.db.s.events).where(eq(app.db.s.events.topic, topic))).toHaveLength(1)
    const last = await eventsAfter('1')
    expect(last).toMatchObject({ closed: true, events: [{ type: 'room', data: { room: { state: 'ended' } } }] })
  })
})

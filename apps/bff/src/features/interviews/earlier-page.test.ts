import { describe, expect, it } from 'vitest'
import { ENGINES, useApp } from '@qingpin/testing/harness'
import { aRoom } from '@qingpin/testing/participants'

const body = { run: 'r', mic: true, cam: true }

describe.each(ENGINES)('a page of interviews that was opened before words were renamed, on %s', (engine) => {
  const app = useApp(engine)
  const as =
    (token: string) =>
    (method: string, path: string, init: object = {}) =>
      app.raw(method, path, { ...init, headers: { 'x-participant-token': token } })

  it('goes on working: its calls, its topic and the fields that it reads', async () => {
    const room = await aRoom(app)
    const host = await room.enter()
    const guest = await room.guest('周女士')
    const page = as(guest.participantToken)
    const first = await page('GET', '/api/interview/seat')
    expect(first.json.data).toMatchObject({ place: 1, seats: [], me: { state: 'waiting' } })
    await app.raw('POST', `/api/interview/seats/${guest.guestId}/decide`, {
      token: room.host.token,
      body: { decision: 'admit' },
    })
    const after = first.json.data.lastSeq
    const { json } = await page('GET', `/api/events/seat:${guest.guestId}?after=${after}&wait=0`)
    expect(json.data.events).toMatchObject([{ type: 'room', data: { place: 0, seats: [{ name: '林晓' }] } }])
    const signal = { to: host.guestId, run: 'a', toRun: 'b' }
    const replies = [
      await page('POST', '/api/interview/seat/beat', { body }),
      await page('POST', '/api/interview/seat/credentials'),
      await page('POST', '/api/interview/seat/signals', { body: signal }),
      await page('POST', '/api/interview/seat/messages', { body: { id: 'm', text: '好' } }),
    ]
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    const door = await app.raw('POST', `/api/interview/rooms/${room.roomId}/door`, {
      token: room.host.token,
      body: { knocking: false },
    })
    expect(door.json.data.knocking).toBe(false)
    const metrics = await app.deps.metrics.text()
    expect(metrics).toContain('qingpin_renamed_route_requests_total{route="GET /api/events/seat:{id}"} 1')
    expect((await as('x'.repeat(32))('GET', `/api/events/seat:${guest.guestId}`)).status).toBe(404)
  })
})

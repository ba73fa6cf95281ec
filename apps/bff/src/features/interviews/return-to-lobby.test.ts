import { describe, expect, it } from 'vitest'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { actionsOf } from '@qingpin/testing/rows'
import { aRoom, asParticipant } from '@qingpin/testing/participants'

describe.each(ENGINES)('a guest whom the host sends back to the lobby, on %s', (engine) => {
  const app = useApp(engine)

  async function admitted() {
    const room = await aRoom(app)
    await room.enter()
    const guest = await room.guest()
    await room.decide(guest.guestId, 'admit')
    const device = asParticipant(app, guest.participantToken)
    return { room, guest, device, me: async () => (await device('GET /api/interview/participant')).me }
  }

  it('waits there, is notified, cannot see or reach participants inside, and can be admitted again', async () => {
    const { room, guest, device, me } = await admitted()
    expect(await room.decide(guest.guestId, 'return')).toMatchObject({ state: 'waiting', returned: true })
    const seen = await device('GET /api/interview/participant')
    expect(seen).toMatchObject({ me: { state: 'waiting', returned: true }, others: [], position: 1 })
    expect((await refusal(device('POST /api/interview/participant/credentials'))).code).toBe('SEAT_NOT_ADMITTED')
    expect((await room.api('GET /api/interview/lobby')).items).toMatchObject([{ id: guest.guestId, name: '王桂兰' }])
    // Another tap changes nothing.
    await room.decide(guest.guestId, 'return')
    expect(await me()).toMatchObject({ state: 'waiting', returned: true })
    await room.decide(guest.guestId, 'admit')
    expect(await me()).toMatchObject({ state: 'admitted', returned: false })
    expect(await actionsOf(app, room.rowId)).toEqual(['room.create', 'room.invite', 'room.return'])
  })

  it('keeps the invitation, and public join stays open', async () => {
    const { room, guest, device, me } = await admitted()
    await room.decide(guest.guestId, 'return')
    const params = { roomId: room.roomId }
    const { knocking } = await room.api('GET /api/interview/rooms/{roomId}', { params })
    const { items } = await room.api('GET /api/interview/rooms/{roomId}/invites', { params })
    expect([knocking, items[0]?.open]).toEqual([true, true])
    // One who goes away and knocks again is a guest like any other.
    await device('POST /api/interview/guest/leave', { body: {} })
    await device('POST /api/interview/guest/join', { body: { userName: '王桂兰', roomId: room.roomId } })
    expect(await me()).toMatchObject({ state: 'waiting', returned: false })
  })

  it('can be one who was denied before, so that a denial can be undone', async () => {
    const { room, guest, me } = await admitted()
    await room.decide(guest.guestId, 'return')
    await room.decide(guest.guestId, 'deny')
    expect(await me()).toMatchObject({ state: 'denied' })
    await room.decide(guest.guestId, 'return')
    expect(await me()).toMatchObject({ state: 'waiting', returned: false })
  })

  it('cannot be one who has left or was removed, and only the host does it', async () => {
    const { room, guest, device } = await admitted()
    const other = app.as((await app.aStaff('employee')).token)
    const call = { params: { id: guest.guestId }, body: { decision: 'return' } } as const
    expect((await refusal(other('POST /api/interview/participants/{id}/decide', call))).code).toBe('NOT_FOUND')
    await device('POST /api/interview/guest/leave', { body: {} })
    expect((await refusal(room.decide(guest.guestId, 'return'))).code).toBe('PARTICIPANT_LEFT')
    await room.decide(guest.guestId, 'remove')
    expect((await refusal(room.decide(guest.guestId, 'return'))).code).toBe('SEAT_REMOVED')
  })
})

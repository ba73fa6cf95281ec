import { describe, expect, it } from 'vitest'
import { ENGINES, refusal, useApp } from '../../../test/harness.ts'
import { actionsOf } from '../../../test/rows.ts'
import { aRoom, asParticipant, ticketOf } from '../../../test/participants.ts'

describe.each(ENGINES)('the door of a room, on %s', (engine) => {
  const app = useApp(engine)
  const knock = (roomId: string, token?: string) =>
    app.as(token)('POST /api/interview/guest/join', { body: { roomId, userName: '路人' } })
  const joinAs = (participantToken: string, body: { roomId?: string; ticket?: string }) =>
    asParticipant(app, participantToken)('POST /api/interview/guest/join', { body: { userName: '王桂兰', ...body } })
  type Room = Awaited<ReturnType<typeof aRoom>>
  const setDoor = ({ api, roomId }: Room, knocking: boolean) =>
    api('POST /api/interview/rooms/{roomId}/public-join', { params: { roomId }, body: { knocking } })

  it('shuts behind a guest who was removed: without her token she gets no further than a stranger', async () => {
    const room = await aRoom(app)
    await room.enter()
    const guest = await room.guest()
    await room.decide(guest.guestId, 'admit')
    const left = await knock(room.roomId)
    const waits = await knock(room.roomId)
    await asParticipant(app, left.participantToken)('POST /api/interview/guest/leave', { body: {} })
    await room.decide(guest.guestId, 'remove')
    expect((await refusal(knock(room.roomId))).code).toBe('INVITE_CLOSED')
    // Another seat that she may have taken before.
    expect((await refusal(joinAs(left.participantToken, { roomId: room.roomId }))).code).toBe('INVITE_CLOSED')
    expect((await joinAs(waits.participantToken, { roomId: room.roomId })).state).toBe('waiting')
    expect((await room.guest('另有邀请')).state).toBe('waiting')
    const detail = await room.api('GET /api/interview/rooms/{roomId}', { params: { roomId: room.roomId } })
    expect(detail.knocking).toBe(false)
  })

  it('stays shut for the account of a guest who was removed, by whatever way it comes', async () => {
    const room = await aRoom(app)
    await room.enter()
    const { token } = await app.aPerson()
    const [one, other] = [await room.inviteTicket(), await room.inviteTicket()]
    const join = (ticket: string) =>
      app.as(token)('POST /api/interview/guest/join', { body: { userName: '王桂兰', ticket } })
    const [first, second] = [await join(one.ticket), await join(one.ticket)]
    expect(first.guestId).not.toBe(second.guestId)
    await room.decide(second.guestId, 'admit')
    await room.decide(first.guestId, 'remove')
    const seen = await asParticipant(app, second.participantToken)('GET /api/interview/participant')
    expect(seen).toMatchObject({ me: { state: 'removed' }, seats: [] })
    await setDoor(room, true)
    expect((await refusal(knock(room.roomId, token))).code).toBe('SEAT_REMOVED')
    expect((await refusal(join(other.ticket))).code).toBe('SEAT_REMOVED')
    expect((await refusal(joinAs(second.participantToken, { roomId: room.roomId }))).code).toBe('SEAT_REMOVED')
    const { items } = await room.api('GET /api/interview/rooms/{roomId}/invites', { params: { roomId: room.roomId } })
    expect(items.find(({ id }) => id === other.id)?.uses).toBe(0)
    expect((await knock(room.roomId, (await app.aPerson()).token)).state).toBe('waiting')
  })

  it('is closed and opened by the host for people without an invitation, and by nobody else', async () => {
    const room = await aRoom(app)
    const stranger = app.as((await app.aStaff('employee')).token)
    const call = { params: { roomId: room.roomId }, body: { knocking: false } }
    expect((await refusal(stranger('POST /api/interview/rooms/{roomId}/public-join', call))).code).toBe('NOT_FOUND')
    expect((await setDoor(room, false)).knocking).toBe(false)
    await setDoor(room, false)
    expect((await refusal(knock(room.roomId))).code).toBe('INVITE_CLOSED')
    expect((await setDoor(room, true)).knocking).toBe(true)
    expect((await knock(room.roomId)).state).toBe('waiting')
    expect(await actionsOf(app, room.rowId)).toEqual(['room.create', 'room.door', 'room.door'])
    await room.end()
    expect((await refusal(setDoor(room, false))).code).toBe('ROOM_ENDED')
  })

  it('is opened only to somebody who stands before it: nobody who has left is brought in', async () => {
    const room = await aRoom(app)
    const host = await room.enter()
    const guest = await room.guest()
    const seat = asParticipant(app, guest.participantToken)
    await seat('POST /api/interview/guest/leave', { body: {} })
    for (const decision of ['admit', 'deny'] as const)
      expect((await refusal(room.decide(guest.guestId, decision))).code).toBe('PARTICIPANT_LEFT')
    expect((await asParticipant(app, host.participantToken)('GET /api/interview/participant')).seats).toEqual([])
    expect((await joinAs(guest.participantToken, { roomId: room.roomId })).state).toBe('waiting')
    expect((await room.decide(guest.guestId, 'admit')).state).toBe('admitted')
    // Who has left may still be kept from coming back.
    await seat('POST /api/interview/guest/leave', { body: {} })
    expect((await room.decide(guest.guestId, 'remove')).state).toBe('removed')
  })

  it('does not lead into a room that the device was in before, when a ticket or an id opens nothing', async () => {
    const [old, other] = [await aRoom(app), await aRoom(app)]
    await old.enter()
    const guest = await old.guest()
    const { ticket } = await other.inviteTicket({ maxUses: 2 })
    for (const asked of [{ ticket: `${ticket.slice(0, -2)}xx` }, { roomId: 'room_that_is_none' }])
      expect((await refusal(joinAs(guest.participantToken, asked))).code).toBe('INVITE_CLOSED')
    const elsewhere = await joinAs(guest.participantToken, { ticket })
    expect([elsewhere.roomId, elsewhere.guestId === guest.guestId]).toEqual([other.roomId, false])
    expect((await joinAs(guest.participantToken, {})).guestId).toBe(guest.guestId)
    expect((await refusal(joinAs('x', {}))).code).toBe('INVITE_CLOSED')
  })

  it('is shown by the newest link to a customer, and by no link that bears a name or another role', async () => {
    const room = await aRoom(app)
    const params = { roomId: room.roomId }
    await room.inviteTicket({ role: 'worker' })
    const named = await room.api('POST /api/interview/rooms/{roomId}/invites', {
      params,
      body: { role: 'customer', name: '周女士' },
    })
    const latest = () => room.api('GET /api/interview/latest-room')
    const links = await Promise.all([latest(), latest(), latest()])
    expect(new Set(links.map((one) => one?.inviteLink)).size).toBe(1)
    const { items } = await room.api('GET /api/interview/rooms/{roomId}/invites', { params })
    expect(items.map(({ role, name }) => `${role} ${name}`).toSorted()).toEqual([
      'customer null',
      'customer 周女士',
      'worker null',
    ])
    expect(links[0]?.inviteLink).not.toBe(named.link)
    const ticket = ticketOf(links[0]?.inviteLink ?? '')
    expect(await app.as()('POST /api/interview/tickets/read', { body: { ticket } })).toMatchObject({ role: 'customer' })
  })
})

import { describe, expect, it } from 'vitest'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { actionsOf } from '@qingpin/testing/rows'
import { aRoom, asParticipant, ticketOf } from '@qingpin/testing/participants'

describe.each(ENGINES)('joining a room without an invitation, on %s', (engine) => {
  const app = useApp(engine)
  const knock = (roomId: string, token?: string) =>
    app.as(token)('POST /api/interview/guest/join', { body: { roomId, userName: '路人' } })
  const joinAs = (participantToken: string, body: { roomId?: string; ticket?: string }) =>
    asParticipant(app, participantToken)('POST /api/interview/guest/join', { body: { userName: '王桂兰', ...body } })
  type Room = Awaited<ReturnType<typeof aRoom>>
  const setPublicJoin = ({ api, roomId }: Room, knocking: boolean) =>
    api('POST /api/interview/rooms/{roomId}/public-join', { params: { roomId }, body: { knocking } })

  it('ends when a guest is removed, who is a stranger without the token', async () => {
    const room = await aRoom(app)
    await room.enter()
    const guest = await room.guest()
    await room.decide(guest.guestId, 'admit')
    const left = await knock(room.roomId)
    const waits = await knock(room.roomId)
    await asParticipant(app, left.participantToken)('POST /api/interview/guest/leave', { body: {} })
    await room.decide(guest.guestId, 'remove')
    expect((await refusal(knock(room.roomId))).code).toBe('INVITE_CLOSED')
    // Another token that the removed guest may have got before.
    expect((await refusal(joinAs(left.participantToken, { roomId: room.roomId }))).code).toBe('INVITE_CLOSED')
    expect((await joinAs(waits.participantToken, { roomId: room.roomId })).state).toBe('waiting')
    expect((await room.guest('另有邀请')).state).toBe('waiting')
    const detail = await room.api('GET /api/interview/rooms/{roomId}', { params: { roomId: room.roomId } })
    expect(detail.knocking).toBe(false)
  })

  it('and with one is refused to the account of a removed guest', async () => {
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
    expect(seen).toMatchObject({ me: { state: 'removed' }, others: [] })
    await setPublicJoin(room, true)
    expect((await refusal(knock(room.roomId, token))).code).toBe('SEAT_REMOVED')
    expect((await refusal(join(other.ticket))).code).toBe('SEAT_REMOVED')
    expect((await refusal(joinAs(second.participantToken, { roomId: room.roomId }))).code).toBe('SEAT_REMOVED')
    const { items } = await room.api('GET /api/interview/rooms/{roomId}/invites', { params: { roomId: room.roomId } })
    expect(items.find(({ id }) => id === other.id)?.uses).toBe(0)
    expect((await knock(room.roomId, (await app.aPerson()).token)).state).toBe('waiting')
  })

  it('is switched off and on by the host only', async () => {
    const room = await aRoom(app)
    const stranger = app.as((await app.aStaff('employee')).token)
    const call = { params: { roomId: room.roomId }, body: { knocking: false } }
    expect((await refusal(stranger('POST /api/interview/rooms/{roomId}/public-join', call))).code).toBe('NOT_FOUND')
    expect((await setPublicJoin(room, false)).knocking).toBe(false)
    await setPublicJoin(room, false)
    expect((await refusal(knock(room.roomId))).code).toBe('INVITE_CLOSED')
    expect((await setPublicJoin(room, true)).knocking).toBe(true)
    expect((await knock(room.roomId)).state).toBe('waiting')
    expect(await actionsOf(app, room.rowId)).toEqual(['room.create', 'room.public-join', 'room.public-join'])
    await room.end()
    expect((await refusal(setPublicJoin(room, false))).code).toBe('ROOM_ENDED')
  })

  it('does not let the host admit a guest who has left and has not knocked again', async () => {
    const room = await aRoom(app)
    const host = await room.enter()
    const guest = await room.guest()
    const device = asParticipant(app, guest.participantToken)
    await device('POST /api/interview/guest/leave', { body: {} })
    for (const decision of ['admit', 'deny'] as const)
      expect((await refusal(room.decide(guest.guestId, decision))).code).toBe('PARTICIPANT_LEFT')
    expect((await asParticipant(app, host.participantToken)('GET /api/interview/participant')).others).toEqual([])
    expect((await joinAs(guest.participantToken, { roomId: room.roomId })).state).toBe('waiting')
    expect((await room.decide(guest.guestId, 'admit')).state).toBe('admitted')
    // A guest who has left can still be removed.
    await device('POST /api/interview/guest/leave', { body: {} })
    expect((await room.decide(guest.guestId, 'remove')).state).toBe('removed')
  })

  it('does not lead back into a former room when the ticket or id is unknown', async () => {
    const [old, other] = [await aRoom(app), await aRoom(app)]
    await old.enter()
    const guest = await old.guest()
    const { ticket } = await other.inviteTicket({ maxUses: 2 })
    for (const target of [{ ticket: `${ticket.slice(0, -2)}xx` }, { roomId: 'room_that_is_none' }])
      expect((await refusal(joinAs(guest.participantToken, target))).code).toBe('INVITE_CLOSED')
    const elsewhere = await joinAs(guest.participantToken, { ticket })
    expect([elsewhere.roomId, elsewhere.guestId === guest.guestId]).toEqual([other.roomId, false])
    expect((await joinAs(guest.participantToken, {})).guestId).toBe(guest.guestId)
    expect((await refusal(joinAs('x', {}))).code).toBe('INVITE_CLOSED')
  })

  it('is not what the latest link is for: it invites any customer, and is neither for a name nor for another role', async () => {
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

import { describe, expect, it } from 'vitest'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { aRoom, asParticipant } from '@qingpin/testing/participants'

describe.each(ENGINES)('a device that opens an invitation again, on %s', (engine) => {
  const app = useApp(engine)
  const read = (participantToken: string, ticket: string) =>
    asParticipant(app, participantToken)('POST /api/interview/tickets/read', { body: { ticket } })
  const usesOf = async (room: Awaited<ReturnType<typeof aRoom>>, id: string) => {
    const { items } = await room.api('GET /api/interview/rooms/{roomId}/invites', { params: { roomId: room.roomId } })
    return items.find((one) => one.id === id)?.uses
  }

  it('learns its participant in the room, and returns without another use of the invitation', async () => {
    const room = await aRoom(app)
    await room.enter()
    const { ticket, id } = await room.inviteTicket({ maxUses: 2 })
    const guest = await room.guest('王桂兰', ticket)
    await room.decide(guest.guestId, 'admit')
    expect(await app.as()('POST /api/interview/tickets/read', { body: { ticket } })).toMatchObject({
      open: true,
      known: null,
    })
    expect((await read(guest.participantToken, ticket)).known).toEqual({
      name: '王桂兰',
      role: 'worker',
      state: 'admitted',
    })
    const back = await asParticipant(app, guest.participantToken)('POST /api/interview/guest/join', {
      body: { userName: '王桂兰', ticket },
    })
    expect([back.guestId, back.state, await usesOf(room, id)]).toEqual([guest.guestId, 'admitted', 1])
  })

  it('comes back by an invitation that is used up, which is closed to all others', async () => {
    const room = await aRoom(app)
    await room.enter()
    const { ticket, id } = await room.inviteTicket({ maxUses: 1 })
    const guest = await room.guest('王桂兰', ticket)
    await asParticipant(app, guest.participantToken)('POST /api/interview/guest/leave', { body: {} })
    expect((await refusal(read('x', ticket))).code).toBe('INVITE_CLOSED')
    // A guest of another room is a stranger here.
    const elsewhere = await (await aRoom(app)).guest()
    expect((await refusal(read(elsewhere.participantToken, ticket))).code).toBe('INVITE_CLOSED')
    expect(await read(guest.participantToken, ticket)).toMatchObject({
      open: false,
      known: { name: '王桂兰', state: 'left' },
    })
    const back = await asParticipant(app, guest.participantToken)('POST /api/interview/guest/join', {
      body: { userName: '王桂兰', ticket },
    })
    expect([back.guestId, back.state, await usesOf(room, id)]).toEqual([guest.guestId, 'waiting', 1])
  })

  it('has no participant after a removal and after the end', async () => {
    const room = await aRoom(app)
    await room.enter()
    const { ticket } = await room.inviteTicket()
    const [removed, stays] = [await room.guest('路人甲', ticket), await room.guest('王桂兰', ticket)]
    await room.decide(removed.guestId, 'remove')
    expect((await refusal(read(removed.participantToken, ticket))).code).toBe('INVITE_CLOSED')
    expect((await read(stays.participantToken, ticket)).known).toMatchObject({ name: '王桂兰' })
    await room.end()
    expect((await refusal(read(stays.participantToken, ticket))).code).toBe('INVITE_CLOSED')
  })
})

import { aRoom, ticketOf } from '../participants.ts'
import type { TestApp } from '../harness.ts'
import type { Caller, Example, ExamplesOf } from './example.ts'

/** A room of the caller, open, with one invitation. */
async function room({ api }: Caller) {
  const { roomId } = await api('POST /api/interview/rooms', { body: { roomName: '王阿姨的视频面试' } })
  const params = { roomId }
  await api('POST /api/interview/rooms/{roomId}/enter', { params })
  const invite = await api('POST /api/interview/rooms/{roomId}/invites', { params, body: { role: 'worker' } })
  return { ROOM: roomId, INVITE: invite.id, TICKET: ticketOf(invite.link) }
}
const hosted: Example['given'] = (_, caller) => room(caller)
const aTicket: Example['given'] = async (app) => ({ TICKET: (await (await aRoom(app)).inviteTicket()).ticket })
const waiting: Example['given'] = async (app, caller) => {
  const made = await room(caller)
  const body = { userName: '王桂兰', ticket: made.TICKET }
  return { ...made, GUEST: (await app.as()('POST /api/interview/guest/join', { body })).guestId }
}
/** A guest whom the host has admitted. */
const admitted: Example['given'] = async (app: TestApp) => {
  const { roomId, enter, guest, decide } = await aRoom(app)
  const host = await enter()
  const { participantToken, guestId } = await guest()
  await decide(guestId, 'admit')
  return { ROOM: roomId, PARTICIPANT_TOKEN: participantToken, HOST_PARTICIPANT: host.guestId }
}

const host = { as: 'employee', given: hosted, params: { roomId: '$ROOM' }, rows: 'own' } as const
const participant = { as: 'guest', given: admitted, headers: { 'x-participant-token': '$PARTICIPANT_TOKEN' } } as const

export const interviewExamples: ExamplesOf<'interviews'> = {
  'POST /api/interview/rooms': {
    as: 'employee',
    headers: { 'idempotency-key': '$KEY' },
    body: { roomName: '王阿姨的视频面试', candidateName: '王桂兰' },
  },
  'POST /api/interview/create-room': {
    as: 'employee',
    given: async () => ({ ROOM: `room_${Math.random().toString(36).slice(2)}` }),
    headers: { 'idempotency-key': '$KEY' },
    body: { roomId: '$ROOM' },
  },
  'GET /api/interview/rooms': { as: 'employee', given: hosted, query: { status: 'open' } },
  'GET /api/interview/lobby': { as: 'employee', given: waiting },
  'GET /api/interview/latest-room': { as: 'employee', given: hosted },
  'GET /api/interview/mine': { as: 'person' },
  'GET /api/interview/rooms/{roomId}': host,
  'GET /api/interview/room/{roomId}': host,
  'POST /api/interview/rooms/{roomId}/end': host,
  'POST /api/interview/room/{roomId}/end': host,
  'POST /api/interview/rooms/{roomId}/enter': host,
  'POST /api/interview/rooms/{roomId}/public-join': { ...host, body: { knocking: false } },
  'GET /api/interview/rooms/{roomId}/invites': host,
  'POST /api/interview/rooms/{roomId}/invites': {
    ...host,
    headers: { 'idempotency-key': '$KEY' },
    body: { role: 'customer', hours: 24, maxUses: 3 },
  },
  'POST /api/interview/invites/{id}/revoke': { ...host, params: { id: '$INVITE' } },
  'POST /api/interview/tickets/read': { as: 'guest', given: aTicket, body: { ticket: '$TICKET' } },
  'POST /api/interview/guest/join': {
    as: 'guest',
    given: aTicket,
    headers: { 'idempotency-key': '$KEY' },
    body: { userName: '王桂兰', ticket: '$TICKET' },
  },
  'POST /api/interview/guest/leave': { ...participant, body: { roomId: '$ROOM' } },
  'GET /api/interview/participant': participant,
  'POST /api/interview/participant/heartbeat': { ...participant, body: { run: 'page-1', mic: true, cam: true } },
  'POST /api/interview/participant/credentials': participant,
  'POST /api/interview/participant/signals': {
    ...participant,
    body: { to: '$HOST_PARTICIPANT', run: 'page-1', toRun: 'page-2', candidate: { candidate: '' } },
  },
  'POST /api/interview/participant/messages': { ...participant, body: { id: 'line-1', text: '您好，听得到吗' } },
  'POST /api/interview/participants/{id}/decide': {
    ...host,
    given: waiting,
    params: { id: '$GUEST' },
    body: { decision: 'admit' },
  },
  'POST /api/zego/generate-token': { as: 'employee', given: hosted, body: { roomId: '$ROOM', expireTime: 3600 } },
  'POST /api/zego/generate-guest-token': { ...participant, body: { roomId: '$ROOM' } },
}

import { requirePerson } from '../../context.ts'
import { type Describe, type Described, formatMoment, type NotificationRow } from '../notifications/index.ts'
import { isSilent } from './interviews.rules.ts'
import { isInviteOpen } from './interviews.view.ts'
import { invitesOfRooms } from './invites.repo.ts'
import { participantsNamed } from './participants.repo.ts'
import { workerAccounts, type RoomRow, roomsById } from './rooms.repo.ts'

const idsOf = (rows: readonly NotificationRow[]) => rows.flatMap(({ subjectId }) => subjectId ?? [])

/** Guests who knocked while the host was not in the room. */
export const describeKnocks: Describe = function* (t, ctx, rows) {
  const me = requirePerson(ctx).accountId
  const rooms = new Map((yield* roomsById(t, ctx, idsOf(rows))).map((room) => [room.id, room]))
  const ids = rows.map(({ facts }) => String(facts['participant'] ?? ''))
  const guests = new Map((yield* participantsNamed(t, ctx, ids)).map((one) => [one.id, one]))
  const described = new Map<string, Described>()
  for (const row of rows) {
    const room = rooms.get(row.subjectId ?? '')
    if (!room || room.hostId !== me) continue
    const guest = guests.get(String(row.facts['participant'] ?? ''))
    const waits = room.state !== 'ended' && guest?.state === 'waiting' && !isSilent(guest, ctx.now)
    described.set(row.id, {
      title: waits ? `${guest.name}在门外等` : `${guest?.name ?? '有人'}在门外等过`,
      text: waits ? `${room.title}，您不在房间里` : `${room.title}，已经不等了`,
      opens: { page: waits ? 'interviewRoom' : 'interviewDetail', id: room.roomId },
      action: waits ? '去请进' : undefined,
    })
  }
  return described
}

const timeOf = (room: RoomRow, now: number) => (room.scheduledAt === null ? '' : formatMoment(room.scheduledAt, now))

function forHost(row: NotificationRow, room: RoomRow, now: number): Described {
  const who = [room.title, room.candidateName].filter(Boolean).join('，')
  const opens = { page: 'interviewDetail' as const, id: room.roomId }
  if (row.kind === 'interview-cancelled') return { title: `${timeOf(room, now)}的面试取消了`, text: who, opens }
  if (room.state === 'ended') return { title: `${timeOf(room, now)}的面试`, text: `${who}，已经结束了`, opens }
  return { title: `${timeOf(room, now)}有面试`, text: who, opens }
}

/** For the worker whose resume the interview is about; with a ticket she goes straight in. */
function forWorker(row: NotificationRow, room: RoomRow, now: number, ticket: string | undefined): Described {
  const when = timeOf(room, now)
  if (row.kind === 'interview-cancelled' || room.state === 'ended') {
    const over = row.kind === 'interview-cancelled' ? `${when}的面试取消了` : `${when}的面试`
    return { title: over, text: `${room.hostName}约的，已经结束了`, opens: { page: 'interviews' } }
  }
  return {
    title: row.kind === 'interview-soon' ? `${when}的面试快开始了` : `${room.hostName}约您${when}视频面试`,
    text: '到时间点进去就行，不用下载别的',
    opens: ticket ? { page: 'interviewGuest', id: ticket } : { page: 'interviews' },
    action: ticket ? '去面试' : undefined,
  }
}

/** Planned interviews, for their host and for the worker. */
export const describeInterviews: Describe = function* (t, ctx, rows) {
  const me = requirePerson(ctx).accountId
  const found = yield* roomsById(t, ctx, idsOf(rows))
  const rooms = new Map(found.map((room) => [room.id, room]))
  const workers = yield* workerAccounts(
    t,
    ctx,
    found.flatMap(({ resumeId }) => resumeId ?? []),
  )
  const invites = (yield* invitesOfRooms(t, ctx, [...rooms.keys()])).filter(
    (one) => one.role === 'worker' && isInviteOpen(one, ctx.now),
  )
  const described = new Map<string, Described>()
  for (const row of rows) {
    const room = rooms.get(row.subjectId ?? '')
    if (!room) continue
    if (room.hostId === me) described.set(row.id, forHost(row, room, ctx.now))
    else if (room.resumeId !== null && workers.get(room.resumeId) === me) {
      const invite = invites.find(({ roomId }) => roomId === room.id)
      const ticket = invite && ctx.cipher.open('inviteTicket', invite.tokenSealed)
      described.set(row.id, forWorker(row, room, ctx.now, ticket))
    }
  }
  return described
}

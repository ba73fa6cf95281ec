import { randomBytes } from 'node:crypto'
import { maskPhone } from '@qingpin/contract/core/masking'
import { pageSizeOf } from '@qingpin/contract/core/paging'
import type { CreateRoom } from '@qingpin/contract/interviews/interviews.fields'
import { USUAL_INVITE } from '@qingpin/contract/interviews/interviews.rules'
import type { z } from 'zod'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { AppError } from '../../errors.ts'
import { once } from '../../http/once.ts'
import { requireAccount } from '../auth/index.ts'
import { requireCustomer } from '../customers/index.ts'
import { requireResume } from '../resumes/index.ts'
import { closeTopics, notifyHost } from './room-events.service.ts'
import { requireHosted, requireLive } from './host.guard.ts'
import { isSilent, MOST_LISTED } from './interviews.rules.ts'
import { isInviteOpen, iso, linksOf, personView, roomView, waitingView } from './interviews.view.ts'
import { customerTicket, issueInvite } from './invites.service.ts'
import { invitesIn } from './invites.repo.ts'
import { announceCancelled, announcePlanned } from './planned.service.ts'
import * as repo from './rooms.repo.ts'
import { leaveAll, participantsIn } from './participants.repo.ts'

export { roomsOfCustomer } from './rooms.repo.ts'

type NewRoom = z.output<typeof CreateRoom>

/** Ends a room that the caller has locked. */
export function* endLocked(t: Q, ctx: Ctx, room: repo.RoomRow): Op<repo.RoomRow> {
  yield* leaveAll(t, ctx, room.id)
  if (room.state === 'scheduled') yield* announceCancelled(t, ctx, room)
  const ended = (yield* repo.setRoom(t, ctx, room.id, { state: 'ended', endedAt: ctx.now })) ?? room
  yield* closeTopics(t, ctx, ended)
  yield* notifyHost(t, ctx, ended)
  yield* audit.record(t, ctx, { action: 'room.end', subjectId: room.id })
  return ended
}

/** Ends the open rooms of a host, who has one at a time. The caller has locked the host. */
export function* endOpenRooms(t: Q, ctx: Ctx, hostId: string): Op<void> {
  for (const room of yield* repo.openRoomsOf(t, ctx, hostId)) yield* endLocked(t, ctx, room)
}

function* makeRoom(t: Q, ctx: Ctx, input: NewRoom): Op<repo.RoomRow> {
  const { accountId } = requirePerson(ctx)
  yield* repo.lockHost(t, ctx, accountId)
  const host = yield* requireAccount(t, ctx, accountId)
  // The detail page links to both: an id that the caller may not see is refused.
  if (input.resumeId !== undefined) yield* requireResume(t, ctx, input.resumeId)
  if (input.customerId !== undefined) yield* requireCustomer(t, ctx, input.customerId)
  const planned = input.scheduledAt === undefined ? null : Date.parse(input.scheduledAt)
  const later = planned !== null && planned > ctx.now
  if (!later) yield* endOpenRooms(t, ctx, accountId)
  const phone = input.candidatePhone
  const room = yield* repo.insertRoom(t, ctx, {
    id: newId(ctx.now),
    roomId: input.roomId ?? `room_${randomBytes(9).toString('base64url')}`,
    hostId: accountId,
    hostName: input.hostName ?? host.name,
    title: input.roomName,
    state: later ? 'scheduled' : 'open',
    lobby: input.lobby,
    publicJoinClosedAt: null,
    source: input.source ?? 'miniprogram',
    scheduledAt: planned,
    openedAt: later ? null : ctx.now,
    endedAt: null,
    createdAt: ctx.now,
    resumeId: input.resumeId ?? null,
    customerId: input.customerId ?? null,
    candidateName: input.candidateName ?? null,
    candidatePhoneSealed: phone === undefined ? null : ctx.cipher.seal('phone', phone),
    candidatePhoneMasked: phone === undefined ? null : maskPhone(phone),
    candidatePosition: input.candidatePosition ?? null,
  })
  if (!room) throw new AppError('ROOM_ID_TAKEN')
  yield* audit.record(t, ctx, { action: 'room.create', subjectId: room.id })
  if (later) yield* announcePlanned(t, ctx, room)
  return room
}

export async function create(ctx: Ctx, input: NewRoom) {
  return once(ctx, function* (t) {
    return roomView(yield* makeRoom(t, ctx, input))
  })
}

/** Plans an interview for later with an invitation for the customer, in the caller's transaction; gives its row id. */
export function* planInterview(
  t: Q,
  ctx: Ctx,
  {
    invited,
    ...input
  }: Pick<NewRoom, 'roomName' | 'scheduledAt' | 'resumeId' | 'customerId' | 'candidateName'> & { invited: string },
): Op<string> {
  const room = yield* makeRoom(t, ctx, { ...input, lobby: true })
  yield* issueInvite(t, ctx, room, { role: 'customer', name: invited, ...USUAL_INVITE })
  return room.id
}

/** What the customer who was invited to interviews may know of them, by row id. */
export function* invitedTo(t: Q, ctx: Ctx, ids: readonly string[]) {
  const found = new Map<string, { roomId: string; at: number; ended: boolean; path: string | null }>()
  for (const room of yield* repo.roomsById(t, ctx, ids)) {
    const ended = room.state === 'ended'
    const open = ended ? undefined : (yield* invitesIn(t, ctx, room.id)).find((one) => isInviteOpen(one, ctx.now))
    const path = open ? linksOf(ctx, ctx.cipher.open('inviteTicket', open.tokenSealed)).path : null
    found.set(room.id, { roomId: room.roomId, at: room.scheduledAt ?? room.createdAt, ended, path })
  }
  return found
}

export const createSimple = (ctx: Ctx, { roomId }: { roomId: string }) =>
  once(ctx, function* (t) {
    const room = yield* makeRoom(t, ctx, { roomId, roomName: '视频面试', lobby: true })
    const { ticket } = yield* issueInvite(t, ctx, room, { role: 'customer', ...USUAL_INVITE })
    return { roomId: room.roomId, inviteLink: linksOf(ctx, ticket).link }
  })

export const end = (ctx: Ctx, roomId: string) =>
  ctx.db.tx(function* (t) {
    const room = yield* requireHosted(t, ctx, roomId)
    return roomView(room.state === 'ended' ? room : yield* endLocked(t, ctx, room))
  })

/** Lets guests without an invitation ask to join (`knocking`), or no longer. */
export const setPublicJoin = (ctx: Ctx, roomId: string, { knocking }: { knocking: boolean }) =>
  ctx.db.tx(function* (t) {
    const room = yield* requireLive(t, ctx, roomId)
    const was = room.publicJoinClosedAt === null
    if (was === knocking) return roomView(room)
    const next = yield* repo.setRoom(t, ctx, room.id, { publicJoinClosedAt: knocking ? null : ctx.now })
    yield* audit.record(t, ctx, {
      action: 'room.public-join',
      subjectId: room.id,
      changes: { knocking: [was, knocking] },
    })
    return roomView(next ?? room)
  })

export const detail = (ctx: Ctx, roomId: string) =>
  ctx.db.tx(function* (t) {
    const room = yield* requireHosted(t, ctx, roomId)
    const all = yield* participantsIn(t, ctx, room.id)
    const waiting = all.filter((one) => one.state === 'waiting' && !isSilent(one, ctx.now))
    return { ...roomView(room), participants: all.map(personView), waiting: waiting.map(waitingView) }
  })

export async function list(
  ctx: Ctx,
  query: Pick<repo.RoomFilter, 'status' | 'search' | 'page'> & {
    pageSize?: number | undefined
    limit?: number | undefined
  },
) {
  const pageSize = pageSizeOf(query)
  const { rows, total } = await repo.listRooms(ctx, { ...query, hostId: requirePerson(ctx).accountId, pageSize })
  return { list: rows.map(roomView), total, page: query.page, pageSize, totalPages: Math.ceil(total / pageSize) }
}

const waitingInRoomView = ({ roomId, roomName, ...guest }: repo.WaitingRow) => ({
  ...waitingView(guest),
  roomId,
  roomName,
})

/** The guests who wait in the lobbies of the caller's rooms; those whose heartbeats have stopped are not there. */
export const lobby = async (ctx: Ctx) => ({
  items: (await repo.waitingFor(ctx, requirePerson(ctx).accountId)).map(waitingInRoomView),
})

/** The interviews of the caller that are open or due today, the next `most` of them, and who waits. */
export async function interviewsOfDay(ctx: Ctx, most: number) {
  const hostId = requirePerson(ctx).accountId
  const { rows, total } = await repo.listRooms(ctx, { hostId, status: 'today', page: 1, pageSize: most })
  const first = rows.map((row) => {
    const { roomId, roomName, state, scheduledAt, createdAt, endedAt, candidateName } = roomView(row)
    return { roomId, roomName, state, scheduledAt, createdAt, endedAt, candidateName }
  })
  return { today: total, first, waiting: (await lobby(ctx)).items }
}

/** The newest room that has not ended, with a link for its customer; a missing link is made once, under the lock. */
export const latest = (ctx: Ctx) =>
  ctx.db.tx(function* (t) {
    const room = yield* repo.lockLatest(t, ctx, requirePerson(ctx).accountId)
    if (!room) return null
    const { link } = linksOf(ctx, yield* customerTicket(t, ctx, room))
    return { roomId: room.roomId, inviteLink: link, roomName: room.title, createdAt: iso(room.createdAt) }
  })

export async function mine(ctx: Ctx) {
  const found = await repo.roomsJoinedBy(ctx, requirePerson(ctx).accountId, MOST_LISTED)
  return {
    items: found.map(({ room, role }) => {
      const { roomId, roomName: title, hostName, state, scheduledAt, createdAt, endedAt } = roomView(room)
      return { roomId, title, hostName, state, role, scheduledAt, createdAt, endedAt }
    }),
  }
}

export { plannedInterview } from './rooms.repo.ts'

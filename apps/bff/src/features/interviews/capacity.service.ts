import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { isSilent, MOST_GUESTS, MOST_JOIN_REQUESTS, MOST_WAITING } from './interviews.rules.ts'
import {
  changeParticipant,
  countJoinRequests,
  departed,
  type ParticipantRow,
  presentParticipants,
} from './participants.repo.ts'
import type { RoomRow } from './rooms.repo.ts'

const isInvited = ({ inviteId }: Pick<ParticipantRow, 'inviteId'>) => inviteId !== null
const isGuestInside = ({ role, state }: ParticipantRow) => state === 'admitted' && role !== 'host'

function* guestsInside(t: Q, ctx: Ctx, room: RoomRow): Op<ParticipantRow[]> {
  return (yield* presentParticipants(t, ctx, room.id)).filter(isGuestInside)
}

/** Whether one more guest fits in without the host; a guest who is offline still counts. */
export function* hasCapacity(t: Q, ctx: Ctx, room: RoomRow): Op<boolean> {
  return (yield* guestsInside(t, ctx, room)).length < MOST_GUESTS
}

/**
 * Makes room for a guest that the host admits. In a full room the guest who has been silent longest leaves, and has to
 * knock again; ROOM_FULL where none is silent. Gives the ids of guests who left.
 */
export function* freeCapacity(t: Q, ctx: Ctx, room: RoomRow): Op<string[]> {
  const guests = yield* guestsInside(t, ctx, room)
  if (guests.length < MOST_GUESTS) return []
  const [lost] = guests.filter((one) => isSilent(one, ctx.now)).toSorted((a, b) => a.lastSeenAt - b.lastSeenAt)
  if (!lost) throw new AppError('ROOM_FULL')
  yield* changeParticipant(t, ctx, lost, departed(ctx))
  return [lost.id]
}

/** LOBBY_FULL when the lobby holds as many guests as it may, of those with or those without an invitation. */
export function* requireLobbyCapacity(
  t: Q,
  ctx: Ctx,
  room: RoomRow,
  guest: { id?: string; inviteId: string | null },
): Op<void> {
  const before = (yield* presentParticipants(t, ctx, room.id)).filter(
    (one) =>
      one.state === 'waiting' && one.id !== guest.id && isInvited(one) === isInvited(guest) && !isSilent(one, ctx.now),
  )
  if (before.length >= MOST_WAITING) throw new AppError('LOBBY_FULL')
}

/** LOBBY_FULL when the room has taken in as many guests without an invitation as it may in all. */
export function* requireJoinRequestsLeft(t: Q, ctx: Ctx, room: RoomRow): Op<void> {
  if ((yield* countJoinRequests(t, ctx, room.id)) >= MOST_JOIN_REQUESTS) throw new AppError('LOBBY_FULL')
}

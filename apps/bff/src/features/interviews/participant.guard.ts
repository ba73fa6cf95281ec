import { accountIdOf, type Ctx, participantTokenOf } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import type { Reveal } from '../../events/index.ts'
import { revealWith } from './participant-topic.rules.ts'
import { belongsTo, findByToken, findParticipant, type ParticipantRow } from './participants.repo.ts'
import { lockRoom, type RoomRow } from './rooms.repo.ts'

export interface InRoom {
  participant: ParticipantRow
  room: RoomRow
}

function hashOf(ctx: Ctx): string | undefined {
  const token = participantTokenOf(ctx)
  return token ? ctx.cipher.hash('participantToken', token) : undefined
}

/** The participant whose token the caller sends, without a lock. */
export function* callingParticipant(t: Q, ctx: Ctx): Op<ParticipantRow | undefined> {
  const tokenHash = hashOf(ctx)
  return tokenHash === undefined ? undefined : yield* findParticipant(t, ctx, { tokenHash })
}

/** The calling participant and its room, which is locked; SEAT_NOT_FOUND for a token of no participant. */
export function* requireParticipant(t: Q, ctx: Ctx): Op<InRoom> {
  const found = yield* callingParticipant(t, ctx)
  const room = found && (yield* lockRoom(t, ctx, { id: found.roomId }))
  // Read again under the lock: the host may have decided in between.
  const participant = room && found && (yield* findParticipant(t, ctx, { id: found.id }))
  if (!room || !participant) throw new AppError('SEAT_NOT_FOUND')
  return { room, participant }
}

/** Like `requireParticipant`; SEAT_NOT_ADMITTED for one who is not inside, or whose room is not open. */
export function* requireAdmitted(t: Q, ctx: Ctx): Op<InRoom> {
  const found = yield* requireParticipant(t, ctx)
  if (found.participant.state !== 'admitted' || found.room.state !== 'open') throw new AppError('SEAT_NOT_ADMITTED')
  return found
}

/**
 * Guards the topics of participants: each is read with the token of its participant, or with a session of the account
 * that it belongs to, whose tabs share one connection.
 */
export async function guardParticipant(ctx: Ctx, id: string): Promise<Reveal> {
  const tokenHash = hashOf(ctx)
  const named = tokenHash === undefined ? undefined : await findByToken(ctx, tokenHash)
  const accountId = accountIdOf(ctx)
  const own = accountId !== null && named?.id !== id && (await belongsTo(ctx, id, accountId))
  if (named?.id !== id && !own) throw new AppError('NOT_FOUND')
  return revealWith(ctx.cipher)
}

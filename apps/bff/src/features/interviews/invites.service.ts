import { randomBytes } from 'node:crypto'
import type { GuestRole } from '@qingpin/contract/interviews/interviews.enums'
import { USUAL_INVITE } from '@qingpin/contract/interviews/interviews.rules'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { AppError } from '../../errors.ts'
import { once } from '../../http/once.ts'
import { requireHosted, requireLive } from './host.guard.ts'
import { inviteView, iso, isInviteOpen } from './interviews.view.ts'
import { inviteExpiry } from './interviews.rules.ts'
import * as repo from './invites.repo.ts'
import { callingParticipant } from './participant.guard.ts'
import type { ParticipantRow } from './participants.repo.ts'
import type { RoomRow } from './rooms.repo.ts'

export interface NewInvite {
  role: GuestRole
  name?: string | undefined
  hours: number
  maxUses: number
}

/** Makes an invitation. The ticket is random; stored are its hash and, for showing it to the host again, a sealed copy. */
export function* issueInvite(
  t: Q,
  ctx: Ctx,
  room: RoomRow,
  { role, name, hours, maxUses }: NewInvite,
): Op<{ invite: repo.InviteRow; ticket: string }> {
  const ticket = randomBytes(18).toString('base64url')
  const invite = {
    id: newId(ctx.now),
    roomId: room.id,
    role,
    name: name ?? null,
    tokenHash: ctx.cipher.hash('inviteTicket', ticket),
    tokenSealed: ctx.cipher.seal('inviteTicket', ticket),
    expiresAt: inviteExpiry(room.scheduledAt, hours, ctx.now),
    maxUses,
    uses: 0,
    revokedAt: null,
    createdBy: requirePerson(ctx).accountId,
    createdAt: ctx.now,
  }
  yield* repo.insertInvite(t, ctx, invite)
  yield* audit.record(t, ctx, { action: 'room.invite', subjectId: room.id, changes: { role: [null, role] } })
  return { invite, ticket }
}

/** The ticket of a link for any customer: of an open invitation without a name, else of a new one. */
export function* customerTicket(t: Q, ctx: Ctx, room: RoomRow): Op<string> {
  const open = (yield* repo.invitesIn(t, ctx, room.id)).find(
    (one) => one.role === 'customer' && one.name === null && isInviteOpen(one, ctx.now),
  )
  if (open) return ctx.cipher.open('inviteTicket', open.tokenSealed)
  return (yield* issueInvite(t, ctx, room, { role: 'customer', ...USUAL_INVITE })).ticket
}

export const invite = (ctx: Ctx, roomId: string, input: NewInvite) =>
  once(ctx, function* (t) {
    const room = yield* requireLive(t, ctx, roomId)
    return inviteView(ctx, (yield* issueInvite(t, ctx, room, input)).invite)
  })

export const list = (ctx: Ctx, roomId: string) =>
  ctx.db.tx(function* (t) {
    const room = yield* requireHosted(t, ctx, roomId)
    return { items: (yield* repo.invitesIn(t, ctx, room.id)).map((one) => inviteView(ctx, one)) }
  })

export const revoke = (ctx: Ctx, id: string) =>
  ctx.db.tx(function* (t) {
    const room = yield* repo.roomOfInvite(t, ctx, id)
    if (!room || room.hostId !== requirePerson(ctx).accountId) throw new AppError('NOT_FOUND')
    const closed = yield* repo.revoke(t, ctx, id)
    if (!closed) throw new AppError('NOT_FOUND')
    yield* audit.record(t, ctx, { action: 'room.revoke', subjectId: room.id })
    return inviteView(ctx, closed)
  })

/** The guest that the calling device is in this room already, by its token; undefined for one who was removed. */
function* knownIn(t: Q, ctx: Ctx, room: RoomRow): Op<ParticipantRow | undefined> {
  const device = yield* callingParticipant(t, ctx)
  return device?.roomId === room.id && device.role !== 'host' && device.state !== 'removed' ? device : undefined
}

/**
 * What a ticket is for. INVITE_CLOSED for one that is expired, revoked, used up or of a room that has ended; a device
 * that is in the room already comes back by a used one, too.
 */
export const readTicket = (ctx: Ctx, ticket: string) =>
  ctx.db.tx(function* (t) {
    const found = yield* repo.inviteOf(t, ctx, ctx.cipher.hash('inviteTicket', ticket))
    const known = found && (yield* knownIn(t, ctx, found.room))
    const open = found !== undefined && isInviteOpen(found.invite, ctx.now)
    if (!found || found.room.state === 'ended' || !(known || open)) throw new AppError('INVITE_CLOSED')
    const { room, invite: opened } = found
    return {
      roomId: room.roomId,
      title: room.title,
      hostName: room.hostName,
      role: opened.role,
      name: opened.name,
      scheduledAt: room.scheduledAt === null ? null : iso(room.scheduledAt),
      open,
      known: known ? { name: known.name, role: known.role, state: known.state } : null,
    }
  })

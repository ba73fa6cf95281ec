import type { ReplyOf } from '@qingpin/contract/core/define'
import type { interviewRoutes } from '@qingpin/contract/interviews/interviews.routes'
import type { Ctx } from '../../context.ts'
import type { InviteRow } from './invites.repo.ts'
import type { RoomRow } from './rooms.repo.ts'
import type { SeatRow } from './participants.repo.ts'

type Routes = typeof interviewRoutes
export type RoomReply = ReplyOf<Routes['create']>
export type SeatReply = ReplyOf<Routes['decide']>
export type RoomViewReply = Omit<ReplyOf<Routes['seat']>, 'lastSeq'>

export const iso = (ms: number) => new Date(ms).toISOString()
const isoOrNull = (ms: number | null) => (ms === null ? null : iso(ms))

export const hostUserId = (room: RoomRow) => `host_${room.id}`

export const roomView = (room: RoomRow): RoomReply => ({
  _id: room.id,
  roomId: room.roomId,
  roomName: room.title,
  hostUserId: room.hostId,
  hostName: room.hostName,
  hostZegoUserId: hostUserId(room),
  status: room.state === 'ended' ? 'ended' : 'active',
  state: room.state,
  lobby: room.lobby,
  knocking: room.doorClosedAt === null,
  source: room.source,
  scheduledAt: isoOrNull(room.scheduledAt),
  createdAt: iso(room.createdAt),
  endedAt: isoOrNull(room.endedAt),
  duration: room.endedAt === null ? null : Math.round((room.endedAt - (room.openedAt ?? room.endedAt)) / 1000),
  resumeId: room.resumeId,
  customerId: room.customerId,
  candidateName: room.candidateName,
  candidatePhone: room.candidatePhoneMasked,
  candidatePosition: room.candidatePosition,
})

export const personView = (seat: SeatRow) => ({
  userId: seat.rtcUserId,
  userName: seat.name,
  role: seat.role === 'host' ? ('host' as const) : ('guest' as const),
  identity: seat.role,
  joinedAt: iso(seat.joinedAt),
  leftAt: isoOrNull(seat.leftAt),
})

const PAGE = 'features/interviews/guest/index'

export const linksOf = ({ settings }: Ctx, ticket: string) => ({
  // The fragment never reaches a server or its log; the page removes it from the address once it has been exchanged.
  link: `${settings.publicUrl}/#/${PAGE}?t=${ticket}`,
  path: `/${PAGE}?t=${ticket}`,
})

export const isInviteOpen = (invite: InviteRow, now: number): boolean =>
  invite.revokedAt === null && invite.expiresAt > now && invite.uses < invite.maxUses

export const inviteView = (ctx: Ctx, invite: InviteRow) => ({
  id: invite.id,
  role: invite.role,
  name: invite.name,
  ...linksOf(ctx, ctx.cipher.open('inviteTicket', invite.tokenSealed)),
  expiresAt: iso(invite.expiresAt),
  uses: invite.uses,
  maxUses: invite.maxUses,
  open: isInviteOpen(invite, ctx.now),
})

/** Somebody at the door, as the host sees it who is not inside. */
export const doorView = ({ id, name, role, since }: SeatRow) => ({ id, name, role, since: iso(since) })

export const seatView = (seat: SeatRow): SeatReply => ({
  id: seat.id,
  name: seat.name,
  role: seat.role,
  state: seat.state,
  online: seat.online,
  mic: seat.mic,
  cam: seat.cam,
  run: seat.run,
  userId: seat.rtcUserId,
  since: iso(seat.since),
})

const isHostHere = (seat: SeatRow) => seat.role === 'host' && seat.state === 'admitted' && seat.online

/** What one seat may know: inside, who else is inside; the host also who waits; outside, only its place. */
export function viewFor(room: RoomRow, me: SeatRow, all: readonly SeatRow[]): RoomViewReply {
  const waiting = all.filter((seat) => seat.state === 'waiting')
  const inside = me.state === 'admitted'
  const shown = all.filter(
    (seat) => seat.id !== me.id && (seat.state === 'admitted' || (me.role === 'host' && seat.state === 'waiting')),
  )
  return {
    room: {
      roomId: room.roomId,
      title: room.title,
      hostName: room.hostName,
      state: room.state,
      scheduledAt: isoOrNull(room.scheduledAt),
      openedAt: isoOrNull(room.openedAt),
    },
    me: seatView(me),
    hostHere: all.some(isHostHere),
    place: me.state === 'waiting' ? waiting.findIndex((seat) => seat.id === me.id) + 1 : 0,
    seats: inside ? shown.map(seatView) : [],
  }
}

import type { ReplyOf } from '@qingpin/contract/core/define'
import type { interviewRoutes } from '@qingpin/contract/interviews/interviews.routes'
import type { Ctx } from '../../context.ts'
import type { InviteRow } from './invites.repo.ts'
import type { RoomRow } from './rooms.repo.ts'
import type { ParticipantRow } from './participants.repo.ts'

type Routes = typeof interviewRoutes
type RoomReply = ReplyOf<Routes['create']>
type ParticipantReply = ReplyOf<Routes['decide']>
type Snapshot = Omit<ReplyOf<Routes['snapshot']>, 'lastSeq'>

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
  knocking: room.publicJoinClosedAt === null,
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

/** A participant as the list of a room shows it, in the fields of the old backend. */
export const personView = ({ rtcUserId, name, role, joinedAt, leftAt }: ParticipantRow) => ({
  userId: rtcUserId,
  userName: name,
  role: role === 'host' ? ('host' as const) : ('guest' as const),
  identity: role,
  joinedAt: iso(joinedAt),
  leftAt: isoOrNull(leftAt),
})

const PAGE = 'features/interviews/guest/index'

export const linksOf = ({ settings }: Ctx, ticket: string) => ({
  // A fragment reaches no server and no log; the page removes it from the address once the ticket is exchanged.
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

/** A guest in the lobby, as the host's detail page shows it. */
export const waitingView = ({ id, name, role, since }: Pick<ParticipantRow, 'id' | 'name' | 'role' | 'since'>) => ({
  id,
  name,
  role,
  since: iso(since),
})

export const participantView = (one: ParticipantRow): ParticipantReply => ({
  id: one.id,
  name: one.name,
  role: one.role,
  state: one.state,
  online: one.online,
  mic: one.mic,
  cam: one.cam,
  run: one.run,
  userId: one.rtcUserId,
  since: iso(one.since),
  returned: one.returned,
})

const isHostHere = ({ role, state, online }: ParticipantRow) => role === 'host' && state === 'admitted' && online

/** What one participant may know: inside, who else is inside, and as the host who waits; in the lobby only its position. */
export function snapshotFor(room: RoomRow, me: ParticipantRow, all: readonly ParticipantRow[]): Snapshot {
  const waiting = all.filter(({ state }) => state === 'waiting')
  const inside = me.state === 'admitted'
  const shown = all.filter(
    ({ id, state }) => id !== me.id && (state === 'admitted' || (me.role === 'host' && state === 'waiting')),
  )
  const others = inside ? shown.map(participantView) : []
  const position = me.state === 'waiting' ? waiting.findIndex(({ id }) => id === me.id) + 1 : 0
  return {
    room: {
      roomId: room.roomId,
      title: room.title,
      hostName: room.hostName,
      state: room.state,
      scheduledAt: isoOrNull(room.scheduledAt),
      openedAt: isoOrNull(room.openedAt),
    },
    me: participantView(me),
    hostHere: all.some(isHostHere),
    position,
    others,
    place: position,
    seats: others,
  }
}

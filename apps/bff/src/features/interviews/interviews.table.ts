import type {
  GuestRole,
  RoomState,
  ParticipantRole,
  ParticipantState,
} from '@qingpin/contract/interviews/interviews.enums'
import type { Kit } from '../../db/kit.ts'

export const interviewTables = (k: Kit) => ({
  interviewRooms: k.table(
    'interview_rooms',
    {
      id: k.text('id').primaryKey(),
      /** The id in links and on the wire; old clients make it up themselves. */
      roomId: k.text('room_id').notNull(),
      hostId: k.text('host_id').notNull(),
      hostName: k.text('host_name').notNull(),
      title: k.text('title').notNull(),
      state: k.text('state').$type<RoomState>().notNull(),
      lobby: k.bool('lobby').notNull(),
      /** When the host, or the removal of a guest, ended joining without an invitation; null while it is possible. */
      publicJoinClosedAt: k.ms('public_join_closed_at'),
      source: k.text('source').notNull(),
      scheduledAt: k.ms('scheduled_at'),
      openedAt: k.ms('opened_at'),
      endedAt: k.ms('ended_at'),
      createdAt: k.ms('created_at').notNull(),
      resumeId: k.text('resume_id'),
      customerId: k.text('customer_id'),
      candidateName: k.text('candidate_name'),
      candidatePhoneSealed: k.text('candidate_phone_sealed'),
      candidatePhoneMasked: k.text('candidate_phone_masked'),
      candidatePosition: k.text('candidate_position'),
    },
    (t) => [
      k.unique('interview_rooms_room_id').on(t.roomId),
      k.index('interview_rooms_host').on(t.hostId, t.createdAt),
      k.index('interview_rooms_state').on(t.state, t.createdAt),
    ],
  ),
  interviewInvites: k.table(
    'interview_invites',
    {
      id: k.text('id').primaryKey(),
      /** Row id of the room. */
      roomId: k.text('room_id').notNull(),
      role: k.text('role').$type<GuestRole>().notNull(),
      name: k.text('name'),
      tokenHash: k.text('token_hash').notNull(),
      /** For showing the host the same link again. */
      tokenSealed: k.text('token_sealed').notNull(),
      expiresAt: k.ms('expires_at').notNull(),
      maxUses: k.int('max_uses').notNull(),
      uses: k.int('uses').notNull(),
      revokedAt: k.ms('revoked_at'),
      createdBy: k.text('created_by').notNull(),
      createdAt: k.ms('created_at').notNull(),
    },
    (t) => [k.unique('interview_invites_token').on(t.tokenHash), k.index('interview_invites_room').on(t.roomId)],
  ),
  /** A person in a room, on one device. A device that comes back with its token is the same participant again. */
  interviewParticipants: k.table(
    'interview_participants',
    {
      id: k.text('id').primaryKey(),
      roomId: k.text('room_id').notNull(),
      inviteId: k.text('invite_id'),
      accountId: k.text('account_id'),
      name: k.text('name').notNull(),
      role: k.text('role').$type<ParticipantRole>().notNull(),
      tokenHash: k.text('token_hash').notNull(),
      state: k.text('state').$type<ParticipantState>().notNull(),
      online: k.bool('online').notNull(),
      mic: k.bool('mic').notNull(),
      cam: k.bool('cam').notNull(),
      run: k.text('run').notNull(),
      /** The id at the video service; chosen by the server, so that no guest can ask for the host's. */
      rtcUserId: k.text('rtc_user_id').notNull(),
      joinedAt: k.ms('joined_at').notNull(),
      leftAt: k.ms('left_at'),
      /** When the state began. */
      since: k.ms('since').notNull(),
      /** Whether a guest in the lobby was inside before, and was sent back by the host. */
      returned: k.bool('returned').notNull().default(false),
      lastSeenAt: k.ms('last_seen_at').notNull(),
    },
    (t) => [
      k.unique('interview_participants_token').on(t.tokenHash),
      k.index('interview_participants_room').on(t.roomId),
      k.index('interview_participants_account').on(t.accountId, t.joinedAt),
    ],
  ),
})

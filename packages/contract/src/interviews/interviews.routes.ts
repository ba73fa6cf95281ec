import { z } from 'zod'
import { define } from '../core/define.ts'
import { PageQuery } from '../core/paging.ts'
import { IdParams, written } from '../core/fields.ts'
import { DECISIONS, GUEST_ROLES, PARTICIPANT_ROLES, PARTICIPANT_STATES, RTC_PROVIDERS } from './interviews.enums.ts'
import {
  CreateRoom,
  GuestName,
  Invite,
  OldIdentity,
  Participant,
  Room,
  RoomId,
  RoomParams,
  RoomView,
  RoomWithPeople,
  Run,
  Signal,
  WaitingInRoom,
} from './interviews.fields.ts'
import { MESSAGE_MAX, USUAL_INVITE } from './interviews.rules.ts'

const Ticket = z.string().min(1).max(100)
const Done = z.object({ done: z.literal(true) })
const ENDS_ONCE = { because: 'a room that has ended stays ended, and its end time does not move' }

const Joined = z.object({
  guestId: z.string(),
  roomId: z.string(),
  userName: z.string(),
  identity: z.enum(PARTICIPANT_ROLES),
  state: z.enum(PARTICIPANT_STATES),
  joinedAt: z.iso.datetime(),
  participantToken: z.string().describe('stored on the device; goes into the header X-Participant-Token'),
})
const Granted = z.object({ token: z.string(), appId: z.number().int() })
const roomList = z.object({
  list: z.array(Room),
  total: z.number().int(),
  page: z.number().int(),
  pageSize: z.number().int(),
  totalPages: z.number().int(),
})
const endRoom = {
  method: 'post',
  summary: 'Ends a room for all participants; for its host only',
  allow: 'interview:host',
  idempotent: ENDS_ONCE,
  params: RoomParams,
  reply: Room,
  errors: ['NOT_FOUND'],
} as const
const oneRoom = {
  method: 'get',
  summary: 'A room with the people who were in it; for its host only',
  allow: 'interview:host',
  params: RoomParams,
  reply: RoomWithPeople,
  errors: ['NOT_FOUND'],
} as const

export const interviewRoutes = define({
  create: {
    method: 'post',
    path: '/api/interview/rooms',
    summary: "Makes a room, for now or for later; a room for now ends the host's earlier open ones",
    allow: 'interview:host',
    idempotent: 'key',
    status: 201,
    body: CreateRoom,
    reply: Room,
    errors: ['ROOM_ID_TAKEN', 'NOT_FOUND'],
  },
  createSimple: {
    method: 'post',
    path: '/api/interview/create-room',
    summary: 'Makes a room as the old H5 page does; the invite link is made by the server',
    allow: 'interview:host',
    idempotent: 'key',
    status: 201,
    body: z.object({ roomId: RoomId, inviteLink: z.string().max(500).optional() }),
    reply: z.object({ roomId: z.string(), inviteLink: z.string() }),
    errors: ['ROOM_ID_TAKEN'],
  },
  list: {
    method: 'get',
    path: '/api/interview/rooms',
    summary: 'The rooms of the host: open ones, then coming ones, then past ones',
    allow: 'interview:host',
    query: PageQuery.extend({
      status: z
        .enum(['active', 'today', 'ended', 'open', 'scheduled'])
        .optional()
        .describe('`today`: open, or planned for today and not held yet'),
      search: written(50).optional().describe('name or id of the room'),
    }),
    reply: roomList,
  },
  lobby: {
    method: 'get',
    path: '/api/interview/lobby',
    summary: 'The guests who wait now in the lobbies of all rooms of the host, the first who came first',
    allow: 'interview:host',
    reply: z.object({ items: z.array(WaitingInRoom) }),
  },
  latest: {
    method: 'get',
    path: '/api/interview/latest-room',
    summary:
      'The newest room of the host that has not ended, with a link for a customer that works; null when there is none',
    allow: 'interview:host',
    reply: z
      .object({
        roomId: z.string(),
        inviteLink: z.string(),
        roomName: z.string(),
        createdAt: z.iso.datetime(),
      })
      .nullable(),
  },
  mine: {
    method: 'get',
    path: '/api/interview/mine',
    summary: 'Interviews that the account took part in as a guest, newest first',
    allow: 'session',
    reply: z.object({
      items: z.array(
        z.object({
          roomId: z.string(),
          title: z.string(),
          hostName: z.string(),
          state: Room.shape.state,
          role: z.enum(PARTICIPANT_ROLES),
          scheduledAt: z.iso.datetime().nullable(),
          createdAt: z.iso.datetime(),
          endedAt: z.iso.datetime().nullable(),
        }),
      ),
    }),
  },
  detail: { ...oneRoom, path: '/api/interview/rooms/{roomId}' },
  detailSingular: { ...oneRoom, path: '/api/interview/room/{roomId}' },
  end: { ...endRoom, path: '/api/interview/rooms/{roomId}/end' },
  endSingular: { ...endRoom, path: '/api/interview/room/{roomId}/end' },
  setPublicJoin: {
    method: 'post',
    path: '/api/interview/rooms/{roomId}/public-join',
    summary: 'Lets people without an invitation knock, or no longer; guests in the lobby stay there',
    allow: 'interview:host',
    idempotent: { because: 'it sets a switch to the value that it names' },
    params: RoomParams,
    body: z.object({ knocking: z.boolean() }),
    reply: Room,
    errors: ['NOT_FOUND', 'ROOM_ENDED'],
  },
  enter: {
    method: 'post',
    path: '/api/interview/rooms/{roomId}/enter',
    summary: 'The host enters as the one host of the room; a room for later opens with it',
    allow: 'interview:host',
    idempotent: { because: 'the host is one participant; entering again gives the same one with a new token' },
    params: RoomParams,
    reply: Joined,
    errors: ['NOT_FOUND', 'ROOM_ENDED'],
  },
  invites: {
    method: 'get',
    path: '/api/interview/rooms/{roomId}/invites',
    summary: 'The invitations of a room with their links; for its host only',
    allow: 'interview:host',
    params: RoomParams,
    reply: z.object({ items: z.array(Invite) }),
    errors: ['NOT_FOUND'],
  },
  invite: {
    method: 'post',
    path: '/api/interview/rooms/{roomId}/invites',
    summary: 'Makes an invitation: a ticket for one role that runs out, can be revoked and is good for a few people',
    allow: 'interview:host',
    idempotent: 'key',
    status: 201,
    params: RoomParams,
    body: z.object({
      role: z.enum(GUEST_ROLES),
      name: GuestName.optional(),
      hours: z
        .number()
        .int()
        .min(1)
        .max(168)
        .default(USUAL_INVITE.hours)
        .describe('from the planned start, or from now'),
      maxUses: z.number().int().min(1).max(20).default(USUAL_INVITE.maxUses),
    }),
    reply: Invite,
    errors: ['NOT_FOUND', 'ROOM_ENDED'],
  },
  revokeInvite: {
    method: 'post',
    path: '/api/interview/invites/{id}/revoke',
    summary: 'Closes an invitation; guests who came by it stay',
    allow: 'interview:host',
    idempotent: { because: 'a revoked invitation stays revoked' },
    params: IdParams,
    reply: Invite,
    errors: ['NOT_FOUND'],
  },
  readTicket: {
    method: 'post',
    path: '/api/interview/tickets/read',
    limit: 'interviewJoin',
    summary:
      'What an invitation is for, and who this device is in that room (X-Participant-Token); does not count as a use',
    allow: 'public',
    idempotent: { because: 'it only reads; POST keeps the ticket out of addresses and logs' },
    body: z.object({ ticket: Ticket }),
    reply: z.object({
      roomId: z.string(),
      title: z.string(),
      hostName: z.string(),
      role: z.enum(GUEST_ROLES),
      name: z.string().nullable(),
      scheduledAt: z.iso.datetime().nullable(),
      open: z.boolean().describe('whether another person can still join by it'),
      known: z
        .object({ name: z.string(), role: z.enum(PARTICIPANT_ROLES), state: z.enum(PARTICIPANT_STATES) })
        .nullable()
        .describe(
          'the participant that this device is already: it comes back without a use, also by a used invitation',
        ),
    }),
    errors: ['INVITE_CLOSED'],
  },
  guestJoin: {
    method: 'post',
    path: '/api/interview/guest/join',
    limit: 'interviewJoin',
    summary: 'A guest joins by a ticket, or asks to join by the id of a room; no login',
    allow: 'optional',
    idempotent: 'key',
    status: 201,
    body: z.object({
      userName: GuestName,
      identity: OldIdentity.optional().describe('an invitation names the role itself'),
      ticket: Ticket.optional(),
      roomId: RoomId.optional().describe('without a ticket: a join request, which leads to the lobby only'),
    }),
    reply: Joined,
    errors: ['INVITE_CLOSED', 'ROOM_ENDED', 'LOBBY_FULL', 'SEAT_REMOVED', 'TEXT_REFUSED'],
  },
  guestLeave: {
    method: 'post',
    path: '/api/interview/guest/leave',
    summary: 'Leaves the room; the same device comes back as the same participant',
    allow: 'public',
    idempotent: { because: 'a participant who has left stays away' },
    body: z.object({ roomId: RoomId.optional(), guestId: z.string().max(64).optional() }),
    reply: Done,
    errors: ['SEAT_NOT_FOUND'],
  },
  snapshot: {
    method: 'get',
    path: '/api/interview/participant',
    summary: 'What the participant may know of the room, and the number of the last event that it contains',
    allow: 'public',
    reply: RoomView.extend({ lastSeq: z.number().int() }),
    errors: ['SEAT_NOT_FOUND'],
  },
  heartbeat: {
    method: 'post',
    path: '/api/interview/participant/heartbeat',
    limit: 'participantHeartbeat',
    summary:
      'Reports that the participant is there and which devices are on; 25 s without one show as offline, 5 min as left',
    allow: 'public',
    idempotent: { because: 'it replaces the state of the participant' },
    body: z.object({ run: Run, mic: z.boolean(), cam: z.boolean() }),
    reply: z.object({ state: z.enum(PARTICIPANT_STATES) }),
    errors: ['SEAT_NOT_FOUND'],
  },
  credentials: {
    method: 'post',
    path: '/api/interview/participant/credentials',
    summary: 'How to reach the others: provider, and a token for this room and participant; each call renews it',
    allow: 'public',
    idempotent: { because: 'each call gives a token for the same participant; nothing is stored' },
    reply: z.object({
      provider: z.enum(RTC_PROVIDERS),
      roomId: z.string(),
      userId: z.string(),
      userName: z.string(),
      token: z.string(),
      appId: z.number().int(),
      server: z.string(),
      iceServers: z.array(
        z.object({ urls: z.array(z.string()), username: z.string().optional(), credential: z.string().optional() }),
      ),
    }),
    errors: ['SEAT_NOT_FOUND', 'SEAT_NOT_ADMITTED'],
  },
  signal: {
    method: 'post',
    path: '/api/interview/participant/signals',
    limit: 'participantSignal',
    summary: 'A session description or candidate for another participant of the room',
    allow: 'public',
    idempotent: { because: 'the receiver ignores a description or candidate that it has applied' },
    body: Signal,
    reply: Done,
    errors: ['SEAT_NOT_FOUND', 'SEAT_NOT_ADMITTED', 'NOT_FOUND'],
  },
  sendMessage: {
    method: 'post',
    path: '/api/interview/participant/messages',
    limit: 'participantMessage',
    summary: 'A line of text to all participants inside; deleted when the room ends',
    allow: 'public',
    idempotent: { because: 'readers show a line with the same id once' },
    body: z.object({ id: Run, text: written(MESSAGE_MAX).min(1) }),
    reply: Done,
    errors: ['SEAT_NOT_FOUND', 'SEAT_NOT_ADMITTED', 'TEXT_REFUSED'],
  },
  decide: {
    method: 'post',
    path: '/api/interview/participants/{id}/decide',
    summary:
      'The host admits or denies a guest, sends one back to the lobby (`return`), or removes one, who then stays out',
    allow: 'interview:host',
    idempotent: { because: 'a participant in that state stays in it' },
    params: IdParams,
    body: z.object({ decision: z.enum(DECISIONS) }),
    reply: Participant,
    errors: ['NOT_FOUND', 'ROOM_ENDED', 'ROOM_FULL', 'PARTICIPANT_LEFT', 'SEAT_REMOVED'],
  },
  hostToken: {
    method: 'post',
    path: '/api/zego/generate-token',
    summary: 'A token of the video service for the host of the room',
    allow: 'interview:host',
    idempotent: { because: 'each call gives a token for the same participant; nothing else changes' },
    status: 201,
    body: z.object({
      roomId: RoomId,
      userId: z.string().max(64).optional().describe('accepted and not used: the server chooses it'),
      userName: z.string().max(40).optional(),
      expireTime: z.number().int().min(60).optional().describe('seconds, at most 7200'),
    }),
    reply: Granted.extend({ userId: z.string() }),
    errors: ['NOT_FOUND', 'ROOM_ENDED', 'RTC_NOT_CONFIGURED'],
  },
  guestToken: {
    method: 'post',
    path: '/api/zego/generate-guest-token',
    summary: 'A token of the video service for a guest whom the host has let in (X-Participant-Token)',
    allow: 'public',
    idempotent: { because: 'each call gives a token for the same participant; nothing is stored' },
    status: 201,
    body: z.object({
      roomId: RoomId,
      userId: z.string().max(64).optional().describe('accepted and not used: the server chooses it'),
      userName: z.string().max(40).optional(),
      role: z.string().max(20).optional(),
      expireTime: z
        .number()
        .int()
        .min(60)
        .optional()
        .describe('seconds, at most 600, because a token of a removed guest cannot be called back'),
    }),
    reply: Granted.extend({ userId: z.string() }),
    errors: ['SEAT_NOT_FOUND', 'SEAT_NOT_ADMITTED', 'RTC_NOT_CONFIGURED'],
  },
})

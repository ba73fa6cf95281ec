import { z } from 'zod'
import { Id } from '../core/fields.ts'
import { GUEST_ROLES, ROOM_STATES, SEAT_ROLES, SEAT_STATES } from './interviews.enums.ts'

/** Old clients make the id themselves (`room_<ms>_<random>`). */
export const RoomId = z.string().regex(/^[\w-]{4,64}$/)
export const RoomParams = z.object({ roomId: RoomId })
const Moment = z.iso.datetime({ offset: true })
const text = (max: number) => z.string().trim().min(1).max(max)

export const GuestName = text(20)
/** `ayi` and `helper` are how old guest pages say that the candidate herself is coming. */
export const OldIdentity = z.enum([...GUEST_ROLES, 'ayi', 'guest'])

export const CreateRoom = z.object({
  roomName: text(40),
  roomId: RoomId.optional().describe('made by the server when missing'),
  hostName: text(20).optional().describe('the name of the account when missing'),
  hostZegoUserId: z.string().max(64).optional().describe('accepted and not used: the server chooses it'),
  source: z.enum(['pc', 'miniprogram']).optional(),
  hostUrl: z.string().max(500).optional().describe('accepted and not used: links are made by the server'),
  scheduledAt: Moment.optional().describe('in the future: the room opens when the host enters'),
  lobby: z.boolean().default(true).describe('whether invited guests wait to be let in'),
  resumeId: Id.optional(),
  customerId: Id.optional(),
  candidateName: text(20).optional(),
  candidatePhone: text(20).optional(),
  candidatePosition: text(40).optional(),
})

export const Person = z.object({
  userId: z.string(),
  userName: z.string(),
  role: z.enum(['host', 'guest']),
  identity: z.enum(SEAT_ROLES),
  joinedAt: z.iso.datetime(),
  leftAt: z.iso.datetime().nullable(),
})

export const Room = z.object({
  _id: z.string(),
  roomId: z.string(),
  roomName: z.string(),
  hostUserId: z.string(),
  hostName: z.string(),
  hostZegoUserId: z.string(),
  status: z.enum(['active', 'ended']).describe('as old clients know it'),
  state: z.enum(ROOM_STATES),
  lobby: z.boolean(),
  knocking: z.boolean().describe('whether the bare id of the room leads to its lobby; ends when somebody is removed'),
  source: z.string(),
  scheduledAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  duration: z.number().int().nullable().describe('seconds from opening to end'),
  resumeId: z.string().nullable(),
  customerId: z.string().nullable(),
  candidateName: z.string().nullable(),
  candidatePhone: z.string().nullable().describe('masked'),
  candidatePosition: z.string().nullable(),
})
export const Invite = z.object({
  id: z.string(),
  role: z.enum(GUEST_ROLES),
  name: z.string().nullable(),
  link: z.string().describe('opens the door in a browser; the ticket stands in the fragment'),
  path: z.string().describe('the page of the mini program with its ticket'),
  expiresAt: z.iso.datetime(),
  uses: z.number().int(),
  maxUses: z.number().int(),
  open: z.boolean(),
})

export const Seat = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(SEAT_ROLES),
  state: z.enum(SEAT_STATES),
  online: z.boolean().describe('false after 25 s of silence: the connection was cut, the seat is kept'),
  mic: z.boolean(),
  cam: z.boolean(),
  run: z.string().describe('changes when the page is opened anew: what was negotiated before is void'),
  userId: z.string().describe('what the video service knows the seat by'),
  since: z.iso.datetime(),
})

export const RoomWithPeople = Room.extend({
  participants: z.array(Person),
  waiting: z.array(Seat.pick({ id: true, name: true, role: true, since: true })).describe('who is at the door now'),
})

/** What one seat may know of its room; sent whole with every change, as event `room` of `seat:<id>`. */
export const RoomView = z.object({
  room: z.object({
    roomId: z.string(),
    title: z.string(),
    hostName: z.string(),
    state: z.enum(ROOM_STATES),
    scheduledAt: z.iso.datetime().nullable(),
    openedAt: z.iso.datetime().nullable(),
  }),
  me: Seat,
  hostHere: z.boolean().describe('whether the host is inside now, and so sees who waits'),
  place: z.number().int().describe('among those who wait, from 1; 0 inside'),
  seats: z.array(Seat).describe('the others inside; for the host those who wait too; empty outside'),
})

const Sdp = z.object({ type: z.enum(['offer', 'answer', 'pranswer', 'rollback']), sdp: z.string().max(20_000) })
const Candidate = z.object({
  candidate: z.string().max(1000),
  sdpMid: z.string().max(16).nullable().optional(),
  sdpMLineIndex: z.number().int().min(0).max(16).nullable().optional(),
  usernameFragment: z.string().max(256).nullable().optional(),
})
export const Run = z.string().regex(/^[\w-]{1,24}$/)
export const Signal = z.object({
  to: Id,
  run: Run.describe('of the sender'),
  toRun: Run.describe('of the receiver, as the sender knows it'),
  description: Sdp.optional(),
  candidate: Candidate.optional(),
})

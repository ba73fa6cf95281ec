import { z } from 'zod'
import { NAME_MAX } from '../core/identity.rules.ts'
import { storedName } from '../core/text.ts'
import { guestNameProblem } from './interviews.rules.ts'
import { Id, written } from '../core/fields.ts'
import { GUEST_ROLES, ROOM_STATES, PARTICIPANT_ROLES, PARTICIPANT_STATES } from './interviews.enums.ts'

/** Old clients make up the id (`room_<ms>_<random>`). */
export const RoomId = z.string().regex(/^[\w-]{4,64}$/)
export const RoomParams = z.object({ roomId: RoomId })
const Moment = z.iso.datetime({ offset: true })
const text = (max: number) => written(max).min(1)

export const GuestName = z
  .string()
  .max(100)
  .overwrite(storedName)
  .superRefine((name, ctx) => {
    const problem = guestNameProblem(name)
    if (problem) ctx.addIssue({ code: 'custom', message: problem })
  })
/** Old guest pages send `ayi` or `guest` for the candidate. */
export const OldIdentity = z.enum([...GUEST_ROLES, 'ayi', 'guest'])

export const CreateRoom = z.object({
  roomName: text(40),
  roomId: RoomId.optional().describe('made by the server when missing'),
  hostName: text(NAME_MAX).optional().describe('the name of the account when missing'),
  hostZegoUserId: z.string().max(64).optional().describe('accepted and not used: the server chooses it'),
  source: z.enum(['pc', 'miniprogram']).optional(),
  hostUrl: z.string().max(500).optional().describe('accepted and not used: links are made by the server'),
  scheduledAt: Moment.optional().describe('in the future: the room opens when the host enters'),
  lobby: z.boolean().default(true).describe('whether invited guests wait to be let in'),
  resumeId: Id.optional(),
  customerId: Id.optional(),
  candidateName: text(NAME_MAX).optional(),
  candidatePhone: text(20).optional(),
  candidatePosition: text(40).optional(),
})

const Person = z.object({
  userId: z.string(),
  userName: z.string(),
  role: z.enum(['host', 'guest']),
  identity: z.enum(PARTICIPANT_ROLES),
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
  knocking: z
    .boolean()
    .describe(
      'whether the id of the room, without an invitation, leads to its lobby; ends when the host removes a guest',
    ),
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
  link: z.string().describe('opens the guest page in a browser; the ticket is in the fragment'),
  path: z.string().describe('the page of the mini program, with the ticket'),
  expiresAt: z.iso.datetime(),
  uses: z.number().int(),
  maxUses: z.number().int(),
  open: z.boolean(),
})

export const Participant = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(PARTICIPANT_ROLES),
  state: z.enum(PARTICIPANT_STATES),
  online: z.boolean().describe('false after 25 s without a heartbeat: the connection is cut, the participant stays'),
  mic: z.boolean(),
  cam: z.boolean(),
  run: z.string().describe('changes when the page is opened again, which voids what was negotiated before'),
  userId: z.string().describe('the id of the participant at the video service'),
  since: z.iso.datetime(),
  returned: z.boolean().describe('whether the host has sent the guest from inside back to the lobby'),
})

/** A guest in the lobby now. */
const Waiting = Participant.pick({ id: true, name: true, role: true, since: true })

export const RoomWithPeople = Room.extend({
  participants: z.array(Person),
  waiting: z.array(Waiting).describe('guests in the lobby now'),
})

/** A guest in the lobby of one of the host's rooms. */
export const WaitingInRoom = Waiting.extend({ roomId: z.string(), roomName: z.string() })

/** What one participant may know of the room; sent whole with each change, as event `room` of the topic `participant:<id>`. */
export const RoomView = z.object({
  room: z.object({
    roomId: z.string(),
    title: z.string(),
    hostName: z.string(),
    state: z.enum(ROOM_STATES),
    scheduledAt: z.iso.datetime().nullable(),
    openedAt: z.iso.datetime().nullable(),
  }),
  me: Participant,
  hostHere: z.boolean().describe('whether the host is inside now, and so sees the lobby'),
  position: z.number().int().describe('in the lobby, from 1; 0 inside'),
  others: z.array(Participant).describe('the others inside, and for the host those in the lobby; empty in the lobby'),
  // Pages that were opened before the rename read these two; they go with the former paths.
  place: z.number().int().describe('former name of `position`, for one release'),
  seats: z.array(Participant).describe('former name of `others`, for one release'),
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
  toRun: Run.describe('of the receiver, as the sender last read it'),
  description: Sdp.optional(),
  candidate: Candidate.optional(),
})

import { z } from 'zod'
import { called, Day, Id, written } from '../core/fields.ts'
import { CustomerDetail } from '../customers/customers.fields.ts'
import { ResumeCard } from '../resumes/resumes.routes.ts'
import { PublicCard } from '../sharing/sharing.fields.ts'
import {
  COMMENT_MAX,
  COMPARED_MOST,
  HALVES,
  RECIPIENT_MAX,
  SHORTLIST_HOURS,
  SHORTLIST_MOST,
  SLOTS_MOST,
} from './shortlists.rules.ts'

const halves = HALVES.map(({ value }) => value) as [(typeof HALVES)[number]['value'], ...[]]

/** One fact about a worker and the demand: why she fits, or how far off she is. */
const Finding = z.object({
  kind: z.enum(['trade', 'pay', 'start', 'origin', 'age', 'gender', 'education', 'like', 'years', 'stay']),
  text: z.string(),
})

/** What a customer looks for, as far as matching compares it. */
export const Demand = CustomerDetail.pick({
  id: true,
  version: true,
  name: true,
  leadLevel: true,
  contractStatus: true,
  serviceCategory: true,
  stayIn: true,
  serviceDays: true,
  salaryBudget: true,
  salaryBudgetMin: true,
  expectedStartDate: true,
  expectedDeliveryDate: true,
  area: true,
  homeArea: true,
  familySize: true,
  ageRequirement: true,
  genderRequirement: true,
  originRequirement: true,
  educationRequirement: true,
  likes: true,
})

export const Match = ResumeCard.extend({
  reasons: z.array(Finding),
  gaps: z.array(Finding).describe('every mismatch that is known, how far off it is'),
  placedUntil: z.string().nullable().describe('the day until which she is placed; null where none is known'),
  placed: z.boolean().describe('whether a placement of hers runs'),
})

const WorkerIds = z.array(Id).min(1).max(SHORTLIST_MOST)
export const NewShortlist = z.object({
  customerId: Id,
  workerIds: WorkerIds.describe('resumes, in the order of the list; one that is named twice counts once'),
  recipient: called('称呼').refine((name) => [...name].length <= RECIPIENT_MAX),
  note: written(COMMENT_MAX).optional().describe('a word to the customer above the list'),
  hours: z.number().int().min(SHORTLIST_HOURS.min).max(SHORTLIST_HOURS.max).default(SHORTLIST_HOURS.usual),
})

const Slot = z.object({ day: Day, half: z.enum(halves) })
export const Slots = z.array(Slot).max(SLOTS_MOST)
const StoredSlot = z.object({ day: z.string(), half: z.enum(halves) })

const Comment = z.object({
  id: z.string(),
  from: z.enum(['customer', 'staff']),
  name: z.string().describe('of the member of staff, or of the recipient'),
  text: z.string(),
  at: z.iso.datetime(),
})

const Interview = z.object({
  at: z.iso.datetime(),
  ended: z.boolean(),
  path: z.string().nullable().describe('of the page by which the customer comes in; null once it has ended'),
})

/** A worker as the customer reads her: an allow-list, without any number, address, employer or name in full. */
const GuestWorker = PublicCard.pick({
  name: true,
  gender: true,
  age: true,
  jobType: true,
  education: true,
  experienceYears: true,
  expectedSalary: true,
  maternityNurseLevel: true,
  nativePlace: true,
  skills: true,
  avatarUrl: true,
}).extend({
  id: z.string().describe('of her place on this list; leads nowhere else'),
  reasons: z.array(Finding),
  gaps: z.array(Finding),
  likes: z
    .array(z.object({ like: z.string(), said: z.string().nullable().describe('null where nothing is known of it') }))
    .describe('each like of the customer, for comparing'),
  start: z.string().nullable().describe('when she can come, in words'),
  rating: z.object({ mean: z.number(), count: z.number().int() }).nullable(),
  liked: z.boolean(),
  comments: z.array(Comment),
  interview: Interview.nullable(),
})

export const GuestShortlist = z.object({
  id: z.string(),
  recipient: z.string(),
  staffName: z.string(),
  note: z.string().nullable(),
  createdAt: z.iso.datetime(),
  expireAt: z.iso.datetime(),
  workers: z.array(GuestWorker),
  gone: z.number().int().describe('how many were taken off, or are not public any more'),
  comparedIds: z.array(z.string()).max(COMPARED_MOST),
  slots: z.array(StoredSlot),
  timesNote: z.string().nullable(),
})

/** The same for staff, who see the resumes behind it. */
const StaffWorker = z.object({
  id: z.string(),
  resumeId: z.string(),
  name: z.string(),
  jobType: z.string(),
  avatarUrl: z.string(),
  state: z.enum(['shown', 'removed', 'hidden']).describe('hidden: not public any more, so the customer sees her not'),
  liked: z.boolean(),
  likedAt: z.iso.datetime().nullable(),
  comments: z.array(Comment),
  interview: z.object({ at: z.iso.datetime(), roomId: z.string(), ended: z.boolean() }).nullable(),
})

export const ShortlistHead = z.object({
  id: z.string(),
  customerId: z.string(),
  recipient: z.string(),
  state: z.enum(['open', 'expired', 'revoked']),
  createdAt: z.iso.datetime(),
  expireAt: z.iso.datetime(),
  createdByName: z.string().nullable(),
  workers: z.number().int(),
  liked: z.number().int(),
  comments: z.number().int().describe('of the customer'),
  slots: z.number().int(),
  unseen: z.boolean().describe('whether something came since staff looked'),
  lastReactionAt: z.iso.datetime().nullable(),
})

export const Shortlist = ShortlistHead.omit({ workers: true, comments: true, liked: true, slots: true }).extend({
  customerName: z.string(),
  link: z.string().nullable().describe('for a browser; null once it is closed'),
  path: z.string().nullable().describe('of the page in the app'),
  note: z.string().nullable(),
  devices: z.number().int().describe('how many opened it'),
  lastViewedAt: z.iso.datetime().nullable(),
  items: z.array(StaffWorker),
  slots: z.array(StoredSlot),
  timesNote: z.string().nullable(),
  mayHost: z.boolean().describe('whether the caller may make an interview'),
})

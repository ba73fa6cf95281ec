import { beijingDay } from '@qingpin/contract/core/days'
import { SHORTLIST_PAGE } from '@qingpin/contract/shortlists/shortlists.rules'
import type { Ctx } from '../../context.ts'
import type { candidates } from '../resumes/index.ts'
import { compare, type Demand, knownOfLike, startWords, type Worker } from './match.rules.ts'
import type { NamedComment, ShortlistLine } from './shortlists.repo.ts'
import type { ShortlistRow, ShortlistWorkerRow } from './shortlists.table.ts'

export const iso = (ms: number) => new Date(ms).toISOString()
const isoOrNull = (ms: number | null) => (ms === null ? null : iso(ms))

export const stateOf = ({ revokedAt, expiresAt }: ShortlistRow, now: number): 'open' | 'expired' | 'revoked' => {
  if (revokedAt !== null) return 'revoked'
  return expiresAt > now ? 'open' : 'expired'
}

export const linksOf = ({ settings }: Pick<Ctx, 'settings'>, ticket: string) => ({
  // A fragment reaches no server and no log; the page takes it out of the address once it is exchanged.
  link: `${settings.publicUrl}/#/${SHORTLIST_PAGE}?t=${ticket}`,
  path: `/${SHORTLIST_PAGE}?t=${ticket}`,
})

const commentView = (
  list: Pick<ShortlistRow, 'recipient'>,
  { id, createdBy, name, text, createdAt }: NamedComment,
) => ({
  id,
  from: createdBy === null ? ('customer' as const) : ('staff' as const),
  name: createdBy === null ? list.recipient : (name ?? ''),
  text,
  at: iso(createdAt),
})

export const isUnseen = ({ lastReactionAt, seenAt }: ShortlistRow): boolean =>
  lastReactionAt !== null && (seenAt === null || seenAt < lastReactionAt)

const headView = (ctx: Ctx, list: ShortlistRow, createdByName: string | null) => ({
  id: list.id,
  customerId: list.customerId,
  recipient: list.recipient,
  state: stateOf(list, ctx.now),
  createdAt: iso(list.createdAt),
  expireAt: iso(list.expiresAt),
  createdByName,
  unseen: isUnseen(list),
  lastReactionAt: isoOrNull(list.lastReactionAt),
})

export const lineView = (ctx: Ctx, { list, customerName, createdByName, ...counts }: ShortlistLine) => ({
  ...headView(ctx, list, createdByName),
  customerName,
  ...counts,
  slots: list.slots.length,
})

/** An interview that was made of a list. */
export interface Planned {
  roomId: string
  at: number
  ended: boolean
  path: string | null
}

/** What a list and its customer know of one worker. */
export interface Placement {
  place: ShortlistWorkerRow
  candidate: candidates.Candidate & { rating: { mean: number; count: number } | undefined }
  worker: Worker
}

interface Parts {
  comments: readonly NamedComment[]
  interviews: ReadonlyMap<string, Planned>
}

interface StaffParts extends Parts {
  places: readonly Placement[]
  customerName: string
  createdByName: string | null
  devices: number
  mayHost: boolean
}

export function staffView(ctx: Ctx, list: ShortlistRow, parts: StaffParts) {
  const { places, comments, interviews, customerName, createdByName, devices, mayHost } = parts
  const open = stateOf(list, ctx.now) === 'open'
  const links = open ? linksOf(ctx, ctx.cipher.open('shortlistTicket', list.tokenSealed)) : { link: null, path: null }
  return {
    ...headView(ctx, list, createdByName),
    ...links,
    customerName,
    note: list.note,
    devices,
    lastViewedAt: isoOrNull(list.lastViewedAt),
    items: places.map(({ place, candidate }) => {
      const planned = place.interviewId === null ? undefined : interviews.get(place.interviewId)
      return {
        id: place.id,
        resumeId: place.resumeId,
        name: candidate.card.name,
        jobType: candidate.card.jobType,
        avatarUrl: candidate.card.avatarUrl,
        state:
          place.removedAt !== null ? ('removed' as const) : candidate.listed ? ('shown' as const) : ('hidden' as const),
        liked: place.likedAt !== null,
        likedAt: isoOrNull(place.likedAt),
        comments: comments.filter(({ workerId }) => workerId === place.id).map((one) => commentView(list, one)),
        interview: planned ? { at: iso(planned.at), roomId: planned.roomId, ended: planned.ended } : null,
      }
    }),
    slots: list.slots,
    timesNote: list.timesNote,
    mayHost,
  }
}

/** The card of a worker as the recipient of a link may read it. */
export interface GuestCard {
  name: string
  gender: string
  age: number
  jobType: string
  education: string | null
  experienceYears: number | null
  expectedSalary: number
  maternityNurseLevel: string | null
  nativePlace: string | null
  skills: string[]
  avatarUrl: string
}

interface GuestParts extends Parts {
  places: readonly (Placement & { card: GuestCard })[]
  gone: number
  demand: Demand
  staffName: string
}

/** The list as the customer reads it. Fields are named one by one, so that a new column stays private. */
export function guestView(
  ctx: Ctx,
  list: ShortlistRow,
  { places, gone, demand, staffName, comments, interviews }: GuestParts,
) {
  const today = beijingDay(ctx.now)
  return {
    id: list.id,
    recipient: list.recipient,
    staffName,
    note: list.note,
    createdAt: iso(list.createdAt),
    expireAt: iso(list.expiresAt),
    workers: places.map(({ place, card, candidate, worker }) => {
      const planned = place.interviewId === null ? undefined : interviews.get(place.interviewId)
      const { rating } = candidate
      return {
        id: place.id,
        name: card.name,
        gender: card.gender,
        age: card.age,
        jobType: card.jobType,
        education: card.education,
        experienceYears: card.experienceYears,
        expectedSalary: card.expectedSalary,
        maternityNurseLevel: card.maternityNurseLevel,
        nativePlace: card.nativePlace,
        skills: card.skills,
        avatarUrl: card.avatarUrl,
        ...compare(demand, worker, today, 'customer'),
        likes: (demand.likes ?? []).map((like) => ({ like, said: knownOfLike(like, worker) })),
        start: startWords(worker, today, 'customer'),
        rating: rating ? { mean: Math.round(rating.mean * 10) / 10, count: rating.count } : null,
        liked: place.likedAt !== null,
        comments: comments.filter(({ workerId }) => workerId === place.id).map((one) => commentView(list, one)),
        interview: planned ? { at: iso(planned.at), ended: planned.ended, path: planned.path } : null,
      }
    }),
    gone,
    comparedIds: list.comparedIds.filter((id) => places.some(({ place }) => place.id === id)),
    slots: list.slots,
    timesNote: list.timesNote,
  }
}

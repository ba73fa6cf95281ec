import { randomBytes } from 'node:crypto'
import { beijingDay, HOUR_MS } from '@qingpin/contract/core/days'
import { can } from '@qingpin/contract/core/policy'
import type { NewShortlist } from '@qingpin/contract/shortlists/shortlists.fields'
import { COMMENTS_MOST, shortlistTopic } from '@qingpin/contract/shortlists/shortlists.rules'
import type { z } from 'zod'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { AppError } from '../../errors.ts'
import { supersede } from '../../events/index.ts'
import { once } from '../../http/once.ts'
import { type CustomerRecords, demands, requireCustomer } from '../customers/index.ts'
import { invitedTo, planInterview } from '../interviews/index.ts'
import { placedFrom } from '../placements/index.ts'
import { candidates } from '../resumes/index.ts'
import { readCards } from '../sharing/index.ts'
import { requireWorkersSeen, workerOf } from './match.service.ts'
import * as repo from './shortlists.repo.ts'
import { TICKET_BYTES } from './shortlists.rules.ts'
import type { ShortlistRow, ShortlistWorkerRow } from './shortlists.table.ts'
import { guestView, isUnseen, lineView, type Placement, staffView, stateOf } from './shortlists.view.ts'

type Input = z.output<typeof NewShortlist>

/** Tells the open pages of a list, the customer's and those of staff, that it has changed; the event says nothing more. */
export function* notifyReaders(t: Q, ctx: Ctx, list: Pick<ShortlistRow, 'id'>): Op<void> {
  yield* supersede(t, ctx, shortlistTopic(list.id), { type: 'changed', data: {} })
}

/** The places of a list with what is known of their workers. A worker who was deleted has none. */
function* placesOf(t: Q, ctx: Ctx, customerId: string, places: readonly ShortlistWorkerRow[]): Op<Placement[]> {
  const ids = places.map(({ resumeId }) => resumeId)
  const found = yield* candidates.candidatesNamed(t, ctx, ids)
  const today = beijingDay(ctx.now)
  const spans = yield* placedFrom(t, ctx, ids, today)
  return places.flatMap((place) => {
    const candidate = found.find(({ row }) => row.id === place.resumeId)
    if (!candidate) return []
    return [{ place, candidate, worker: workerOf(candidate, spans.get(place.resumeId) ?? [], today, customerId) }]
  })
}

const interviewIds = (places: readonly ShortlistWorkerRow[]) => places.flatMap(({ interviewId }) => interviewId ?? [])

/** The list as its customer reads it. */
export function* readForGuest(t: Q, ctx: Ctx, list: ShortlistRow, rows: readonly ShortlistWorkerRow[]) {
  const { customer, owner } = yield* demands.requireServed(t, ctx, list.customerId)
  const places = yield* placesOf(
    t,
    ctx,
    list.customerId,
    rows.filter(({ removedAt }) => removedAt === null),
  )
  const cards = yield* readCards(
    t,
    ctx,
    places.map(({ candidate }) => candidate.row),
  )
  const shown = places.flatMap((one) => {
    const card = cards.get(one.place.resumeId)
    return card ? [{ ...one, card }] : []
  })
  return guestView(ctx, list, {
    places: shown,
    gone: rows.length - shown.length,
    demand: customer,
    staffName: owner?.name ?? ctx.settings.agency.name,
    comments: yield* repo.commentsOn(t, ctx, list.id),
    interviews: yield* invitedTo(t, ctx, interviewIds(rows)),
  })
}

/** The list as staff reads it, who may see its customer. */
function* readForStaff(t: Q, ctx: Ctx, list: ShortlistRow) {
  const { role } = requirePerson(ctx)
  const rows = yield* repo.workersOn(t, ctx, list.id)
  const [line] = yield* repo.listShortlists(t, ctx, repo.named(ctx, list.id), { limit: 1 })
  return staffView(ctx, list, {
    places: yield* placesOf(t, ctx, list.customerId, rows),
    comments: yield* repo.commentsOn(t, ctx, list.id),
    interviews: yield* invitedTo(t, ctx, interviewIds(rows)),
    customerName: line?.customerName ?? '',
    createdByName: line?.createdByName ?? null,
    devices: yield* repo.countReaders(t, ctx, list.id),
    mayHost: can(role, 'interview:host'),
  })
}

/** The list, for who may see its customer; NOT_FOUND for all others. @param lock locks it for a change */
function* requireVisible(t: Q, ctx: Ctx, id: string, lock = false): Op<ShortlistRow> {
  const list = yield* repo.findShortlist(t, ctx, { id }, lock)
  if (!list) throw new AppError('NOT_FOUND')
  yield* requireCustomer(t, ctx, list.customerId)
  return list
}

/** Guards the topic of a list for staff who may see its customer. */
export const requireReadable = (ctx: Ctx, id: string) =>
  ctx.db.tx(function* (t) {
    yield* requireVisible(t, ctx, id)
  })

function* requirePlace(t: Q, ctx: Ctx, list: ShortlistRow, workerId: string): Op<ShortlistWorkerRow> {
  const place = (yield* repo.workersOn(t, ctx, list.id)).find(({ id }) => id === workerId)
  if (!place || place.removedAt !== null) throw new AppError('SHORTLIST_WORKER_GONE')
  return place
}

/** A new list and its places, not stored. Throws where a worker is not public. */
function* compose(t: Q, ctx: Ctx, { customerId, workerIds, recipient, note, hours }: Input, ticket: string) {
  requireWorkersSeen(ctx)
  yield* requireCustomer(t, ctx, customerId)
  const ids = [...new Set(workerIds)]
  const found = yield* candidates.candidatesNamed(t, ctx, ids)
  const hidden = ids.filter((id) => !found.some(({ row, listed }) => row.id === id && listed))
  if (hidden.length > 0) throw new AppError('SHORTLIST_WORKER', { details: { workerIds: hidden } })
  const list: ShortlistRow = {
    id: newId(ctx.now),
    customerId,
    recipient,
    note: note || null,
    tokenHash: ctx.cipher.hash('shortlistTicket', ticket),
    tokenSealed: ctx.cipher.seal('shortlistTicket', ticket),
    createdBy: requirePerson(ctx).accountId,
    createdAt: ctx.now,
    expiresAt: ctx.now + hours * HOUR_MS,
    revokedAt: null,
    slots: [],
    timesNote: null,
    comparedIds: [],
    lastViewedAt: null,
    lastReactionAt: null,
    seenAt: null,
  }
  const places = ids.map((resumeId, position): ShortlistWorkerRow => {
    const id = newId(ctx.now)
    return { id, shortlistId: list.id, resumeId, position, likedAt: null, removedAt: null, interviewId: null }
  })
  return { list, places }
}

const newTicket = () => randomBytes(TICKET_BYTES).toString('base64url')

/** The list as the customer would see it; stores nothing. */
export const preview = (ctx: Ctx, input: Input) =>
  ctx.db.tx(function* (t) {
    const { list, places } = yield* compose(t, ctx, input, newTicket())
    return yield* readForGuest(t, ctx, list, places)
  })

/** Makes a list. The ticket is random; stored are its hash, and a sealed copy for staff who pass the link on. */
export const create = (ctx: Ctx, input: Input) =>
  once(ctx, function* (t) {
    const { list, places } = yield* compose(t, ctx, input, newTicket())
    yield* repo.insertShortlist(t, ctx, list, places)
    yield* audit.record(t, ctx, {
      action: 'shortlist.create',
      subjectId: list.id,
      changes: { customerId: [null, list.customerId], workers: [null, places.map(({ resumeId }) => resumeId)] },
    })
    return yield* readForStaff(t, ctx, list)
  })

interface ListQuery {
  customerId?: string | undefined
  unseen?: boolean | undefined
  limit: number
}

export const list = (ctx: Ctx, { customerId, unseen = false, limit }: ListQuery) =>
  ctx.db.tx(function* (t) {
    if (customerId !== undefined) yield* requireCustomer(t, ctx, customerId)
    const among = customerId === undefined ? demands.ofVisible(ctx) : repo.ofCustomer(ctx, customerId)
    const lines = yield* repo.listShortlists(t, ctx, among, { unseen, limit })
    return { items: lines.map((line) => lineView(ctx, line)) }
  })

export const detail = (ctx: Ctx, id: string) =>
  ctx.db.tx(function* (t) {
    return yield* readForStaff(t, ctx, yield* requireVisible(t, ctx, id))
  })

/** Staff has looked: what the customer does from now on is new again. */
export const markSeen = (ctx: Ctx, id: string) =>
  ctx.db.tx(function* (t) {
    const found = yield* requireVisible(t, ctx, id, true)
    if (isUnseen(found)) yield* repo.setShortlist(t, ctx, id, { seenAt: ctx.now })
    return {}
  })

/** Closes a list, and tells its open pages; nothing where it is closed. */
function* close(t: Q, ctx: Ctx, id: string): Op<void> {
  if (!(yield* repo.revoke(t, ctx, id))) return
  yield* audit.record(t, ctx, { action: 'shortlist.revoke', subjectId: id })
  yield* notifyReaders(t, ctx, { id })
}

/** The shortlists of a customer. With a customer that is deleted their links end, and stay so when it comes back. */
export const shortlistsOfCustomer: CustomerRecords = {
  ...repo.movingShortlists,
  *close(t, ctx, customerId) {
    for (const id of yield* repo.listOpen(t, ctx, customerId)) yield* close(t, ctx, id)
  },
}

export const revoke = (ctx: Ctx, id: string) =>
  ctx.db.tx(function* (t) {
    const found = yield* requireVisible(t, ctx, id)
    yield* close(t, ctx, id)
    return yield* readForStaff(t, ctx, (yield* repo.findShortlist(t, ctx, { id })) ?? found)
  })

export const removeWorker = (ctx: Ctx, id: string, { workerId }: { workerId: string }) =>
  ctx.db.tx(function* (t) {
    const found = yield* requireVisible(t, ctx, id, true)
    const place = (yield* repo.workersOn(t, ctx, id)).find((one) => one.id === workerId)
    if (!place) throw new AppError('SHORTLIST_WORKER_GONE')
    if (place.removedAt === null) {
      yield* repo.setWorker(t, ctx, workerId, { removedAt: ctx.now })
      yield* audit.record(t, ctx, {
        action: 'shortlist.remove-worker',
        subjectId: id,
        changes: { resumeId: [place.resumeId, null] },
      })
      yield* notifyReaders(t, ctx, found)
    }
    return yield* readForStaff(t, ctx, found)
  })

const requireOpen = (ctx: Ctx, found: ShortlistRow): void => {
  if (stateOf(found, ctx.now) !== 'open') throw new AppError('SHORTLIST_CLOSED')
}

/** SHORTLIST_FULL where as much as fits has been said of a worker. */
export function* requireRoom(t: Q, ctx: Ctx, found: ShortlistRow, workerId: string): Op<void> {
  const said = (yield* repo.commentsOn(t, ctx, found.id)).filter((one) => one.workerId === workerId)
  if (said.length >= COMMENTS_MOST) throw new AppError('SHORTLIST_FULL')
}

export const reply = (ctx: Ctx, id: string, { workerId, text }: { workerId: string; text: string }) =>
  once(ctx, function* (t) {
    const found = yield* requireVisible(t, ctx, id, true)
    requireOpen(ctx, found)
    yield* requirePlace(t, ctx, found, workerId)
    yield* requireRoom(t, ctx, found, workerId)
    const createdBy = requirePerson(ctx).accountId
    const commentId = yield* repo.insertComment(t, ctx, { shortlistId: id, workerId, createdBy, text })
    yield* audit.record(t, ctx, { action: 'shortlist.reply', subjectId: id, changes: { comment: [null, commentId] } })
    yield* notifyReaders(t, ctx, found)
    return yield* readForStaff(t, ctx, found)
  })

/** 12月5日 10:00, in Beijing. */
const momentWords = (at: number): string => {
  const local = new Date(at + 8 * HOUR_MS).toISOString()
  return `${Number(local.slice(5, 7))}月${Number(local.slice(8, 10))}日 ${local.slice(11, 16)}`
}

/** Makes an interview with one worker at a time that suits, with an invitation that the page of the customer shows. */
export const planFromList = (ctx: Ctx, id: string, { workerId, at }: { workerId: string; at: string }) =>
  once(ctx, function* (t) {
    const found = yield* requireVisible(t, ctx, id, true)
    requireOpen(ctx, found)
    const place = yield* requirePlace(t, ctx, found, workerId)
    const when = Date.parse(at)
    if (when <= ctx.now) {
      const details = [{ field: 'at', message: '这个时间已经过了，选一个以后的。' }]
      throw new AppError('VALIDATION_ERROR', { details })
    }
    const [candidate] = yield* candidates.candidatesNamed(t, ctx, [place.resumeId])
    if (!candidate?.listed) throw new AppError('SHORTLIST_WORKER_GONE')
    const { name } = candidate.card
    const interviewId = yield* planInterview(t, ctx, {
      roomName: `${found.recipient}见${name}`.slice(0, 40),
      scheduledAt: at,
      resumeId: place.resumeId,
      customerId: found.customerId,
      candidateName: name,
      invited: found.recipient,
    })
    yield* repo.setWorker(t, ctx, workerId, { interviewId })
    yield* repo.setShortlist(t, ctx, id, { seenAt: ctx.now })
    yield* demands.noteShortlist(t, ctx, found.customerId, {
      content: `名单：和${name}约在${momentWords(when)}面试。`,
      byCustomer: false,
      authorId: requirePerson(ctx).accountId,
    })
    yield* audit.record(t, ctx, {
      action: 'shortlist.interview',
      subjectId: id,
      changes: { resumeId: [null, place.resumeId], at: [null, at] },
    })
    yield* notifyReaders(t, ctx, found)
    return yield* readForStaff(t, ctx, found)
  })

import { createHash, randomBytes } from 'node:crypto'
import { beijingDay, DAY_MS, HOUR_MS, midnightOf } from '@qingpin/contract/core/days'
import { HALVES, SLOT_DAYS, type Slot, slotKey } from '@qingpin/contract/shortlists/shortlists.rules'
import { type Ctx, participantTokenOf } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { notifyAccount } from '../../events/index.ts'
import { once } from '../../http/once.ts'
import { type Moderate, moderateFields, persistUnjudged } from '../../moderation/index.ts'
import { demands } from '../customers/index.ts'
import { notify } from '../notifications/index.ts'
import { candidates } from '../resumes/index.ts'
import * as repo from './shortlists.repo.ts'
import { DEVICES_MOST, GUEST_TOKEN_BYTES, REFUSED_COMMENT } from './shortlists.rules.ts'
import { notifyReaders, readForGuest, requireReadable, requireRoom } from './shortlists.service.ts'
import type { ShortlistRow, ShortlistWorkerRow } from './shortlists.table.ts'
import { stateOf } from './shortlists.view.ts'

/** Throws where a list is closed; who takes care of the customer stands in the details, so that the page can say whom to ask. */
function* requireOpen(t: Q, ctx: Ctx, list: ShortlistRow | undefined): Op<ShortlistRow> {
  if (!list) throw new AppError('NOT_FOUND')
  const state = stateOf(list, ctx.now)
  if (state === 'open') return list
  const served = yield* demands.findServed(t, ctx, list.customerId)
  const details = { staffName: served?.owner?.name ?? null }
  throw new AppError(state === 'revoked' ? 'SHORTLIST_REVOKED' : 'SHORTLIST_EXPIRED', { details })
}

const hashOf = (ctx: Ctx): string | undefined => {
  const token = participantTokenOf(ctx)
  return token === undefined ? undefined : ctx.cipher.hash('shortlistReader', token)
}

function* readerOf(t: Q, ctx: Ctx): Op<string | undefined> {
  const hash = hashOf(ctx)
  return hash === undefined ? undefined : (yield* repo.readerOf(t, ctx, hash))?.shortlistId
}

/** The open list of the calling device, locked where it will be changed. */
function* requireMine(t: Q, ctx: Ctx, lock = false): Op<ShortlistRow> {
  const id = yield* readerOf(t, ctx)
  return yield* requireOpen(t, ctx, id === undefined ? undefined : yield* repo.findShortlist(t, ctx, { id }, lock))
}

function* viewOf(t: Q, ctx: Ctx, id: string) {
  const list = yield* repo.findShortlist(t, ctx, { id })
  if (!list) throw new AppError('NOT_FOUND')
  return yield* readForGuest(t, ctx, list, yield* repo.workersOn(t, ctx, id))
}

/** Exchanges a ticket for a token of this device; one that has a token of this list gets the same again. */
export const openTicket = (ctx: Ctx, { ticket }: { ticket: string }) =>
  ctx.db.tx(function* (t) {
    const tokenHash = ctx.cipher.hash('shortlistTicket', ticket)
    const list = yield* requireOpen(t, ctx, yield* repo.findShortlist(t, ctx, { tokenHash }, true))
    const known = (yield* readerOf(t, ctx)) === list.id ? participantTokenOf(ctx) : undefined
    const guestToken = known ?? randomBytes(GUEST_TOKEN_BYTES).toString('base64url')
    if (known === undefined) {
      if ((yield* repo.countReaders(t, ctx, list.id)) >= DEVICES_MOST) throw new AppError('SHORTLIST_CROWDED')
      yield* repo.insertReader(t, ctx, list.id, ctx.cipher.hash('shortlistReader', guestToken))
    }
    yield* repo.setShortlist(t, ctx, list.id, { lastViewedAt: ctx.now })
    return { guestToken, shortlist: yield* viewOf(t, ctx, list.id) }
  })

export const read = (ctx: Ctx) =>
  ctx.db.tx(function* (t) {
    const { id } = yield* requireMine(t, ctx)
    return yield* viewOf(t, ctx, id)
  })

/**
 * Writes down what the customer did: the list is new to staff again, whose open devices are told. Each reaction becomes a
 * follow-up once; done again, it is only shown.
 */
function* react(
  t: Q,
  ctx: Ctx,
  list: ShortlistRow,
  keys: readonly string[],
  words: (fresh: string[]) => string,
): Op<void> {
  const fresh = yield* repo.insertReactions(t, ctx, list.id, keys)
  yield* repo.setShortlist(t, ctx, list.id, { lastReactionAt: ctx.now })
  const note = { byCustomer: true, authorId: list.createdBy }
  if (fresh.length > 0) yield* demands.noteShortlist(t, ctx, list.customerId, { ...note, content: words(fresh) })
  yield* notifyReaders(t, ctx, list)
  const { owner } = yield* demands.requireServed(t, ctx, list.customerId)
  const data = { shortlistId: list.id, customerId: list.customerId }
  const [first] = fresh
  for (const account of [...new Set([owner?.id ?? list.createdBy, list.createdBy])].toSorted()) {
    yield* notifyAccount(t, ctx, account, 'shortlist', data)
    // One that was done before, taken back and done again is no news.
    const facts = { what: first?.split(' ')[0] ?? '' }
    if (first) yield* notify(t, ctx, { accountId: account, kind: 'shortlist-reaction', subjectId: list.id, facts })
  }
}

/** A place on the list whose worker the customer sees. */
function* requirePlace(
  t: Q,
  ctx: Ctx,
  list: ShortlistRow,
  workerId: string,
): Op<{ place: ShortlistWorkerRow; name: string }> {
  const place = (yield* repo.workersOn(t, ctx, list.id)).find(({ id }) => id === workerId)
  const [candidate] = place ? yield* candidates.candidatesNamed(t, ctx, [place.resumeId]) : []
  if (!place || place.removedAt !== null || !candidate?.listed) throw new AppError('SHORTLIST_WORKER_GONE')
  return { place, name: candidate.card.name }
}

export const like = (ctx: Ctx, { workerId, liked }: { workerId: string; liked: boolean }) =>
  ctx.db.tx(function* (t) {
    const list = yield* requireMine(t, ctx, true)
    const { place, name } = yield* requirePlace(t, ctx, list, workerId)
    if ((place.likedAt !== null) !== liked) {
      yield* repo.setWorker(t, ctx, workerId, { likedAt: liked ? ctx.now : null })
      yield* react(t, ctx, list, liked ? [`like ${workerId}`] : [], () => `名单：${list.recipient}想见${name}。`)
    }
    return yield* viewOf(t, ctx, list.id)
  })

export const setCompared = (ctx: Ctx, { workerIds }: { workerIds: readonly string[] }) =>
  ctx.db.tx(function* (t) {
    const list = yield* requireMine(t, ctx, true)
    const known = new Set((yield* repo.workersOn(t, ctx, list.id)).map(({ id }) => id))
    const comparedIds = [...new Set(workerIds)].filter((id) => known.has(id))
    yield* repo.setShortlist(t, ctx, list.id, { comparedIds })
    return yield* viewOf(t, ctx, list.id)
  })

/** A comment is judged as other texts of guests are, before it is stored. */
export async function comment(ctx: Ctx, { workerId, text }: { workerId: string; text: string }) {
  const unjudged = await moderateFields(ctx, 'comment', { text })
  return once(ctx, function* (t) {
    const list = yield* requireMine(t, ctx, true)
    const { name } = yield* requirePlace(t, ctx, list, workerId)
    yield* requireRoom(t, ctx, list, workerId)
    const id = yield* repo.insertComment(t, ctx, { shortlistId: list.id, workerId, createdBy: null, text })
    yield* persistUnjudged(t, ctx, { subject: 'shortlist-comment', subjectId: id }, unjudged)
    yield* react(t, ctx, list, [`comment ${id}`], () => `名单：${list.recipient}说${name}：${text}`)
    return yield* viewOf(t, ctx, list.id)
  })
}

/** Replaces a comment that turned out unfit to be shown. */
export const moderateComment: Moderate = function* (t, ctx, { id, text }) {
  const found = yield* repo.findComment(t, ctx, id)
  if (found && found.text === text) yield* repo.setComment(t, ctx, id, REFUSED_COMMENT)
}

/** 12月5日上午. */
const slotWords = ({ day, half }: Slot): string =>
  `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日${HALVES.find(({ value }) => value === half)?.label ?? ''}`

/** A half-day that is over, or too far ahead, is refused. */
function slotProblems(ctx: Ctx, slots: readonly Slot[]) {
  const last = beijingDay(ctx.now + SLOT_DAYS * DAY_MS)
  return slots.flatMap(({ day, half }, i) => {
    const hour = HALVES.find(({ value }) => value === half)?.hour ?? 0
    const over = midnightOf(day) + (hour + 2) * HOUR_MS <= ctx.now
    const message = over ? '这个时间已经过了，换一个。' : day > last ? `选${SLOT_DAYS}天以内的时间。` : undefined
    return message ? [{ field: `slots.${i}`, message }] : []
  })
}

interface Times {
  slots: readonly Slot[]
  note?: string | null | undefined
}

export async function setTimes(ctx: Ctx, { slots, note = null }: Times) {
  const unjudged = await moderateFields(ctx, 'comment', { note })
  return ctx.db.tx(function* (t) {
    const list = yield* requireMine(t, ctx, true)
    const wanted = [...new Map(slots.map((slot) => [slotKey(slot), slot])).values()].toSorted((a, b) =>
      slotOrder(a) < slotOrder(b) ? -1 : 1,
    )
    const before = new Set(list.slots.map(slotKey))
    const details = slotProblems(
      ctx,
      wanted.filter((slot) => !before.has(slotKey(slot))),
    )
    if (details.length > 0) throw new AppError('VALIDATION_ERROR', { details })
    const same = wanted.length === before.size && wanted.every((slot) => before.has(slotKey(slot)))
    if (!same || note !== list.timesNote) {
      yield* repo.setShortlist(t, ctx, list.id, { slots: wanted, timesNote: note })
      yield* persistUnjudged(t, ctx, { subject: 'shortlist-times', subjectId: list.id }, unjudged)
      const keys = [
        ...wanted.map((slot) => `slot ${slotKey(slot)}`),
        ...(note ? [`times ${createHash('sha256').update(note).digest('base64url').slice(0, 22)}`] : []),
      ]
      const said = [wanted.map(slotWords).join('、'), note].filter(Boolean).join('；')
      yield* react(t, ctx, list, keys, () => `名单：${list.recipient}提了面试时间：${said}`)
    }
    return yield* viewOf(t, ctx, list.id)
  })
}

const slotOrder = ({ day, half }: Slot): string => `${day}${HALVES.findIndex(({ value }) => value === half)}`

/** Replaces what was written about times, where it turned out unfit. */
export const moderateTimes: Moderate = function* (t, ctx, { id, text }) {
  const list = yield* repo.findShortlist(t, ctx, { id })
  if (list?.timesNote === text) yield* repo.setShortlist(t, ctx, id, { timesNote: REFUSED_COMMENT })
}

/** Guards the topics of lists: each is read with the token of a device that opened it, or by staff who sees the customer. */
export async function guardShortlist(ctx: Ctx, id: string): Promise<void> {
  const mine = await ctx.db.tx((t) => readerOf(t, ctx))
  if (mine === id) return
  await requireReadable(ctx, id)
}

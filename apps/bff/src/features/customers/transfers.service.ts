import { DAY_MS } from '@qingpin/contract/core/days'
import { mayAnswerTransfer } from '@qingpin/contract/customers/customers.policy'
import type { transferRoutes } from '@qingpin/contract/customers/transfers.routes'
import { TRANSFER_ASKS_A_DAY, TRANSFER_DAYS } from '@qingpin/contract/customers/transfers.rules'
import type { z } from 'zod'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { notifyAccount } from '../../events/index.ts'
import { once } from '../../http/once.ts'
import { notify } from '../notifications/index.ts'
import { applyAssignment } from './assignments.repo.ts'
import { requireAvailable } from './assignments.service.ts'
import { requireVisible } from './customers.guard.ts'
import { changedColumns, type CustomerRow, findPeople, findPresent } from './customers.repo.ts'
import { type Duplicate, findDuplicate } from './duplicates.repo.ts'
import { counted, recordHit, requireHitsLeft, TellingRefusal } from './duplicates.service.ts'
import { setPoolColumns } from './pool.repo.ts'
import { stampRecycling } from './recycling.service.ts'
import * as repo from './transfers.repo.ts'
import { transferView } from './transfers.view.ts'

type Routes = typeof transferRoutes

function* viewsOf(t: Q, ctx: Ctx, rows: readonly repo.TransferOfCustomer[]) {
  const people = yield* findPeople(
    t,
    ctx,
    rows.flatMap(({ request }) => [request.askerId, request.answeredBy]),
  )
  return rows.map((row) => transferView(ctx, row, people))
}

function* viewOf(t: Q, ctx: Ctx, id: string) {
  const [view] = yield* viewsOf(t, ctx, yield* repo.listTransfers(t, ctx, { id }))
  if (!view) throw new AppError('NOT_FOUND')
  return view
}

/** Throws where nobody needs to hand the customer over: it is the caller's, in the pool, or deleted. */
function requireNeed(ctx: Ctx, { field, isDeleted, inPublicPool, assignedTo, id }: Duplicate): void {
  const tell = (message: string, existingId?: string) => {
    const detail = { field, message, ...(existingId ? { existingId } : {}) }
    return ['TRANSFER_NOT_NEEDED', { details: [detail] }] as const
  }
  if (isDeleted) throw new TellingRefusal(...tell('这位客户删除过，请经理恢复。'), id)
  if (inPublicPool) throw new TellingRefusal(...tell('这位客户在公海里，直接领就行。', id), id)
  if (assignedTo === requirePerson(ctx).accountId) throw new AppError(...tell('这位客户已经归您了。', id))
}

/** Asks the colleague who has the customer with a number for it, or the managers where it has no owner. */
export async function ask(ctx: Ctx, { message, ...numbers }: z.output<Routes['askTransfer']['body']>) {
  if (!numbers.phone && !numbers.wechatId) throw new AppError('MISSING_CONTACT')
  const { phoneHash = null, wechatHash = null } = changedColumns(ctx.cipher, numbers, {})
  return counted(ctx, function* (t) {
    yield* requireHitsLeft(t, ctx)
    // Before the look: when all are used up the answer must not tell which numbers exist. The account is locked already.
    if ((yield* repo.asksToday(t, ctx)) >= TRANSFER_ASKS_A_DAY) throw new AppError('TRANSFER_ASKS_USED_UP')
    const found = yield* findDuplicate(t, ctx, { phoneHash, wechatHash })
    if (!found) throw new AppError('NOT_FOUND')
    requireNeed(ctx, found)
    const row = yield* findPresent(t, ctx, found.id, { lock: true })
    if (!row) throw new AppError('NOT_FOUND')
    if (yield* repo.hasRequested(t, ctx, row.id)) throw new TellingRefusal('TRANSFER_ASKED', {}, row.id)
    const expiresAt = ctx.now + TRANSFER_DAYS * DAY_MS
    const request = yield* repo.insertTransfer(t, ctx, {
      customerId: row.id,
      message: message ?? null,
      expiresAt,
    })
    yield* recordHit(t, ctx, row.id, 'customer.transfer-ask')
    if (row.assignedTo) {
      yield* notifyAccount(t, ctx, row.assignedTo, 'transfers', { change: 'asked' })
      yield* notify(t, ctx, { accountId: row.assignedTo, kind: 'transfer-asked', subjectId: request.id })
    }
    return yield* viewOf(t, ctx, request.id)
  })
}

export async function requests(ctx: Ctx, filter: repo.TransferFilter) {
  const { rows, nextCursor } = await repo.pageOfTransfers(ctx, filter)
  const counts = await repo.countTransfers(ctx)
  const items = await ctx.db.tx((t) => viewsOf(t, ctx, rows))
  return { items, nextCursor, counts }
}

export const ofCustomer = (ctx: Ctx, customerId: string) =>
  ctx.db.tx(function* (t) {
    yield* requireVisible(t, ctx, customerId)
    return yield* viewsOf(t, ctx, yield* repo.listTransfers(t, ctx, { customerId }))
  })

/** The request with its locked customer. Throws NOT_FOUND for a stranger to both. */
function* requireRequest(t: Q, ctx: Ctx, id: string): Op<{ request: repo.TransferRow; row: CustomerRow }> {
  const { accountId, role } = requirePerson(ctx)
  const before = yield* repo.findTransfer(t, ctx, id)
  const row = before && (yield* findPresent(t, ctx, before.customerId, { lock: true }))
  // Read again under the lock: an answer given meanwhile stands in it.
  const request = row && (yield* repo.findTransfer(t, ctx, id))
  if (!row || !request) throw new AppError('NOT_FOUND')
  const concerned = request.askerId === accountId || mayAnswerTransfer(role, row.assignedTo === accountId)
  if (!concerned) throw new AppError('NOT_FOUND')
  return { request, row }
}

/** The yes makes the asker the owner: plans of the one before end, and the history says who asked. */
export async function answer(ctx: Ctx, id: string, { accept, sentence }: z.output<Routes['answerTransfer']['body']>) {
  const { accountId, role } = requirePerson(ctx)
  return once(ctx, function* (t) {
    const { request, row } = yield* requireRequest(t, ctx, id)
    const mayAnswer = mayAnswerTransfer(role, row.assignedTo === accountId) && request.askerId !== accountId
    if (!mayAnswer) throw new AppError('FORBIDDEN')
    const state = accept ? 'accepted' : 'declined'
    const ended = yield* repo.endTransfer(t, ctx, id, { state, answeredBy: accountId, answer: sentence ?? null })
    if (!ended) throw new AppError('TRANSFER_CLOSED')
    yield* audit.record(t, ctx, {
      action: accept ? 'customer.transfer' : 'customer.transfer-decline',
      subjectId: row.id,
      ...(accept ? { changes: { assignedTo: [row.assignedTo, request.askerId] } } : {}),
    })
    if (accept) {
      yield* requireAvailable(t, ctx, request.askerId)
      const change = { action: 'transfer', toId: request.askerId, byId: accountId, reason: request.message } as const
      const moved = yield* applyAssignment(t, ctx, row, change)
      yield* setPoolColumns(t, ctx, row.id, { inPublicPool: false, nextFollowUpAt: null })
      yield* stampRecycling(t, ctx, { ...moved, inPublicPool: false, nextFollowUpAt: null })
    }
    yield* notify(t, ctx, { accountId: request.askerId, kind: 'transfer-answered', subjectId: id })
    for (const account of [request.askerId, row.assignedTo]) {
      if (account) yield* notifyAccount(t, ctx, account, 'transfers', { change: 'answered' })
    }
    return yield* viewOf(t, ctx, id)
  })
}

export async function withdraw(ctx: Ctx, id: string) {
  const { accountId } = requirePerson(ctx)
  return once(ctx, function* (t) {
    const { request, row } = yield* requireRequest(t, ctx, id)
    if (request.askerId !== accountId) throw new AppError('NOT_FOUND')
    const end = { state: 'withdrawn', answeredBy: null, answer: null } as const
    if (!(yield* repo.endTransfer(t, ctx, id, end))) throw new AppError('TRANSFER_CLOSED')
    yield* audit.record(t, ctx, { action: 'customer.transfer-withdraw', subjectId: row.id })
    if (row.assignedTo) yield* notifyAccount(t, ctx, row.assignedTo, 'transfers', { change: 'withdrawn' })
    return yield* viewOf(t, ctx, id)
  })
}

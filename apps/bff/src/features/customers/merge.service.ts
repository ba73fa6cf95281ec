import { isDeepStrictEqual } from 'node:util'
import { DAY_MS } from '@qingpin/contract/core/days'
import { mayMerge } from '@qingpin/contract/customers/customers.policy'
import type { removalRoutes } from '@qingpin/contract/customers/removal.routes'
import { RESTORE_DAYS } from '@qingpin/contract/customers/removal.rules'
import type { z } from 'zod'
import { CHANGED } from '../../audit/audit.rules.ts'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { once } from '../../http/once.ts'
import { contractEndOf, isPlaced } from '../placements/index.ts'
import { applyAssignment } from './assignments.repo.ts'
import { type CustomerRow, findPeople, findPresent, findVisible } from './customers.repo.ts'
import { customerView, peopleOf } from './customers.view.ts'
import { findDuplicate } from './duplicates.repo.ts'
import { rangeProblems, refusalsOf } from './edit.rules.ts'
import { requireVersion } from './edit.service.ts'
import * as repo from './merge.repo.ts'
import { stampRecycling } from './recycling.service.ts'
import { passTransfers } from './transfers.repo.ts'

type MergeInput = z.output<(typeof removalRoutes)['merge']['body']>

export type { CustomerRecords } from './merge.repo.ts'

const shortOf = ({ name, customerNo }: CustomerRow) => `${name}（${customerNo}）`

/** Both customers, locked in one order, so that two merges of the same two wait for each other. */
function* lockBoth(t: Q, ctx: Ctx, keptId: string, mergedId: string): Op<[kept: CustomerRow, merged: CustomerRow]> {
  const rows = new Map<string, CustomerRow>()
  const { role } = requirePerson(ctx)
  for (const id of [keptId, mergedId].toSorted()) {
    const seen = yield* findVisible(t, ctx, id, true)
    // A manager may merge one of the pool into an owned one, too.
    const row =
      seen ?? (id === mergedId && mayMerge(role, false) ? yield* findPresent(t, ctx, id, { lock: true }) : undefined)
    if (row) rows.set(id, row)
  }
  const [kept, merged] = [rows.get(keptId), rows.get(mergedId)]
  if (!kept || !merged) throw new AppError('NOT_FOUND')
  return [kept, merged]
}

const PLACED = { field: 'contractStatus', message: '阿姨正在这家服务，状态要留已签约。' }

const earlier = (a: number | null, b: number | null) => (a === null || b === null ? (a ?? b) : Math.min(a, b))

/** What a customer has of the last contact, the newer of both. */
const lastOf = (a: CustomerRow, b: CustomerRow) => {
  const { lastFollowUpAt, lastFollowUpBy, lastNote } = (b.lastFollowUpAt ?? 0) > (a.lastFollowUpAt ?? 0) ? b : a
  return { lastFollowUpAt, lastFollowUpBy, lastNote }
}

/** Only the columns that differ, before and after. */
function differences(row: CustomerRow, columns: Partial<CustomerRow>) {
  const before: Record<string, unknown> = {}
  const after: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(columns)) {
    const old = row[name as keyof CustomerRow]
    if (isDeepStrictEqual(old, value)) continue
    before[name] = old
    after[name] = value
  }
  return { before, after }
}

/** Makes one customer out of two. The other one's rows go over, and its numbers lead to the one that stays. */
export const makeMerge = (records: readonly repo.CustomerRecords[]) => (ctx: Ctx, input: MergeInput) => {
  const { accountId, role } = requirePerson(ctx)
  const { keptId, mergedId, fields } = input
  if (keptId === mergedId) {
    throw new AppError('VALIDATION_ERROR', { details: [{ field: 'mergedId', message: '这是同一位客户。' }] })
  }
  return once(ctx, function* (t) {
    const [kept, merged] = yield* lockBoth(t, ctx, keptId, mergedId)
    const ownsBoth = kept.assignedTo === accountId && merged.assignedTo === accountId
    if (!mayMerge(role, ownsBoth)) throw new AppError('FORBIDDEN')
    yield* requireVersion(t, ctx, kept, input.keptVersion)
    yield* requireVersion(t, ctx, merged, input.mergedVersion)

    const { columns, problems } = repo.mergedColumns(ctx.cipher, kept, merged, fields)
    const isSigned = (columns.contractStatus ?? kept.contractStatus) === '已签约'
    const placed = (yield* isPlaced(t, ctx, kept.id)) || (yield* isPlaced(t, ctx, merged.id))
    const wrong = [...problems, ...rangeProblems({ ...kept, ...columns }), ...(placed && !isSigned ? [PLACED] : [])]
    if (wrong.length > 0) throw new AppError('VALIDATION_ERROR', { details: wrong })
    const refusals = refusalsOf(role, true, kept, columns)
    if (refusals.length > 0) throw new AppError('FORBIDDEN', { details: refusals })

    const ownerId = fields['owner'] === 'merged' ? merged.assignedTo : kept.assignedTo
    yield* passTransfers(t, ctx, merged.id, { toCustomerId: kept.id, ownerId, byId: accountId })
    const moved = yield* repo.moveRows(t, ctx, merged.id, kept.id)
    for (const { name, move } of records) moved[name] = yield* move(t, ctx, merged.id, kept.id)
    const serials = yield* repo.moveAssignments(t, ctx, merged.id, kept.id)

    const next = earlier(kept.nextFollowUpAt, merged.inPublicPool ? null : merged.nextFollowUpAt)
    // Of all placements that it has now: the date of one that is over must not end one that lives.
    const end = yield* contractEndOf(t, ctx, kept.id)
    const contractEndsAt = end === undefined ? (kept.contractEndsAt ?? merged.contractEndsAt) : end
    const changed = { ...columns, ...lastOf(kept, merged), nextFollowUpAt: next, contractEndsAt }
    const snapshot = differences(kept, changed)

    // The phone is unique: it leaves the one before the other one gets it. The one that is not kept stays with the merged.
    const takesPhone = 'phoneHash' in snapshot.after
    if (takesPhone) yield* repo.setPhone(t, ctx, merged.id, repo.NO_PHONE)
    let row = yield* repo.writeColumns(t, ctx, kept, { ...changed, lastUpdatedBy: accountId })
    yield* repo.writeColumns(t, ctx, merged, {
      ...(takesPhone ? repo.phoneOf(kept) : {}),
      removedAt: ctx.now,
      removedBy: accountId,
      mergedInto: kept.id,
      recycleAt: null,
      remindAt: null,
    })

    const reason = `把${shortOf(merged)}合并进来`
    if (fields['owner'] === 'merged' && merged.assignedTo !== null && merged.assignedTo !== kept.assignedTo) {
      row = yield* applyAssignment(t, ctx, row, { action: 'merge', toId: merged.assignedTo, byId: accountId, reason })
      Object.assign(snapshot.before, { assignedTo: kept.assignedTo })
      Object.assign(snapshot.after, { assignedTo: merged.assignedTo })
    } else yield* repo.logMerge(t, ctx, row, reason)
    yield* stampRecycling(t, ctx, row)
    yield* repo.insertMerge(t, ctx, {
      survivorId: kept.id,
      mergedId: merged.id,
      snapshot: { ...snapshot, merged: repo.phoneOf(merged), moved, serials },
    })
    const changes = Object.fromEntries(Object.keys(snapshot.after).map((name) => [name, CHANGED]))
    yield* audit.record(t, ctx, {
      action: 'customer.merge',
      subjectId: kept.id,
      changes: { ...changes, merged: [null, merged.id] },
    })
    yield* audit.record(t, ctx, {
      action: 'customer.merge',
      subjectId: merged.id,
      changes: { mergedInto: [null, kept.id] },
    })
    return customerView(row, yield* findPeople(t, ctx, peopleOf(row)))
  })
}

/** The phones of both after a merge is taken back. Throws where the merged one's number belongs to a third by now. */
function* phonesAfter(t: Q, ctx: Ctx, kept: CustomerRow, merged: CustomerRow, had: repo.Phone) {
  if (had.phoneHash === merged.phoneHash) return undefined
  // The kept one has the merged one's number: they change back.
  if (had.phoneHash !== null && kept.phoneHash === had.phoneHash) return { kept: repo.phoneOf(merged), merged: had }
  const taken = had.phoneHash && (yield* findDuplicate(t, ctx, { phoneHash: had.phoneHash }, merged.id))
  if (taken) {
    const message = `${merged.name}原来的手机号现在是别的客户的，拆不开。`
    throw new AppError('DUPLICATE_PHONE', { details: [{ field: 'phone', message }] })
  }
  return { kept: undefined, merged: had }
}

/** Takes a merge back: what went over returns; what was written or changed since stays with the one that was kept. */
export function* undoMerge(
  t: Q,
  ctx: Ctx,
  records: readonly repo.CustomerRecords[],
  kept: CustomerRow,
  merged: CustomerRow,
): Op<CustomerRow> {
  const { accountId, role } = requirePerson(ctx)
  const merge = yield* repo.findMerge(t, ctx, merged.id)
  if (!merge?.snapshot || merge.createdAt <= ctx.now - RESTORE_DAYS * DAY_MS) throw new AppError('REMOVAL_FINAL')
  const own = merge.byId === accountId && kept.assignedTo === accountId
  if (!mayMerge(role, own)) throw new AppError('FORBIDDEN')
  const { before, after, moved, serials, merged: phone } = merge.snapshot

  yield* repo.moveRowsBack(t, ctx, moved, kept.id, merged.id)
  for (const { name, moveBack } of records) yield* moveBack(t, ctx, moved[name] ?? [], kept.id, merged.id)
  yield* repo.moveAssignmentsBack(t, ctx, serials, merged.id)

  const phones = yield* phonesAfter(t, ctx, kept, merged, phone as unknown as repo.Phone)
  const columns: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(after)) {
    const untouched = isDeepStrictEqual(kept[name as keyof CustomerRow], value)
    if (untouched && !(name in repo.NO_PHONE) && name !== 'assignedTo') columns[name] = before[name]
  }
  const ends = [yield* contractEndOf(t, ctx, kept.id), yield* contractEndOf(t, ctx, merged.id)] as const
  if (ends[0] !== undefined) columns['contractEndsAt'] = ends[0]
  else if ('contractEndsAt' in before) columns['contractEndsAt'] = before['contractEndsAt']
  if (phones) yield* repo.setPhone(t, ctx, merged.id, repo.NO_PHONE)
  const last = yield* repo.newestFollowUp(t, ctx, kept.id)
  let row = yield* repo.writeColumns(t, ctx, kept, { ...columns, ...phones?.kept, ...last, lastUpdatedBy: accountId })
  const back = yield* repo.writeColumns(t, ctx, merged, {
    ...phones?.merged,
    ...(ends[1] === undefined ? {} : { contractEndsAt: ends[1] }),
    removedAt: null,
    removedBy: null,
    mergedInto: null,
  })
  const reason = `把${shortOf(merged)}拆开`
  const owner = before['assignedTo'] as string | null | undefined
  if (owner && after['assignedTo'] === kept.assignedTo) {
    row = yield* applyAssignment(t, ctx, row, { action: 'merge', toId: owner, byId: accountId, reason })
  } else yield* repo.logMerge(t, ctx, row, reason)
  yield* stampRecycling(t, ctx, row)
  yield* repo.closeMerge(t, ctx, merge.id)
  for (const subjectId of [kept.id, merged.id]) yield* audit.record(t, ctx, { action: 'customer.unmerge', subjectId })
  return back
}

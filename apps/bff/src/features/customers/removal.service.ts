import { DAY_MS } from '@qingpin/contract/core/days'
import { can } from '@qingpin/contract/core/policy'
import type { removalRoutes } from '@qingpin/contract/customers/removal.routes'
import { RESTORE_DAYS } from '@qingpin/contract/customers/removal.rules'
import type { z } from 'zod'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { once } from '../../http/once.ts'
import { isPlaced } from '../placements/index.ts'
import { applyAssignment, isAvailable } from './assignments.repo.ts'
import { type CustomerRow, findPeople, findPresent } from './customers.repo.ts'
import * as merge from './merge.repo.ts'
import { undoMerge } from './merge.service.ts'
import { stampRecycling } from './recycling.service.ts'
import * as repo from './removal.repo.ts'
import { endTransfers } from './transfers.repo.ts'

const untilOf = (removedAt: number) => new Date(removedAt + RESTORE_DAYS * DAY_MS).toISOString()

type Removal = z.output<(typeof removalRoutes)['deleteCustomer']['body']>

/** Deletes a customer, of the pool too; its open requests end, and what people outside reach of it. */
export const makeRemove =
  (records: readonly merge.CustomerRecords[]) =>
  (ctx: Ctx, id: string, { reason }: Removal) => {
    const { accountId } = requirePerson(ctx)
    return once(ctx, function* (t) {
      const row = yield* findPresent(t, ctx, id, { lock: true })
      if (!row) throw new AppError('NOT_FOUND')
      if (yield* isPlaced(t, ctx, id)) throw new AppError('CUSTOMER_PLACED')
      yield* endTransfers(t, ctx, id, { toId: null, byId: accountId })
      for (const { close } of records) yield* close(t, ctx, id)
      const removed = {
        removedAt: ctx.now,
        removedBy: accountId,
        removalReason: reason,
        recycleAt: null,
        remindAt: null,
      }
      yield* merge.writeColumns(t, ctx, row, removed)
      yield* audit.record(t, ctx, { action: 'customer.delete', subjectId: id, changes: { reason: [null, reason] } })
      return { id, customerId: row.customerNo, until: untilOf(ctx.now) }
    })
  }

export async function removed(ctx: Ctx, filter: repo.RemovedFilter) {
  const { rows, nextCursor } = await repo.pageOfRemoved(ctx, filter)
  return ctx.db.tx(function* (t) {
    const people = yield* findPeople(
      t,
      ctx,
      rows.map(({ customer }) => customer.removedBy),
    )
    const kept = yield* repo.namesOf(
      t,
      ctx,
      rows.map(({ customer }) => customer.mergedInto),
    )
    const items = rows.map(({ customer: row, owner }) => {
      const by = people.find(({ id }) => id === row.removedBy)
      const removedAt = row.removedAt ?? 0
      return {
        id: row.id,
        customerId: row.customerNo,
        kind: row.mergedInto === null ? ('deleted' as const) : ('merged' as const),
        name: row.name,
        phone: row.phoneMasked,
        owner,
        by: by ? { _id: by.id, name: by.name, username: by.username ?? '' } : null,
        reason: row.removalReason,
        mergedInto: kept.find(({ id }) => id === row.mergedInto) ?? null,
        removedAt: new Date(removedAt).toISOString(),
        until: untilOf(removedAt),
      }
    })
    return { items, nextCursor }
  })
}

/** Locks a removed customer, and the one that it was merged into, in one order. */
function* lockRemoved(t: Q, ctx: Ctx, id: string): Op<{ row: CustomerRow; kept: CustomerRow | undefined }> {
  const first = yield* merge.mergedIntoOf(t, ctx, id)
  const rows = new Map<string, CustomerRow>()
  for (const one of [id, ...(first ? [first] : [])].toSorted()) {
    const found = yield* merge.lockAny(t, ctx, one)
    if (found) rows.set(one, found)
  }
  const row = rows.get(id)
  if (!row || row.removedAt === null || row.mergedInto !== first) throw new AppError('NOT_FOUND')
  return { row, kept: first ? rows.get(first) : undefined }
}

/** Brings a deleted customer back, or takes a merge back. It comes without an owner where that one has left meanwhile. */
export const makeRestore = (records: readonly merge.CustomerRecords[]) => (ctx: Ctx, id: string) => {
  const { role } = requirePerson(ctx)
  return once(ctx, function* (t) {
    const { row, kept } = yield* lockRemoved(t, ctx, id)
    let back: CustomerRow
    if (row.mergedInto !== null) {
      if (!kept || kept.removedAt !== null) throw new AppError('REMOVAL_FINAL')
      back = yield* undoMerge(t, ctx, records, kept, row)
    } else {
      if (!can(role, 'customer:remove')) throw new AppError('FORBIDDEN')
      if ((row.removedAt ?? 0) <= ctx.now - RESTORE_DAYS * DAY_MS) throw new AppError('REMOVAL_FINAL')
      back = yield* merge.writeColumns(t, ctx, row, { removedAt: null, removedBy: null, removalReason: null })
      yield* audit.record(t, ctx, { action: 'customer.restore', subjectId: id })
    }
    if (back.assignedTo !== null && !(yield* isAvailable(t, ctx, back.assignedTo))) {
      const change = {
        action: 'handover',
        toId: null,
        byId: requirePerson(ctx).accountId,
        reason: '恢复时负责人已离职',
      } as const
      back = yield* applyAssignment(t, ctx, back, change)
    }
    yield* stampRecycling(t, ctx, back)
    return { id, customerId: back.customerNo, name: back.name }
  })
}

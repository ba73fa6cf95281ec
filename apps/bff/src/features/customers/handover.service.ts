import { isClosed } from '@qingpin/contract/customers/customers.rules'
import type { Role } from '@qingpin/contract/core/policy'
import * as audit from '../../audit/audit.ts'
import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { isPlaced } from '../placements/index.ts'
import { applyAssignment, isAvailable } from './assignments.repo.ts'
import { notifyAssigned } from './assignments.service.ts'
import type { CustomerRow } from './customers.repo.ts'
import * as repo from './handover.repo.ts'
import { setPoolColumns } from './pool.repo.ts'
import { readRules } from './recycling.repo.ts'
import { stampRecycling } from './recycling.service.ts'

export interface HandedOver {
  id: string
  /** Null where it has no owner now. */
  toId: string | null
  inPool: boolean
  /** It was deleted or merged, and gets no heir. */
  isRemoved: boolean
}

interface HandoverStep {
  from: string
  /** Gives the next owner; null for none. */
  heirFor: () => string | null
  /** Whether customers without an heir go to the pool. */
  toPool: boolean
  by: { id: string; role: Role }
  reason: string
  most: number
}

/** Open customers go to the pool; one with a worker, a closed or a deleted one waits for an owner. */
function* fitsPool(t: Q, ctx: Ctx, row: CustomerRow): Op<boolean> {
  if (isClosed(row.contractStatus) || row.removedAt !== null) return false
  return !(yield* isPlaced(t, ctx, row.id))
}

/** Gives the next customers of an account to others, with a line in the history of each. Empty when none is left. */
export function* handOverCustomers(t: Q, ctx: Ctx, step: HandoverStep): Op<HandedOver[]> {
  const { from, by, reason } = step
  const moved: HandedOver[] = []
  for (const row of yield* repo.lockOwned(t, ctx, from, step.most)) {
    const isRemoved = row.removedAt !== null
    const toId = isRemoved ? null : step.heirFor()
    yield* audit.record(t, ctx, {
      action: 'customer.handover',
      subjectId: row.id,
      changes: { assignedTo: [from, toId] },
      actor: by,
    })
    let next = yield* applyAssignment(t, ctx, row, { action: 'handover', toId, byId: by.id, reason })
    const inPool = toId === null && step.toPool && (yield* fitsPool(t, ctx, row))
    if (inPool) {
      const part = { inPublicPool: true, nextFollowUpAt: null }
      yield* setPoolColumns(t, ctx, row.id, part)
      next = { ...next, ...part }
    }
    yield* stampRecycling(t, ctx, next)
    moved.push({ id: row.id, toId, inPool, isRemoved })
  }
  for (const accountId of new Set(moved.flatMap(({ toId }) => toId ?? []))) {
    const ids = moved.flatMap(({ id, toId }) => (toId === accountId ? id : []))
    yield* notifyAssigned(t, ctx, accountId, ids, by.id)
  }
  return moved
}

/** Ends the open requests of an account for customers of colleagues; gives their ids. */
export const endTransferRequests = (t: Q, ctx: Ctx, accountId: string): Op<string[]> =>
  repo.endRequestsOf(t, ctx, accountId)

interface CustomerHoldings {
  customers: number
  /** Of those: with a planned follow-up. */
  plans: number
  requests: number
}

/** What accounts own of customers; who owns nothing stands in no entry. */
export function* customerHoldings(
  t: Q,
  ctx: Pick<Ctx, 'db'>,
  accountIds: readonly string[],
): Op<Map<string, CustomerHoldings>> {
  const held = new Map<string, CustomerHoldings>()
  if (accountIds.length === 0) return held
  for (const { accountId, customers, plans } of yield* repo.countOwned(t, ctx, accountIds)) {
    if (accountId) held.set(accountId, { customers: Number(customers), plans: Number(plans), requests: 0 })
  }
  for (const { accountId, n } of yield* repo.countOpenRequests(t, ctx, accountIds)) {
    held.set(accountId, { customers: 0, plans: 0, ...held.get(accountId), requests: Number(n) })
  }
  return held
}

/** Whether customers may go to the pool. */
export function* poolIsOn(t: Q, ctx: Pick<Ctx, 'db'>): Op<boolean> {
  return (yield* readRules(t, ctx)).rules.poolOn
}

/** Whether an account may get customers. */
export const mayOwn = (t: Q, ctx: Ctx, accountId: string): Op<boolean> => isAvailable(t, ctx, accountId)

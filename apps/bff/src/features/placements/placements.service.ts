import { pageSizeOf } from '@qingpin/contract/core/paging'
import { type ContractStatus, SIGNED } from '@qingpin/contract/customers/customers.enums'
import type { EndCause, PlacementDue } from '@qingpin/contract/placements/placements.enums'
import type {
  ChangePlacement,
  EndPlacement,
  ReplacePlacement,
  StartPlacement,
} from '@qingpin/contract/placements/placements.fields'
import { daysProblem, overlaps } from '@qingpin/contract/placements/placements.rules'
import type { Column, SQL } from 'drizzle-orm'
import type { z } from 'zod'
import * as audit from '../../audit/audit.ts'
import { accountIdOf, type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { once } from '../../http/once.ts'
import { requireResume } from '../resumes/index.ts'
import * as repo from './placements.repo.ts'
import { lastContractEnd, spanOf, todayOf } from './placements.rules.ts'
import type { PlacementRow } from './placements.table.ts'
import { logView, type NamedCustomer, placementView } from './placements.view.ts'

/** How customers are reached from below: assembly hands this in. */
export interface PlacedCustomers {
  /** The customer, locked; NOT_FOUND where the caller may not see it. */
  lock: (t: Q, ctx: Ctx, id: string) => Op<{ id: string; contractStatus: ContractStatus; maySign: boolean }>
  /** Those of the ids that exist, masked where the caller may not see them. */
  named: (t: Q, ctx: Ctx, ids: readonly string[]) => Op<Map<string, NamedCustomer>>
  /** The condition that the caller sees the customer whose id stands in the column. */
  seen: (ctx: Ctx, id: Column) => SQL | undefined
  /** Writes to a locked customer what a placement changes of it. @param contractEndsAt epoch ms */
  write: (
    t: Q,
    ctx: Ctx,
    id: string,
    part: { contractStatus?: ContractStatus | undefined; contractEndsAt: number | null },
  ) => Op<void>
}

type Terms = Pick<PlacementRow, 'startsOn' | 'endsOn' | 'trialUntil'>

function requireDays(ctx: Ctx, terms: Terms): void {
  const problem = daysProblem(terms, ctx.now)
  if (problem) throw new AppError('VALIDATION_ERROR', { details: [problem] })
}

function* requireSigner(t: Q, ctx: Ctx, customers: PlacedCustomers, customerId: string) {
  const customer = yield* customers.lock(t, ctx, customerId)
  if (!customer.maySign) throw new AppError('FORBIDDEN')
  return customer
}

/** Refuses a worker who is with another family on some of the days; the details name the family, masked where hidden. */
function* requireFree(
  t: Q,
  ctx: Ctx,
  customers: PlacedCustomers,
  { resumeId, days, exceptId }: { resumeId: string; days: Terms; exceptId?: string },
): Op<void> {
  const others = yield* repo.listAfter(t, ctx, { resumeIds: [resumeId], day: days.startsOn, exceptId })
  const other = others.find((one) => overlaps(spanOf(one), days))
  if (!other) return
  const names = yield* customers.named(t, ctx, [other.customerId])
  throw new AppError('WORKER_PLACED', {
    details: { customer: names.get(other.customerId)?.name ?? '客户', ...spanOf(other) },
  })
}

function* viewOf(t: Q, ctx: Ctx, customers: PlacedCustomers, { id, customerId }: PlacementRow) {
  const names = yield* customers.named(t, ctx, [customerId])
  return placementView(ctx, yield* repo.findShown(t, ctx, id), names.get(customerId))
}

function* insert(
  t: Q,
  ctx: Ctx,
  customers: PlacedCustomers,
  input: Omit<z.output<typeof StartPlacement>, 'customerId'> & { customerId: string; replacesId?: string },
): Op<PlacementRow> {
  const { customerId, resumeId, startsOn, endsOn = null, trialUntil = null, pay = null } = input
  const days = { startsOn, endsOn, trialUntil }
  requireDays(ctx, days)
  // Locked, so that two customers who sign one worker at once see each other.
  yield* requireResume(t, ctx, resumeId, { lock: true })
  if (!input.allowOverlap) yield* requireFree(t, ctx, customers, { resumeId, days })
  const row = yield* repo.insertPlacement(t, ctx, {
    ...days,
    customerId,
    resumeId,
    pay,
    payPer: input.payPer ?? '月',
    remarks: input.remarks ?? null,
    replacesId: input.replacesId ?? null,
    createdBy: requirePerson(ctx).accountId,
  })
  yield* repo.insertLog(t, ctx, row, { action: 'start', byId: row.createdBy })
  yield* audit.record(t, ctx, {
    action: 'placement.start',
    subjectId: row.id,
    changes: {
      customerId: [null, customerId],
      resumeId: [null, resumeId],
      startsOn: [null, startsOn],
      endsOn: [null, endsOn],
    },
  })
  return row
}

/** When the contract of a customer ends (epoch ms), as `lastContractEnd` says it of all that the customer has. */
export function* contractEndOf(t: Q, ctx: Pick<Ctx, 'db'>, customerId: string): Op<number | null | undefined> {
  return lastContractEnd(yield* repo.listOf(t, ctx, customerId))
}

/** Writes to a locked customer what its placements make of it. One that lives keeps it signed. */
function* writeCustomer(t: Q, ctx: Ctx, customers: PlacedCustomers, id: string, status?: ContractStatus): Op<void> {
  const contractStatus = (yield* isPlaced(t, ctx, id)) && status !== undefined ? SIGNED : status
  yield* customers.write(t, ctx, id, { contractStatus, contractEndsAt: (yield* contractEndOf(t, ctx, id)) ?? null })
}

/** Signs a customer with a worker. */
export const start = (ctx: Ctx, customers: PlacedCustomers, input: z.output<typeof StartPlacement>) =>
  once(ctx, function* (t) {
    yield* requireSigner(t, ctx, customers, input.customerId)
    const live = yield* repo.findLive(t, ctx, input.customerId)
    if (live) throw new AppError('ALREADY_PLACED', { details: { placementId: live.id } })
    const row = yield* insert(t, ctx, customers, input)
    yield* writeCustomer(t, ctx, customers, input.customerId, SIGNED)
    return yield* viewOf(t, ctx, customers, row)
  })

/** The placement, its customer locked; refuses one that is over, and a change that began from another version. */
function* requireChangeable(t: Q, ctx: Ctx, customers: PlacedCustomers, id: string, version: number): Op<PlacementRow> {
  const found = yield* repo.findPlacement(t, ctx, id)
  if (!found) throw new AppError('NOT_FOUND')
  yield* requireSigner(t, ctx, customers, found.customerId)
  // Read again: what it was before the customer was locked may have changed meanwhile.
  const row = (yield* repo.findPlacement(t, ctx, id)) ?? found
  const current = yield* viewOf(t, ctx, customers, row)
  if (row.endedOn !== null) throw new AppError('PLACEMENT_ENDED', { details: { current } })
  if (row.version !== version)
    throw new AppError('PLACEMENT_CHANGED', { details: { sentVersion: version, currentVersion: row.version, current } })
  return row
}

const TERMS = ['startsOn', 'endsOn', 'trialUntil', 'pay', 'payPer', 'remarks'] as const

export const change = (ctx: Ctx, customers: PlacedCustomers, id: string, input: z.output<typeof ChangePlacement>) =>
  once(ctx, function* (t) {
    const row = yield* requireChangeable(t, ctx, customers, id, input.version)
    const sent: Partial<PlacementRow> = Object.fromEntries(
      TERMS.flatMap((field) => (input[field] === undefined ? [] : [[field, input[field]]])),
    )
    const next = { ...row, ...sent }
    requireDays(ctx, next)
    const moved = next.startsOn !== row.startsOn || next.endsOn !== row.endsOn
    if (moved && !input.allowOverlap) {
      yield* requireResume(t, ctx, row.resumeId, { lock: true })
      yield* requireFree(t, ctx, customers, { resumeId: row.resumeId, days: next, exceptId: id })
    }
    const passes = input.trialPassed === true && row.trialPassedAt === null
    const changed = TERMS.filter((field) => next[field] !== row[field])
    if (changed.length === 0 && !passes) return yield* viewOf(t, ctx, customers, row)
    // A trial that lasts longer was not passed yet.
    const reopened = next.trialUntil !== row.trialUntil ? { trialPassedAt: null } : {}
    const after = yield* repo.setPlacement(t, ctx, row, {
      ...sent,
      ...reopened,
      ...(passes ? { trialPassedAt: ctx.now } : {}),
    })
    const byId = accountIdOf(ctx)
    if (passes) yield* repo.insertLog(t, ctx, after, { action: 'pass', byId })
    if (changed.length > 0) yield* repo.insertLog(t, ctx, after, { action: 'change', byId })
    yield* audit.record(t, ctx, {
      action: 'placement.change',
      subjectId: id,
      changes: {
        ...Object.fromEntries(
          changed.map((field) => [field, field === 'remarks' ? ['', 'changed'] : [row[field], after[field]]]),
        ),
        ...(passes ? { trialPassed: [false, true] as [unknown, unknown] } : {}),
      },
    })
    if (moved) yield* writeCustomer(t, ctx, customers, row.customerId)
    return yield* viewOf(t, ctx, customers, after)
  })

export interface Ending {
  cause: EndCause
  reason: string
  /** Her last day; today where it is left out. */
  endedOn?: string | undefined
}

/** Ends a placement whose customer is locked. */
function* close(t: Q, ctx: Ctx, row: PlacementRow, { cause, reason, endedOn }: Ending): Op<PlacementRow> {
  const ended = { endedOn: endedOn ?? todayOf(ctx), cause, endReason: reason }
  const after = yield* repo.setPlacement(t, ctx, row, ended)
  yield* repo.insertLog(t, ctx, after, { action: 'end', byId: accountIdOf(ctx), cause, reason })
  yield* audit.record(t, ctx, {
    action: 'placement.end',
    subjectId: row.id,
    changes: { endedOn: [null, after.endedOn], cause: [null, cause] },
  })
  return after
}

/**
 * Ends what a locked customer has, because it is no longer signed or has left its owner. Gives the end of the contract
 * (epoch ms) for the customer's row; undefined where there was no placement. Without a reason it is refused.
 */
export function* endPlacementOf(
  t: Q,
  ctx: Ctx,
  customerId: string,
  { cause, reason }: { cause: EndCause; reason: string | null | undefined },
): Op<number | null | undefined> {
  for (let ended = 0; ; ended++) {
    const live = yield* repo.findLive(t, ctx, customerId)
    if (!live) return ended === 0 ? undefined : yield* contractEndOf(t, ctx, customerId)
    if (!reason) throw new AppError('PLACEMENT_END_REASON', { details: { placementId: live.id } })
    yield* close(t, ctx, live, { cause, reason })
  }
}

/** Whether a customer has a worker, or will have one. */
export function* isPlaced(t: Q, ctx: Pick<Ctx, 'db'>, customerId: string): Op<boolean> {
  return (yield* repo.findLive(t, ctx, customerId)) !== undefined
}

function requireEndDay(ctx: Ctx, endedOn: string | undefined): void {
  if (endedOn === undefined || endedOn <= todayOf(ctx)) return
  const message = '下户的日子不能在今天以后；约好的到期日在“改上户”里改。'
  throw new AppError('VALIDATION_ERROR', { details: [{ field: 'endedOn', message }] })
}

export const end = (ctx: Ctx, customers: PlacedCustomers, id: string, input: z.output<typeof EndPlacement>) =>
  once(ctx, function* (t) {
    requireEndDay(ctx, input.endedOn)
    const row = yield* requireChangeable(t, ctx, customers, id, input.version)
    const after = yield* close(t, ctx, row, input)
    yield* writeCustomer(t, ctx, customers, row.customerId, input.contractStatus)
    return yield* viewOf(t, ctx, customers, after)
  })

/** Another worker for the same customer, from the day on which the first one leaves. */
export const replace = (ctx: Ctx, customers: PlacedCustomers, id: string, input: z.output<typeof ReplacePlacement>) =>
  once(ctx, function* (t) {
    const row = yield* requireChangeable(t, ctx, customers, id, input.version)
    const today = todayOf(ctx)
    const endedOn = input.startsOn < today ? input.startsOn : today
    yield* close(t, ctx, row, { cause: 'replaced', reason: input.reason, endedOn })
    const { version: _, reason: _reason, ...terms } = input
    const next = yield* insert(t, ctx, customers, { ...terms, customerId: row.customerId, replacesId: id })
    yield* writeCustomer(t, ctx, customers, row.customerId, SIGNED)
    return yield* viewOf(t, ctx, customers, next)
  })

/** Placements with their history. */
function* both(t: Q, ctx: Ctx, customers: PlacedCustomers, of: repo.PlacementsOf) {
  const rows = yield* repo.listShown(t, ctx, of)
  const logs = yield* repo.listLogs(t, ctx, of)
  const names = yield* customers.named(t, ctx, [...new Set(rows.map(({ placement }) => placement.customerId))])
  return {
    items: rows.map((row) => placementView(ctx, row, names.get(row.placement.customerId))),
    logs: logs.map((row) => logView(row, names.get(row.customerId))),
  }
}

export const ofCustomer = (ctx: Ctx, customers: PlacedCustomers, customerId: string) =>
  ctx.db.tx(function* (t) {
    const names = yield* customers.named(t, ctx, [customerId])
    if (!names.get(customerId)?.visible) throw new AppError('NOT_FOUND')
    return yield* both(t, ctx, customers, { customerId })
  })

export const ofWorker = (ctx: Ctx, customers: PlacedCustomers, resumeId: string) =>
  ctx.db.tx(function* (t) {
    yield* requireResume(t, ctx, resumeId)
    return yield* both(t, ctx, customers, { resumeId })
  })

interface DueQuery {
  due: PlacementDue
  page: number
  pageSize?: number | undefined
  limit?: number | undefined
}

export async function due(ctx: Ctx, customers: PlacedCustomers, query: DueQuery) {
  const pageSize = pageSizeOf(query)
  const { page } = query
  const seen = customers.seen(ctx, repo.placedCustomer(ctx))
  const rows = await repo.pageOfDue(ctx, { due: query.due, page, pageSize }, seen)
  const total = await repo.countDue(ctx, query.due, seen)
  return ctx.db.tx(function* (t) {
    const names = yield* customers.named(t, ctx, [...new Set(rows.map(({ placement }) => placement.customerId))])
    const items = rows.map((row) => placementView(ctx, row, names.get(row.placement.customerId)))
    return { items, total, page, pageSize, hasMore: page * pageSize < total }
  })
}

/** On which days workers are with a family, from a day on; `endsOn` null where no end is agreed. Who is free stands in no entry. */
export function* placedFrom(t: Q, ctx: Pick<Ctx, 'db'>, resumeIds: readonly string[], day: string) {
  const spans = new Map<string, { customerId: string; startsOn: string; endsOn: string | null }[]>()
  for (const row of yield* repo.listAfter(t, ctx, { resumeIds, day })) {
    const span = { ...spanOf(row), customerId: row.customerId }
    spans.set(row.resumeId, [...(spans.get(row.resumeId) ?? []), span])
  }
  return spans
}

/** Gives all placements of a customer, or those with these ids, to another one; gives their ids. Both are locked. */
export const movePlacements = (
  t: Q,
  ctx: Pick<Ctx, 'db'>,
  move: { from: string; to: string; ids?: readonly string[] },
): Op<string[]> => repo.setCustomer(t, ctx, move)

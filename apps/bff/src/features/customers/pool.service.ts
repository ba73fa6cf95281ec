import { mayRelease } from '@qingpin/contract/customers/customers.policy'
import * as audit from '../../audit/audit.ts'
import { FOLLOW_UPS_SHOWN } from '@qingpin/contract/customers/customers.rules'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { once } from '../../http/once.ts'
import { endPlacementOf, isPlaced } from '../placements/index.ts'
import { applyAssignment, listAssignments } from './assignments.repo.ts'
import { requireVisible } from './customers.guard.ts'
import { type CustomerRow, findPeople, findPresent, listFollowUps } from './customers.repo.ts'
import { assignmentView, customerCard, customerView, followUpView } from './customers.view.ts'
import { countFound, countSearch } from './duplicates.service.ts'
import * as repo from './pool.repo.ts'
import { claimableFrom, CONTRACT_RAN_OUT } from './pool.rules.ts'
import { readRules } from './recycling.repo.ts'
import { stampRecycling } from './recycling.service.ts'

const iso = (at: number) => new Date(at).toISOString()

/** From when on the caller may claim a customer that left them; null where that is now. */
function waitFor(ctx: Ctx, released: { fromId: string | null; createdAt: number } | undefined | null): string | null {
  if (!released || released.fromId !== requirePerson(ctx).accountId) return null
  const from = claimableFrom(released.createdAt)
  return from > ctx.now ? iso(from) : null
}

export async function pool(ctx: Ctx, filter: repo.PoolFilter) {
  await countSearch(ctx, filter.search)
  const { rows, nextCursor } = await repo.pageOfPool(ctx, filter)
  const services = (await repo.countPool(ctx, filter)).map(({ service, n }) => [service ?? 'none', Number(n)] as const)
  const chosen = filter.serviceCategory ?? []
  return ctx.db.tx(function* (t) {
    const found = rows.map(({ customer }) => customer)
    yield* countFound(t, ctx, filter.search, found)
    const { rules } = yield* readRules(t, ctx)
    const people = yield* findPeople(
      t,
      ctx,
      rows.flatMap(({ customer, released }) => [
        customer.lastFollowUpBy,
        released?.fromId ?? null,
        released?.byId ?? null,
      ]),
    )
    const nameOf = (id: string | null) => people.find((one) => one.id === id)?.name ?? null
    return {
      items: rows.map(({ customer, released, colleagues, calls }) => ({
        ...customerCard(customer, null),
        released: released && assignmentView(released, people),
        colleagues: Number(colleagues),
        calls: Number(calls),
        lastNoteBy: nameOf(customer.lastFollowUpBy),
        claimableFrom: waitFor(ctx, released),
      })),
      total: services.reduce(
        (sum, [name, n]) => (chosen.length === 0 || chosen.includes(name as never) ? sum + n : sum),
        0,
      ),
      byService: Object.fromEntries(services),
      nextCursor,
      claims: { used: yield* repo.claimsToday(t, ctx), most: rules.claimsADay },
      views: { used: (yield* repo.viewedToday(t, ctx)).length, most: rules.viewsADay },
    }
  })
}

/** A customer of the pool with its history. The first look of a day counts towards the caller's daily number. */
export const poolCustomer = (ctx: Ctx, id: string) =>
  ctx.db.tx(function* (t) {
    const row = yield* findPresent(t, ctx, id, { lock: false })
    if (!row?.inPublicPool) throw new AppError('NOT_FOUND')
    const { rules } = yield* readRules(t, ctx)
    const viewed = yield* repo.viewedToday(t, ctx)
    if (!viewed.includes(id)) {
      if (viewed.length >= rules.viewsADay) throw new AppError('POOL_VIEWS_USED_UP')
      yield* repo.insertView(t, ctx, id)
      yield* audit.record(t, ctx, { action: 'customer.view-pool', subjectId: id })
    }
    const logs = yield* listAssignments(t, ctx, id)
    const people = yield* findPeople(t, ctx, [
      row.createdBy,
      row.assignedBy,
      ...logs.flatMap(({ fromId, toId, byId }) => [fromId, toId, byId]),
    ])
    const followUps = yield* listFollowUps(t, ctx, id, FOLLOW_UPS_SHOWN)
    return {
      customer: customerView(row, people),
      followUps: followUps.map(({ followUp, author }) => followUpView(followUp, author)),
      assignments: logs.map((log) => assignmentView(log, people)),
      claimableFrom: waitFor(
        ctx,
        logs.find(({ serial }) => serial === row.transferCount),
      ),
    }
  })

function* requireClaimable(t: Q, ctx: Ctx, row: CustomerRow): Op<void> {
  const { rules } = yield* readRules(t, ctx)
  if (!rules.poolOn) throw new AppError('POOL_OFF')
  if (waitFor(ctx, yield* repo.lastAssignment(t, ctx, row))) throw new AppError('CLAIM_TOO_SOON')
  if ((yield* repo.claimsToday(t, ctx)) >= rules.claimsADay) throw new AppError('CLAIMS_USED_UP')
  const held = yield* repo.heldBy(t, ctx, requirePerson(ctx).accountId)
  if (rules.heldMost !== null && held >= rules.heldMost) throw new AppError('TOO_MANY_HELD')
}

/** Makes the caller the owner of a customer of the pool, within the daily number. */
export async function claim(ctx: Ctx, id: string) {
  const { accountId } = requirePerson(ctx)
  return once(ctx, function* (t) {
    const row = yield* findPresent(t, ctx, id, { lock: true })
    if (!row) throw new AppError('NOT_FOUND')
    if (!row.inPublicPool) throw new AppError('ALREADY_CLAIMED')
    yield* repo.lockClaims(t, ctx)
    yield* requireClaimable(t, ctx, row)
    yield* audit.record(t, ctx, {
      action: 'customer.claim',
      subjectId: id,
      changes: { assignedTo: [null, accountId] },
    })
    const claimed = yield* applyAssignment(t, ctx, row, {
      action: 'claim',
      toId: accountId,
      byId: accountId,
      reason: null,
    })
    yield* repo.setPoolColumns(t, ctx, id, { inPublicPool: false })
    const owned = { ...claimed, inPublicPool: false }
    yield* stampRecycling(t, ctx, owned)
    return customerView(owned, yield* findPeople(t, ctx, [owned.createdBy, owned.assignedTo, owned.assignedBy]))
  })
}

/** Puts a locked customer into the pool: plans and reminders end. @param by null where the rules do it */
export function* toPool(
  t: Q,
  ctx: Ctx,
  row: CustomerRow,
  { by, reason }: { by: string | null; reason: string | null },
): Op<void> {
  const action = by === null ? 'recycle' : 'release'
  if (by === null) {
    const changes: audit.Changes = { assignedTo: [row.assignedTo, null] }
    yield* audit.record(t, ctx, { action: 'customer.recycle', subjectId: row.id, changes })
    yield* endPlacementOf(t, ctx, row.id, { cause: 'done', reason: CONTRACT_RAN_OUT })
  }
  yield* applyAssignment(t, ctx, row, { action, toId: null, byId: by, reason })
  yield* repo.setPoolColumns(t, ctx, row.id, {
    inPublicPool: true,
    recycleAt: null,
    nextFollowUpAt: null,
    remindAt: null,
    reminderStep: 0,
  })
}

export async function release(ctx: Ctx, id: string, { reason }: { reason?: string | null | undefined }) {
  const actor = requirePerson(ctx)
  return once(ctx, function* (t) {
    const row = yield* requireVisible(t, ctx, id, true)
    if (!mayRelease(actor.role, row.assignedTo === actor.accountId)) throw new AppError('FORBIDDEN')
    if (!(yield* readRules(t, ctx)).rules.poolOn) throw new AppError('POOL_OFF')
    // Who works there would be in no one's Today.
    if (yield* isPlaced(t, ctx, id)) throw new AppError('PLACEMENT_HOLDS')
    yield* audit.record(t, ctx, {
      action: 'customer.release',
      subjectId: id,
      changes: { assignedTo: [row.assignedTo, null] },
    })
    yield* toPool(t, ctx, row, { by: actor.accountId, reason: reason ?? null })
    return { id, customerId: row.customerNo, releasedAt: iso(ctx.now) }
  })
}

import { pageSizeOf } from '@qingpin/contract/core/paging'
import type { handoverRoutes } from '@qingpin/contract/staff/handover.routes'
import { type Heir, nextHeir, shareOut } from '@qingpin/contract/staff/handover.rules'
import type { z } from 'zod'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { once } from '../../http/once.ts'
import { enqueue } from '../../jobs/index.ts'
import { requireAccount } from '../auth/index.ts'
import { customerHoldings, endTransferRequests, handOverCustomers, mayOwn, poolIsOn } from '../customers/index.ts'
import { handOverRooms, liveRooms } from '../interviews/index.ts'
import { goodShares, handOverShares } from '../sharing/index.ts'
import { handOverShortlists } from '../shortlists/index.ts'
import * as repo from './handover.repo.ts'
import { HANDOVER_BATCH, HANDOVERS } from './handover.rules.ts'
import { lockStaff, requireStaff, suspend } from './manage.service.ts'

type Routes = typeof handoverRoutes
type Plan = z.output<Routes['tryHandover']['body']>

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())

function* holdingsOf(t: Q, ctx: Pick<Ctx, 'db' | 'now'>, id: string) {
  const { customers = 0, plans = 0, requests = 0 } = (yield* customerHoldings(t, ctx, [id])).get(id) ?? {}
  const interviews = (yield* liveRooms(t, ctx, [id])).get(id) ?? 0
  const shares = (yield* goodShares(t, ctx, [id])).get(id) ?? 0
  return { customers, plans, interviews, shares, requests }
}
type Holdings = { customers: number; interviews: number; shares: number; requests: number }
const sum = ({ customers, interviews, shares, requests }: Holdings) => customers + interviews + shares + requests

/** What each of these accounts owns, in one number; who owns nothing stands in no entry. */
export function* ownedBy(t: Q, ctx: Pick<Ctx, 'db' | 'now'>, ids: readonly string[]): Op<Map<string, number>> {
  const owned = new Map<string, number>()
  const add = (id: string, n: number) => owned.set(id, (owned.get(id) ?? 0) + n)
  for (const [id, { customers, requests }] of yield* customerHoldings(t, ctx, ids)) add(id, customers + requests)
  for (const [id, n] of yield* liveRooms(t, ctx, ids)) add(id, n)
  for (const [id, n] of yield* goodShares(t, ctx, ids)) add(id, n)
  return owned
}

function* viewOf(t: Q, ctx: Ctx, row: repo.HandoverRow) {
  return {
    id: row.id,
    state: row.state,
    way: row.way,
    reason: row.reason,
    by: yield* repo.nameOf(t, ctx, row.byId),
    startedAt: new Date(row.createdAt).toISOString(),
    finishedAt: iso(row.finishedAt),
    total: row.total,
    done: yield* repo.countItems(t, ctx, row.id),
  }
}

export const holdings = (ctx: Ctx, id: string) =>
  ctx.db.tx(function* (t) {
    const { name, staffRole, status } = yield* requireStaff(t, ctx, id)
    const last = yield* repo.lastHandover(t, ctx, id)
    return {
      user: { id, name, role: staffRole ?? ('employee' as const), status },
      holdings: yield* holdingsOf(t, ctx, id),
      last: last ? yield* viewOf(t, ctx, last) : null,
    }
  })

/** The heirs of a plan, each once; refuses people who may not own customers, and the leaver. */
function* requireHeirs(t: Q, ctx: Ctx, leaverId: string, { way, heirs }: Plan): Op<Heir[]> {
  if (leaverId === requirePerson(ctx).accountId) throw new AppError('OWN_ACCOUNT')
  if (way === 'heirs' && heirs.length === 0) {
    throw new AppError('VALIDATION_ERROR', { details: [{ field: 'heirs', message: '选一位接手的同事。' }] })
  }
  if (way === 'pool' && !(yield* poolIsOn(t, ctx))) throw new AppError('POOL_OFF')
  const each = heirs.filter(({ id }, i) => heirs.findIndex((one) => one.id === id) === i)
  for (const { id } of each) {
    if (id === leaverId || !(yield* mayOwn(t, ctx, id))) throw new AppError('ASSIGNEE_UNAVAILABLE')
  }
  return each
}

/** Who would get how much; changes nothing. */
export const tryHandover = (ctx: Ctx, id: string, plan: Plan) =>
  ctx.db.tx(function* (t) {
    yield* requireStaff(t, ctx, id)
    const heirs = yield* requireHeirs(t, ctx, id, plan)
    const held = yield* holdingsOf(t, ctx, id)
    const given = plan.way === 'heirs' ? shareOut(heirs, held.customers) : {}
    const named = []
    for (const heir of heirs)
      named.push({ id: heir.id, name: yield* repo.nameOf(t, ctx, heir.id), customers: given[heir.id] ?? 0 })
    return { holdings: held, heirs: named, withoutOwner: plan.way === 'heirs' ? 0 : held.customers }
  })

/** Suspends the account at once, and has what it owns handed over in the background. */
export const handOver = (ctx: Ctx, id: string, input: z.output<Routes['handOver']['body']>) =>
  once(ctx, function* (t) {
    const { accountId, role } = requirePerson(ctx)
    const leaver = yield* lockStaff(t, ctx, id)
    // A manager does not put an admin out.
    if (leaver.staffRole === 'admin' && role !== 'admin') throw new AppError('FORBIDDEN')
    const heirs = yield* requireHeirs(t, ctx, id, input)
    const last = yield* repo.lastHandover(t, ctx, id)
    if (last?.state === 'running') throw new AppError('HANDOVER_RUNNING')
    yield* suspend(t, ctx, leaver)
    const { way, reason } = input
    const total = sum(yield* holdingsOf(t, ctx, id))
    const row = yield* repo.insertHandover(t, ctx, { leaverId: id, byId: accountId, way, heirs, reason, total })
    yield* enqueue(t, ctx, { queue: HANDOVERS.name, data: { id: row.id }, key: row.id, runAt: ctx.now })
    return yield* viewOf(t, ctx, row)
  })

function* stillAvailable(t: Q, ctx: Ctx, heirs: readonly Heir[]): Op<Heir[]> {
  const available: Heir[] = []
  for (const heir of heirs) if (yield* mayOwn(t, ctx, heir.id)) available.push(heir)
  return available
}

/** The rest of a handover, when no customer is left: interviews, links, requests. */
function* finish(
  t: Q,
  ctx: Ctx,
  row: repo.HandoverRow,
  heirs: readonly Heir[],
  by: Parameters<typeof handOverRooms>[2]['by'],
) {
  const from = row.leaverId
  const heir = heirs[0]?.id ?? row.byId
  const rooms = yield* handOverRooms(t, ctx, { from, heir, by })
  const shares = yield* handOverShares(t, ctx, { from, heir, by })
  yield* handOverShortlists(t, ctx, { from, heir, by })
  const requests = yield* endTransferRequests(t, ctx, from)
  yield* repo.insertItems(t, ctx, row.id, [
    ...rooms.map(({ id, toId }) => {
      const result = toId === null ? ('ended' as const) : ('moved' as const)
      return { kind: 'interview' as const, subjectId: id, result, toId }
    }),
    ...shares.map((id) => ({ kind: 'share', subjectId: id, result: 'moved', toId: heir }) as const),
    ...requests.map((id) => ({ kind: 'request', subjectId: id, result: 'ended', toId: null }) as const),
  ])
  yield* repo.setHandover(t, ctx, row.id, { state: 'done', finishedAt: ctx.now })
}

/**
 * One transaction of a handover: some customers, or in the end the rest. What it does follows from what the leaver owns
 * still, so it may be repeated and goes on wherever it was broken off. Gives whether more is left.
 */
export const handoverStep = (ctx: Ctx, id: string, most = HANDOVER_BATCH): Promise<boolean> =>
  ctx.db.tx(function* (t): Op<boolean> {
    const row = yield* repo.lockHandover(t, ctx, id)
    if (row?.state !== 'running') return false
    const leaver = yield* requireAccount(t, ctx, row.leaverId)
    if (leaver.status === 'active') {
      yield* repo.setHandover(t, ctx, id, { state: 'stopped', finishedAt: ctx.now })
      return false
    }
    const { staffRole } = yield* requireAccount(t, ctx, row.byId)
    const by = { id: row.byId, role: staffRole ?? ('manager' as const) }
    const heirs = yield* stillAvailable(t, ctx, row.heirs)
    const given = { ...row.given }
    const heirFor = () => {
      const heir = row.way === 'heirs' ? nextHeir(heirs, given) : undefined
      if (heir) given[heir.id] = (given[heir.id] ?? 0) + 1
      return heir?.id ?? null
    }
    const step = { from: row.leaverId, heirFor, toPool: row.way === 'pool', by, reason: row.reason, most }
    const moved = yield* handOverCustomers(t, ctx, step)
    if (moved.length === 0) {
      yield* finish(t, ctx, row, heirs, by)
      return false
    }
    const shown = moved.filter(({ isRemoved }) => !isRemoved)
    const items = shown.map(({ id: subjectId, toId, inPool }) => {
      const result = toId === null ? (inPool ? 'pool' : 'unassigned') : 'moved'
      return { kind: 'customer', subjectId, toId, result } as const
    })
    yield* repo.insertItems(t, ctx, id, items)
    yield* repo.setHandover(t, ctx, id, { given })
    return true
  })

/** What became of each thing in the last handover of an account. */
export const handoverResults = (ctx: Ctx, id: string, query: z.output<Routes['handoverResults']['query']>) =>
  ctx.db.tx(function* (t) {
    yield* requireStaff(t, ctx, id)
    const { page } = query
    const pageSize = pageSizeOf(query)
    const row = yield* repo.lastHandover(t, ctx, id)
    const total = row ? yield* repo.countItems(t, ctx, row.id) : 0
    const rows = row ? yield* repo.listItems(t, ctx, row.id, { page, pageSize }) : []
    const items = rows.map(({ item, customer, room, worker, to }) => {
      const { kind, subjectId, result } = item
      return { kind, subjectId, result, name: customer ?? room ?? worker, to }
    })
    return { items, total, page, pageSize, hasMore: page * pageSize < total }
  })

import type { TransferState } from '@qingpin/contract/customers/customers.enums'
import { HOUR_MS, startOfDay } from '@qingpin/contract/core/days'
import { mayAnswerTransfer } from '@qingpin/contract/customers/customers.policy'
import type { transferRoutes } from '@qingpin/contract/customers/transfers.routes'
import { TRANSFER_ESCALATES_HOURS } from '@qingpin/contract/customers/transfers.rules'
import { and, count, desc, eq, gt, gte, inArray, isNull, lte, ne, notExists, or, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { type Ctx, requirePerson } from '../../context.ts'
import { pageOf, timeIdCursor } from '../../db/cursor.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { notifyAccount } from '../../events/index.ts'
import type { Schema } from '../../schema/schema.ts'
import { present, visible } from './scope.repo.ts'

export type TransferRow = Schema['customerTransfers']['$inferSelect']
export type TransferFilter = z.output<(typeof transferRoutes)['transferRequests']['query']>

/** Waits for an answer still. */
const isOpen = ({ db: { s }, now }: Pick<Ctx, 'db' | 'now'>): SQL | undefined =>
  and(eq(s.customerTransfers.state, 'open'), gt(s.customerTransfers.expiresAt, now))

/** Of the customer of an outer query: no request for it is open. */
export function hasNoOpenTransfer(ctx: Pick<Ctx, 'db' | 'now'>): SQL {
  const { customers, customerTransfers: r } = ctx.db.s
  const open = ctx.db.q
    .select({ one: sql`1` })
    .from(r)
    .where(and(eq(r.customerId, customers.id), isOpen(ctx)))
  return notExists(open)
}

export function* insertTransfer(
  t: Q,
  ctx: Ctx,
  part: Pick<TransferRow, 'customerId' | 'message' | 'expiresAt'>,
): Op<TransferRow> {
  const id = newId(ctx.now)
  const askerId = requirePerson(ctx).accountId
  const [row] = yield* ask(
    t
      .insert(ctx.db.s.customerTransfers)
      .values({ ...part, id, askerId, state: 'open', createdAt: ctx.now })
      .returning(),
  )
  return row as TransferRow
}

export function* findTransfer(t: Q, ctx: Ctx, id: string): Op<TransferRow | undefined> {
  const { customerTransfers: r } = ctx.db.s
  const [row] = yield* ask(t.select().from(r).where(eq(r.id, id)))
  return row
}

/** Whether the caller has a request for a customer that waits for an answer. */
export function* hasRequested(t: Q, ctx: Ctx, customerId: string): Op<boolean> {
  const { customerTransfers: r } = ctx.db.s
  const mine = eq(r.askerId, requirePerson(ctx).accountId)
  const rows = yield* ask(
    t
      .select({ id: r.id })
      .from(r)
      .where(and(eq(r.customerId, customerId), mine, isOpen(ctx))),
  )
  return rows.length > 0
}

/** How many requests the caller has made today, in Beijing. */
export function* asksToday(t: Q, ctx: Ctx): Op<number> {
  const { customerTransfers: r } = ctx.db.s
  const mine = eq(r.askerId, requirePerson(ctx).accountId)
  const [row] = yield* ask(
    t
      .select({ n: count() })
      .from(r)
      .where(and(mine, gte(r.createdAt, startOfDay(ctx.now)))),
  )
  return row?.n ?? 0
}

export interface TransferEnd {
  state: TransferState
  answeredBy: string | null
  answer: string | null
}

/** Ends a request that is open; undefined where it is not any more. */
export function* endTransfer(t: Q, ctx: Ctx, id: string, end: TransferEnd): Op<TransferRow | undefined> {
  const { customerTransfers: r } = ctx.db.s
  const [row] = yield* ask(
    t
      .update(r)
      .set({ ...end, answeredAt: ctx.now })
      .where(and(eq(r.id, id), isOpen(ctx)))
      .returning(),
  )
  return row
}

/** Ends the open requests for a customer that its new owner made, and all where it has none any more. */
export function* endTransfers(
  t: Q,
  ctx: Pick<Ctx, 'db' | 'now'>,
  customerId: string,
  { toId, byId }: { toId: string | null; byId: string | null },
): Op<void> {
  const { customerTransfers: r } = ctx.db.s
  const answered = toId === null ? undefined : eq(r.askerId, toId)
  const state: TransferState = toId === null ? 'ended' : 'accepted'
  const rows = yield* ask(
    t
      .update(r)
      .set({ state, answeredBy: byId, answeredAt: ctx.now })
      .where(and(eq(r.customerId, customerId), isOpen(ctx), answered))
      .returning(),
  )
  for (const { askerId } of rows) yield* notifyAccount(t, ctx, askerId, 'transfers', { change: 'answered' })
}

/**
 * Readies the open requests for a customer that is merged into another one: those of the owner of both are answered by that,
 * one whose asker has a request for the other one, too, is over, and the rest wait for that owner. Without one all are over.
 */
export function* passTransfers(
  t: Q,
  ctx: Ctx,
  customerId: string,
  { toCustomerId, ownerId, byId }: { toCustomerId: string; ownerId: string | null; byId: string },
): Op<void> {
  const { customerTransfers: r } = ctx.db.s
  yield* endTransfers(t, ctx, customerId, { toId: ownerId, byId })
  const open = yield* ask(
    t
      .select({ id: r.id, customerId: r.customerId, askerId: r.askerId })
      .from(r)
      .where(and(inArray(r.customerId, [customerId, toCustomerId]), isOpen(ctx))),
  )
  const askers = new Set(open.filter((one) => one.customerId === toCustomerId).map(({ askerId }) => askerId))
  const coming = open.filter((one) => one.customerId === customerId)
  for (const { id, askerId } of coming.filter((one) => askers.has(one.askerId))) {
    yield* endTransfer(t, ctx, id, { state: 'ended', answeredBy: byId, answer: null })
    yield* notifyAccount(t, ctx, askerId, 'transfers', { change: 'answered' })
  }
  const isAsked = coming.some((one) => !askers.has(one.askerId))
  if (ownerId && isAsked) yield* notifyAccount(t, ctx, ownerId, 'transfers', { change: 'asked' })
}

/** What the caller has to answer: for own customers, and for a manager those without an owner or with a silent one. */
function toAnswer(ctx: Ctx): SQL | undefined {
  const { customers, customerTransfers: r } = ctx.db.s
  const { accountId, role } = requirePerson(ctx)
  const silentSince = ctx.now - TRANSFER_ESCALATES_HOURS * HOUR_MS
  const mine = eq(customers.assignedTo, accountId)
  const left = or(isNull(customers.assignedTo), lte(r.createdAt, silentSince))
  return and(isOpen(ctx), ne(r.askerId, accountId), mayAnswerTransfer(role, false) ? or(mine, left) : mine)
}

const columns = (ctx: Ctx) => {
  const { customers, customerTransfers: request, accounts } = ctx.db.s
  return {
    request,
    name: customers.name,
    phone: customers.phoneMasked,
    ownerId: customers.assignedTo,
    owner: accounts.name,
    isVisible: sql<number>`case when ${visible(ctx) ?? sql`1 = 1`} then 1 else 0 end`,
  }
}
export type TransferOfCustomer = Awaited<ReturnType<typeof pageOfTransfers>>['rows'][number]

/** One page of requests with their customers, newest first, in one statement. */
export async function pageOfTransfers(ctx: Ctx, { box, limit, cursor }: TransferFilter) {
  const { customers, customerTransfers: r, accounts } = ctx.db.s
  const position = timeIdCursor.read(cursor)
  const after = position && sql`(${r.createdAt}, ${r.id}) < (${position.at}, ${position.id})`
  const inBox = box === 'asked' ? eq(r.askerId, requirePerson(ctx).accountId) : and(present(ctx), toAnswer(ctx))
  const rows = await ctx.db.q
    .select(columns(ctx))
    .from(r)
    .innerJoin(customers, eq(customers.id, r.customerId))
    .leftJoin(accounts, eq(accounts.id, customers.assignedTo))
    .where(and(inBox, after))
    .orderBy(desc(r.createdAt), desc(r.id))
    .limit(limit + 1)
  return pageOf(rows, limit, ({ request }) => timeIdCursor.write({ at: request.createdAt, id: request.id }))
}

type Requested = { customerId: string } | { id: string } | { ids: readonly string[] }
function requested({ db }: Ctx, by: Requested): SQL {
  const { customerTransfers: r } = db.s
  if ('ids' in by) return inArray(r.id, [...by.ids])
  return 'id' in by ? eq(r.id, by.id) : eq(r.customerId, by.customerId)
}

/** The requests for one customer, or those named, newest first. */
export function* listTransfers(t: Q, ctx: Ctx, by: Requested): Op<TransferOfCustomer[]> {
  const { customers, customerTransfers: r, accounts } = ctx.db.s
  return yield* ask(
    t
      .select(columns(ctx))
      .from(r)
      .innerJoin(customers, eq(customers.id, r.customerId))
      .leftJoin(accounts, eq(accounts.id, customers.assignedTo))
      .where(requested(ctx, by))
      .orderBy(desc(r.createdAt), desc(r.id)),
  )
}

/** How many requests the caller has to answer, and how many of theirs are open. */
export async function countTransfers(ctx: Ctx): Promise<{ toAnswer: number; waiting: number }> {
  const { customers, customerTransfers: r } = ctx.db.s
  const countIf = (condition: SQL | undefined) =>
    sql<number>`coalesce(sum(case when ${condition ?? sql`1 = 1`} then 1 else 0 end), 0)`
  const [row] = await ctx.db.q
    .select({
      toAnswer: countIf(toAnswer(ctx)),
      waiting: countIf(eq(r.askerId, requirePerson(ctx).accountId)),
    })
    .from(r)
    .innerJoin(customers, eq(customers.id, r.customerId))
    .where(and(isOpen(ctx), present(ctx)))
  return { toAnswer: Number(row?.toAnswer ?? 0), waiting: Number(row?.waiting ?? 0) }
}

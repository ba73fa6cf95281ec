import { and, desc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import type { TimeId } from '../../db/cursor.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import type { Schema } from '../../schema/schema.ts'
import { AppError } from '../../errors.ts'
import type { DifferenceKind } from './orders.table.ts'

export type OrderRow = Schema['orders']['$inferSelect']
type RepoCtx = Pick<Ctx, 'db' | 'now'>

/** Locks the account, so that orders of one person are opened one after the other. Returns its payer id of WeChat. */
export function* lockBuyer(t: Q, { db }: RepoCtx, accountId: string): Op<{ payerId: string | null }> {
  const { accounts } = db.s
  const [row] = yield* ask(
    db.lock(t.select({ payerId: accounts.wechatId }).from(accounts).where(eq(accounts.id, accountId))),
  )
  return row ?? { payerId: null }
}

/** What an order promises for which price. */
type Terms = Pick<OrderRow, 'ownerId' | 'packageId' | 'credits' | 'bonus' | 'amountFen' | 'platform'>

/** An open order of the same terms that can be paid until `payableUntil` (epoch ms) or longer. */
export function* findOpenOrder(t: Q, { db }: RepoCtx, terms: Terms, payableUntil: number): Op<OrderRow | undefined> {
  const { orders } = db.s
  const same = (['ownerId', 'packageId', 'credits', 'bonus', 'amountFen', 'platform'] as const).map((name) =>
    eq(orders[name], terms[name]),
  )
  const open = and(inArray(orders.state, ['created', 'paying']), gt(orders.expiresAt, payableUntil))
  const [row] = yield* ask(
    t
      .select()
      .from(orders)
      .where(and(...same, open))
      .orderBy(desc(orders.createdAt))
      .limit(1),
  )
  return row
}

export function* insertOrder(t: Q, { db, now }: RepoCtx, terms: Terms & Pick<OrderRow, 'expiresAt'>): Op<OrderRow> {
  const id = newId(now)
  const row: OrderRow = {
    id,
    number: `QP${id}`,
    ...terms,
    state: 'created',
    handle: null,
    transactionId: null,
    createdAt: now,
    paidAt: null,
  }
  yield* ask(t.insert(db.s.orders).values(row))
  return row
}

/** One order of its owner; any other is NOT_FOUND. */
export function* requireOwnOrder(t: Q, { db }: RepoCtx, id: string, ownerId: string): Op<OrderRow> {
  const { orders } = db.s
  const [row] = yield* ask(
    t
      .select()
      .from(orders)
      .where(and(eq(orders.id, id), eq(orders.ownerId, ownerId))),
  )
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

export function* findOrders(t: Q, { db }: Pick<RepoCtx, 'db'>, ids: readonly string[]): Op<OrderRow[]> {
  if (ids.length === 0) return []
  return yield* ask(
    t
      .select()
      .from(db.s.orders)
      .where(inArray(db.s.orders.id, [...ids])),
  )
}

export function* lockOrder(t: Q, { db }: RepoCtx, number: string): Op<OrderRow | undefined> {
  const { orders } = db.s
  const [row] = yield* ask(db.lock(t.select().from(orders).where(eq(orders.number, number))))
  return row
}

export async function findOrder({ db }: RepoCtx, number: string): Promise<OrderRow | undefined> {
  const [row] = await db.q.select().from(db.s.orders).where(eq(db.s.orders.number, number))
  return row
}

export function* updateOrder(t: Q, { db }: RepoCtx, order: OrderRow, changes: Partial<OrderRow>): Op<OrderRow> {
  yield* ask(t.update(db.s.orders).set(changes).where(eq(db.s.orders.id, order.id)))
  return { ...order, ...changes }
}

export interface Difference {
  kind: DifferenceKind
  number: string
  transactionId: string
  expected: string
  /** What the payment service reported. */
  reported: string
}

/** Records a difference; the same one again is the same row. Returns whether it was new. */
export function* insertDifference(t: Q, { db, now }: RepoCtx, difference: Difference): Op<boolean> {
  const rows = yield* ask(
    t
      .insert(db.s.paymentDifferences)
      .values({ id: newId(now), at: now, ...difference })
      .onConflictDoNothing()
      .returning({ id: db.s.paymentDifferences.id }),
  )
  return rows.length > 0
}

/** Whether a payment is known to be refunded. */
export function* wasRefunded(
  t: Q,
  { db }: RepoCtx,
  { transactionId, number }: Pick<Difference, 'number' | 'transactionId'>,
): Op<boolean> {
  const { paymentDifferences: all } = db.s
  const refund = and(eq(all.number, number), eq(all.transactionId, transactionId), eq(all.kind, 'refunded'))
  return (yield* ask(t.select({ id: all.id }).from(all).where(refund))).length > 0
}

/** The newest orders of a person before the time and id of the previous page's last row. */
export function ordersOf({ db }: RepoCtx, ownerId: string, before: TimeId | undefined, limit: number) {
  const { orders } = db.s
  const after = before && sql`(${orders.createdAt}, ${orders.id}) < (${before.at}, ${before.id})`
  return db.q
    .select()
    .from(orders)
    .where(and(eq(orders.ownerId, ownerId), after))
    .orderBy(desc(orders.createdAt), desc(orders.id))
    .limit(limit)
}

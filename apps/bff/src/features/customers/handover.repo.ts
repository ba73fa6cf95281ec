import { and, asc, count, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import type { CustomerRow } from './customers.repo.ts'

type At = Pick<Ctx, 'db'>

/** The next customers of an account, locked in one order; those that were deleted too, because they can come back. */
export function* lockOwned(t: Q, { db }: At, accountId: string, most: number): Op<CustomerRow[]> {
  const { customers } = db.s
  const owned = t.select().from(customers).where(eq(customers.assignedTo, accountId)).orderBy(asc(customers.id))
  return yield* ask(db.lock(owned.limit(most)))
}

/** How many customers accounts own, without those that were deleted or merged, and how many have a planned follow-up. */
export function* countOwned(t: Q, { db }: At, accountIds: readonly string[]) {
  const { customers: c } = db.s
  const planned = sql<number>`sum(case when ${c.nextFollowUpAt} is null then 0 else 1 end)`
  return yield* ask(
    t
      .select({ accountId: c.assignedTo, customers: count(), plans: planned })
      .from(c)
      .where(and(isNull(c.removedAt), isNotNull(c.assignedTo), inArray(c.assignedTo, [...accountIds])))
      .groupBy(c.assignedTo),
  )
}

const openOf = ({ db: { s } }: At, askerIds: readonly string[]) =>
  and(inArray(s.customerTransfers.askerId, [...askerIds]), eq(s.customerTransfers.state, 'open'))

export function* countOpenRequests(t: Q, ctx: At, askerIds: readonly string[]) {
  const { customerTransfers: r } = ctx.db.s
  return yield* ask(
    t.select({ accountId: r.askerId, n: count() }).from(r).where(openOf(ctx, askerIds)).groupBy(r.askerId),
  )
}

/** Ends the open requests of an account, which only it could use; gives their ids. */
export function* endRequestsOf(t: Q, ctx: Pick<Ctx, 'db' | 'now'>, askerId: string): Op<string[]> {
  const { customerTransfers: r } = ctx.db.s
  const ended = yield* ask(
    t
      .update(r)
      .set({ state: 'ended', answeredAt: ctx.now })
      .where(openOf(ctx, [askerId]))
      .returning({ id: r.id }),
  )
  return ended.map(({ id }) => id)
}

import { CLOSED_STATUSES } from '@qingpin/contract/customers/customers.enums'
import { beijingDay, startOfDay } from '@qingpin/contract/core/days'
import { pageSizeOf } from '@qingpin/contract/core/paging'
import type { poolRoutes } from '@qingpin/contract/customers/pool.routes'
import { and, asc, count, desc, eq, gte, inArray, lte, notInArray, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { type Ctx, requirePerson } from '../../context.ts'
import { pageOf, timeIdCursor } from '../../db/cursor.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import type { CustomerRow } from './customers.repo.ts'
import { matchesText } from './list.repo.ts'
import { RECYCLE_BATCH } from './pool.rules.ts'
import { present } from './scope.repo.ts'
import { hasNoOpenTransfer } from './transfers.repo.ts'

export type PoolFilter = z.output<(typeof poolRoutes)['pool']['query']>

function poolCondition(ctx: Ctx, { search, serviceCategory }: PoolFilter): SQL | undefined {
  const { customers } = ctx.db.s
  return and(
    present(ctx),
    eq(customers.inPublicPool, true),
    search ? matchesText(ctx, search) : undefined,
    serviceCategory && serviceCategory.length > 0 ? inArray(customers.serviceCategory, serviceCategory) : undefined,
  )
}

/** One page of the pool in one statement, the customers that came last first. */
export async function pageOfPool(ctx: Ctx, filter: PoolFilter) {
  const { customers, customerAssignments: logs, customerFollowUps: f } = ctx.db.s
  const pageSize = pageSizeOf(filter)
  const cursor = timeIdCursor.read(filter.cursor)
  const after = cursor && sql`(${customers.assignedAt}, ${customers.id}) < (${cursor.at}, ${cursor.id})`
  const ofCustomer = sql`from ${f} where ${f.customerId} = ${customers.id}`
  const rows = await ctx.db.q
    .select({
      customer: customers,
      released: logs,
      colleagues: sql<number>`(select count(distinct ${f.createdBy}) ${ofCustomer})`,
      calls: sql<number>`(select count(*) ${ofCustomer} and ${f.type} = 'phone')`,
    })
    .from(customers)
    .leftJoin(logs, and(eq(logs.customerId, customers.id), eq(logs.serial, customers.transferCount)))
    .where(and(poolCondition(ctx, filter), after))
    .orderBy(desc(customers.assignedAt), desc(customers.id))
    .limit(pageSize + 1)
  return pageOf(rows, pageSize, ({ customer }) => timeIdCursor.write({ at: customer.assignedAt, id: customer.id }))
}

/** How many customers of the pool there are of each service; the filter by service aside. */
export async function countPool(ctx: Ctx, filter: PoolFilter) {
  const { customers } = ctx.db.s
  return ctx.db.q
    .select({ service: customers.serviceCategory, n: count() })
    .from(customers)
    .where(poolCondition(ctx, { ...filter, serviceCategory: undefined }))
    .groupBy(customers.serviceCategory)
}

/** The change of owner by which a customer came to where it is now. */
export function* lastAssignment(t: Q, ctx: Ctx, row: CustomerRow) {
  const { customerAssignments: logs } = ctx.db.s
  const [log] = yield* ask(
    t
      .select()
      .from(logs)
      .where(and(eq(logs.customerId, row.id), eq(logs.serial, row.transferCount))),
  )
  return log
}

/** Makes claims of one account wait for each other, so that its daily number holds. */
export function* lockClaims(t: Q, ctx: Ctx): Op<void> {
  const { accounts } = ctx.db.s
  const own = t
    .select({ id: accounts.id })
    .from(accounts)
    .where(eq(accounts.id, requirePerson(ctx).accountId))
  yield* ask(ctx.db.lock(own))
}

/** How many customers the caller has claimed today, in Beijing. */
export function* claimsToday(t: Q, ctx: Ctx): Op<number> {
  const { customerAssignments: logs } = ctx.db.s
  const [row] = yield* ask(
    t
      .select({ n: count() })
      .from(logs)
      .where(
        and(
          eq(logs.toId, requirePerson(ctx).accountId),
          eq(logs.action, 'claim'),
          gte(logs.createdAt, startOfDay(ctx.now)),
        ),
      ),
  )
  return row?.n ?? 0
}

/** How many open customers the caller owns. */
export function* heldBy(t: Q, ctx: Ctx, accountId: string): Op<number> {
  const { customers } = ctx.db.s
  const open = notInArray(customers.contractStatus, [...CLOSED_STATUSES])
  const [row] = yield* ask(
    t
      .select({ n: count() })
      .from(customers)
      .where(and(present(ctx), eq(customers.assignedTo, accountId), open)),
  )
  return row?.n ?? 0
}

/** The customers of the pool whose history the caller has opened today. */
export function* viewedToday(t: Q, ctx: Ctx): Op<string[]> {
  const { customerPoolViews: views } = ctx.db.s
  const rows = yield* ask(
    t
      .select({ customerId: views.customerId })
      .from(views)
      .where(and(eq(views.accountId, requirePerson(ctx).accountId), eq(views.day, beijingDay(ctx.now)))),
  )
  return rows.map(({ customerId }) => customerId)
}

export function* insertView(t: Q, ctx: Ctx, customerId: string): Op<void> {
  const { accountId } = requirePerson(ctx)
  yield* ask(
    t
      .insert(ctx.db.s.customerPoolViews)
      .values({ id: newId(ctx.now), accountId, customerId, day: beijingDay(ctx.now) })
      .onConflictDoNothing(),
  )
}

/** Ids of customers that are due to go back to the pool by a moment (epoch ms); an open request to hand one over holds it back. */
export async function dueForPool(ctx: Pick<Ctx, 'db' | 'now'>, by: number): Promise<string[]> {
  const { customers } = ctx.db.s
  const rows = await ctx.db.q
    .select({ id: customers.id })
    .from(customers)
    .where(and(lte(customers.recycleAt, by), hasNoOpenTransfer(ctx)))
    .orderBy(asc(customers.recycleAt))
    .limit(RECYCLE_BATCH)
  return rows.map(({ id }) => id)
}

/** Sets where a locked customer stands towards the pool. */
export function* setPoolColumns(
  t: Q,
  ctx: Pick<Ctx, 'db'>,
  id: string,
  part: Partial<Pick<CustomerRow, 'inPublicPool' | 'recycleAt' | 'nextFollowUpAt' | 'remindAt' | 'reminderStep'>>,
): Op<void> {
  yield* ask(t.update(ctx.db.s.customers).set(part).where(eq(ctx.db.s.customers.id, id)))
}

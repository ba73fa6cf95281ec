import { CLOSED_STATUSES, REACHES } from '@qingpin/contract/customers/customers.enums'
import { DAY_MS, startOfDay } from '@qingpin/contract/core/days'
import { LONG_OVERDUE_DAYS } from '@qingpin/contract/customers/team.rules'
import { and, count, desc, eq, gte, inArray, min, notInArray, or, type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { type CustomerFilter, listCondition } from './list.repo.ts'
import { dueCondition, present, reachCondition, visible } from './scope.repo.ts'
import { RESPONSES_READ } from './team.rules.ts'

const sumIf = (condition: SQL | undefined) =>
  sql<number>`coalesce(sum(case when ${condition ?? sql`1 = 1`} then 1 else 0 end), 0)`

/** Overdue customers by owner; those with open customers and none overdue, too. */
export async function overdueByOwner(ctx: Ctx, filter: CustomerFilter) {
  const { customers: c, accounts } = ctx.db.s
  const overdue = dueCondition(ctx, 'overdue')
  const long = sql`${c.nextFollowUpAt} < ${startOfDay(ctx.now) - LONG_OVERDUE_DAYS * DAY_MS}`
  const open = notInArray(c.contractStatus, [...CLOSED_STATUSES])
  return ctx.db.q
    .select({ id: c.assignedTo, name: accounts.name, total: sumIf(overdue), long: sumIf(and(overdue, long)) })
    .from(c)
    .leftJoin(accounts, eq(accounts.id, c.assignedTo))
    .where(and(listCondition(ctx, filter), or(open, overdue)))
    .groupBy(c.assignedTo, accounts.name)
}

/** Customers without an owner by source, with the oldest of each. */
export async function unassignedBySource(ctx: Ctx, filter: CustomerFilter) {
  const { customers: c } = ctx.db.s
  return ctx.db.q
    .select({ source: c.leadSource, n: count(), oldest: min(c.assignedAt) })
    .from(c)
    .where(listCondition(ctx, filter))
    .groupBy(c.leadSource)
    .orderBy(desc(count()), c.leadSource)
}

export async function poolSize({ db }: Ctx): Promise<number> {
  const { customers: c } = db.s
  const [row] = await db.q
    .select({ n: count() })
    .from(c)
    .where(and(present({ db }), eq(c.inPublicPool, true)))
  return Number(row?.n ?? 0)
}

/** When customers came into the pool and when they were claimed, since a moment (epoch ms). */
export async function poolMoves({ db }: Ctx, since: number) {
  const { customerAssignments: logs } = db.s
  return db.q
    .select({ action: logs.action, at: logs.createdAt })
    .from(logs)
    .where(and(inArray(logs.action, ['release', 'recycle', 'claim']), gte(logs.createdAt, since)))
}

/** When the customers came in that came since a moment, and when each was contacted first (epoch ms). */
export async function responses(ctx: Ctx, since: number) {
  const { customers: c, customerFollowUps: f } = ctx.db.s
  return ctx.db.q
    .select({
      arrivedAt: c.createdAt,
      contactedAt: sql<number | null>`min(coalesce(${f.writtenAt}, ${f.createdAt}))`,
    })
    .from(c)
    .leftJoin(f, and(eq(f.customerId, c.id), eq(f.isContact, true)))
    .where(and(visible(ctx), gte(c.createdAt, since)))
    .groupBy(c.id, c.createdAt)
    .orderBy(desc(c.createdAt))
    .limit(RESPONSES_READ)
}

/** How far the customers of a list have come, by source. */
export async function reachedBySource(ctx: Ctx, filter: CustomerFilter) {
  const { customers: c } = ctx.db.s
  const reached = Object.fromEntries(REACHES.map(({ value }) => [value, sumIf(reachCondition(ctx, value))])) as Record<
    (typeof REACHES)[number]['value'],
    SQL<number>
  >
  return ctx.db.q
    .select({ source: c.leadSource, ...reached })
    .from(c)
    .where(listCondition(ctx, filter))
    .groupBy(c.leadSource)
}

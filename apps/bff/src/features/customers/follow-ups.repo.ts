import { DAY_MS, midnightOf } from '@qingpin/contract/core/days'
import type { followUpRoutes } from '@qingpin/contract/customers/follow-ups.routes'
import { and, count, desc, eq, gte, inArray, lt, or, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Ctx } from '../../context.ts'
import { pageOf, type TimeId, timeIdCursor } from '../../db/cursor.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { present } from './scope.repo.ts'

export type FollowUpFilter = z.output<(typeof followUpRoutes)['exportFollowUps']['query']>

/** Where a follow-up of a customer stands in its history; undefined for one of another customer. */
export function* positionOf(t: Q, ctx: Ctx, customerId: string, id: string): Op<TimeId | undefined> {
  const { customerFollowUps: f } = ctx.db.s
  const [row] = yield* ask(
    t
      .select({ at: f.createdAt, id: f.id })
      .from(f)
      .where(and(eq(f.id, id), eq(f.customerId, customerId))),
  )
  return row
}

function conditionOf(ctx: Ctx, { createdBy, type, startDate, endDate, search }: FollowUpFilter): SQL | undefined {
  const { customerFollowUps: f, customers: c } = ctx.db.s
  return and(
    present(ctx),
    createdBy ? and(eq(f.createdBy, createdBy), eq(f.byCustomer, false)) : undefined,
    type && type.length > 0 ? inArray(f.type, type) : undefined,
    startDate === undefined ? undefined : gte(f.createdAt, midnightOf(startDate)),
    endDate === undefined ? undefined : lt(f.createdAt, midnightOf(endDate) + DAY_MS),
    search ? or(ctx.db.contains(f.content, search), ctx.db.contains(c.name, search)) : undefined,
  )
}

/** One page of the follow-ups of the team in one statement, newest first. */
export async function pageOfTeam(ctx: Ctx, filter: FollowUpFilter, limit: number, cursor: string | undefined) {
  const { customerFollowUps: f, customers: c, accounts } = ctx.db.s
  const position = timeIdCursor.read(cursor)
  const after = position && sql`(${f.createdAt}, ${f.id}) < (${position.at}, ${position.id})`
  const rows = await ctx.db.q
    .select({
      followUp: f,
      author: { id: accounts.id, name: accounts.name, username: accounts.username },
      customer: { id: c.id, name: c.name, customerNo: c.customerNo },
      owner: sql<string | null>`(select o.name from ${accounts} o where o.id = ${c.assignedTo})`,
    })
    .from(f)
    .innerJoin(c, eq(c.id, f.customerId))
    .leftJoin(accounts, eq(accounts.id, f.createdBy))
    .where(and(conditionOf(ctx, filter), after))
    .orderBy(desc(f.createdAt), desc(f.id))
    .limit(limit + 1)
  return pageOf(rows, limit, ({ followUp }) => timeIdCursor.write({ at: followUp.createdAt, id: followUp.id }))
}
export type TeamFollowUp = Awaited<ReturnType<typeof pageOfTeam>>['rows'][number]

/** How many follow-ups of the team there are with this filter. */
export async function countTeam(ctx: Ctx, filter: FollowUpFilter): Promise<number> {
  const { customerFollowUps: f, customers: c } = ctx.db.s
  const [row] = await ctx.db.q
    .select({ n: count() })
    .from(f)
    .innerJoin(c, eq(c.id, f.customerId))
    .where(conditionOf(ctx, filter))
  return Number(row?.n ?? 0)
}

import { and, desc, isNotNull, or, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'

export interface StaffFilter {
  search?: string | undefined
  page: number
  pageSize: number
}

const matching = ({ db }: Ctx, { search }: StaffFilter) => {
  const { accounts } = db.s
  const text = search ? or(db.contains(accounts.name, search), db.contains(accounts.username, search)) : undefined
  return and(isNotNull(accounts.staffRole), text)
}

export async function listStaff(ctx: Ctx, filter: StaffFilter) {
  const { accounts } = ctx.db.s
  const rows = await ctx.db.q
    .select()
    .from(accounts)
    .where(matching(ctx, filter))
    .orderBy(desc(accounts.createdAt), desc(accounts.id))
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize)
  const [count] = await ctx.db.q
    .select({ n: sql<number>`count(*)` })
    .from(accounts)
    .where(matching(ctx, filter))
  return { rows, total: Number(count?.n ?? 0) }
}

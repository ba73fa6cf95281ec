import { and, asc, count, desc, eq, isNotNull, or } from 'drizzle-orm'
import type { StaffRole } from '@qingpin/contract/core/policy'
import type { StaffState } from '@qingpin/contract/staff/staff.enums'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'

export interface StaffFilter {
  search?: string | undefined
  status?: StaffState | undefined
  role?: StaffRole | undefined
  page: number
  pageSize: number
}

const matching = ({ db }: Ctx, { search, status, role }: StaffFilter) => {
  const { accounts } = db.s
  return and(
    isNotNull(accounts.staffRole),
    search ? or(db.contains(accounts.name, search), db.contains(accounts.username, search)) : undefined,
    status && eq(accounts.status, status),
    role && eq(accounts.staffRole, role),
  )
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
  const [found] = await ctx.db.q.select({ n: count() }).from(accounts).where(matching(ctx, filter))
  return { rows, total: Number(found?.n ?? 0) }
}

/**
 * The active admins, locked until the transaction ends: when two admins remove each other's role at once, the second one
 * sees what the first has done.
 */
export function* lockActiveAdmins(t: Q, ctx: Pick<Ctx, 'db'>): Op<string[]> {
  const { accounts } = ctx.db.s
  const rows = yield* ask(
    ctx.db.lock(
      t
        .select({ id: accounts.id })
        .from(accounts)
        .where(and(eq(accounts.staffRole, 'admin'), eq(accounts.status, 'active')))
        .orderBy(asc(accounts.id)),
    ),
  )
  return rows.map((row) => row.id)
}

import { and, eq, ne, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'

export interface ResumeNumbers {
  newSince: number
  draft: number
  pending: number
  total: number
}

/** How many resumes there are of each sort, in one statement. `since` is epoch milliseconds. */
export async function countResumes({ db }: Ctx, since: number): Promise<ResumeNumbers> {
  const { resumes } = db.s
  const count = (condition: ReturnType<typeof sql>) =>
    sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`
  const [row] = await db.q
    .select({
      newSince: count(sql`${resumes.createdAt} >= ${since}`),
      draft: count(sql`${resumes.status} = 'draft'`),
      pending: count(sql`${resumes.status} = 'pending'`),
      total: sql<number>`count(*)`,
    })
    .from(resumes)
  const number = (value: unknown) => Number(value ?? 0)
  return {
    newSince: number(row?.newSince),
    draft: number(row?.draft),
    pending: number(row?.pending),
    total: number(row?.total),
  }
}

/** How many workers with a complete file take orders now, in all and by trade, most first. */
export async function countAccepting({ db }: Ctx) {
  const { resumes } = db.s
  const rows = await db.q
    .select({ jobType: resumes.jobType, n: sql<number>`count(*)` })
    .from(resumes)
    .where(and(eq(resumes.orderStatus, 'accepting'), ne(resumes.status, 'draft')))
    .groupBy(resumes.jobType)
  const byJobType = rows
    .map(({ jobType, n }) => ({ jobType, count: Number(n) }))
    .toSorted((a, b) => b.count - a.count || (a.jobType < b.jobType ? -1 : 1))
  return { accepting: byJobType.reduce((sum, { count }) => sum + count, 0), byJobType }
}

/** What an account's own resume comes to in one line, or null. */
export async function summaryOf({ db }: Ctx, accountId: string) {
  const { resumes } = db.s
  const [row] = await db.q
    .select({
      id: resumes.id,
      name: resumes.name,
      jobType: resumes.jobType,
      status: resumes.status,
      updatedAt: resumes.updatedAt,
    })
    .from(resumes)
    .where(eq(resumes.accountId, accountId))
  return row ? { ...row, updatedAt: new Date(row.updatedAt).toISOString() } : null
}

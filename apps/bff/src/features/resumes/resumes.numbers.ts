import { and, eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { listedInRow } from './resumes.listed.ts'

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

/** How many workers whom everybody may see take orders now, in all and by trade, most first. */
export async function countAccepting({ db }: Ctx) {
  const { resumes } = db.s
  const rows = await db.q
    .select({ jobType: resumes.jobType, n: sql<number>`count(*)` })
    .from(resumes)
    .where(and(eq(resumes.orderStatus, 'accepting'), listedInRow(db)))
    .groupBy(resumes.jobType)
  const byJobType = rows
    .map(({ jobType, n }) => ({ jobType, count: Number(n) }))
    .toSorted((a, b) => b.count - a.count || (a.jobType < b.jobType ? -1 : 1))
  return { accepting: byJobType.reduce((sum, { count }) => sum + count, 0), byJobType }
}

const WEEK = 7 * 24 * 3_600_000

/** What the agency's register comes to: staff sees all of it, so it is the same for all of them. */
export async function statsOf({ db, now }: Ctx) {
  const { resumes } = db.s
  const [row] = await db.q
    .select({
      total: sql<number>`count(*)`,
      introduced: sql<number>`count(nullif(trim(${resumes.selfIntroduction}), ''))`,
      recent: sql<number>`coalesce(sum(case when ${resumes.createdAt} >= ${now - WEEK} then 1 else 0 end), 0)`,
      last: sql<number | null>`max(${resumes.updatedAt})`,
    })
    .from(resumes)
  const [total, introduced] = [Number(row?.total ?? 0), Number(row?.introduced ?? 0)]
  return {
    totalResumes: total,
    resumesWithSelfIntroduction: introduced,
    selfIntroductionRate: (total === 0 ? 0 : (100 * introduced) / total).toFixed(2),
    recentResumes: Number(row?.recent ?? 0),
    lastUpdated: row?.last ? new Date(Number(row.last)).toISOString() : null,
  }
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

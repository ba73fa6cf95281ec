import { and, eq, gte, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { MANY } from './search-match.repo.ts'
import { countWith } from './list.repo.ts'
import { listedInRow } from './resumes.listed.ts'
import { LargeTotals } from './count-cache.service.ts'

const n = { n: sql<number>`count(*)` }

/**
 * How many resumes came in since a moment, in epoch milliseconds, and how many wait for staff: none of these numbers is
 * older than what somebody has just entered or settled, unless it goes into the thousands.
 */
export async function countWaiting(ctx: Ctx, since: number) {
  const { db } = ctx
  const { resumes } = db.s
  const came = db.q.select(n).from(resumes).where(gte(resumes.createdAt, since))
  const [[row], draft] = await Promise.all([came, countWith(ctx, 'status', ['draft'])])
  return { newSince: Number(row?.n ?? 0), draft }
}

interface Accepting {
  accepting: number
  /** Most first. */
  byJobType: { jobType: string; count: number }[]
}
const manyAccepting = new LargeTotals<Accepting>()

/**
 * How many workers whom everybody may see take orders now, in all and by trade. Thousands are shown on for a minute:
 * everybody asks for them, and nobody misses the one who has come meanwhile.
 */
export async function countAccepting({ db, now }: Ctx): Promise<Accepting> {
  const known = manyAccepting.known(db, '', now)
  if (known) return known
  const { resumes } = db.s
  const rows = await db.q
    .select({ jobType: resumes.jobType, ...n })
    .from(resumes)
    .where(and(eq(resumes.orderStatus, 'accepting'), listedInRow(db)))
    .groupBy(resumes.jobType)
  const byJobType = rows
    .map((row) => ({ jobType: row.jobType, count: Number(row.n) }))
    .toSorted((a, b) => b.count - a.count || (a.jobType < b.jobType ? -1 : 1))
  const counted = { accepting: byJobType.reduce((sum, { count }) => sum + count, 0), byJobType }
  if (counted.accepting > MANY[db.dialect]) manyAccepting.remember(db, '', now, counted)
  return counted
}

const WEEK = 7 * 24 * 3_600_000

interface Stats {
  totalResumes: number
  resumesWithSelfIntroduction: number
  selfIntroductionRate: string
  recentResumes: number
  lastUpdated: string | null
}
const manyStats = new LargeTotals<Stats>()

/**
 * What the agency's register comes to: staff sees all of it, so it is the same for all of them. Where it has thousands it
 * may be a minute old, because each of them is read for it.
 */
export async function statsOf({ db, now }: Ctx): Promise<Stats> {
  const known = manyStats.known(db, '', now)
  if (known) return known
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
  const stats = {
    totalResumes: total,
    resumesWithSelfIntroduction: introduced,
    selfIntroductionRate: (total === 0 ? 0 : (100 * introduced) / total).toFixed(2),
    recentResumes: Number(row?.recent ?? 0),
    lastUpdated: row?.last ? new Date(Number(row.last)).toISOString() : null,
  }
  if (total > MANY[db.dialect]) manyStats.remember(db, '', now, stats)
  return stats
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

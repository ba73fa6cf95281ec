import { DAY_MS } from '@qingpin/contract/core/days'
import type { ListingState } from '@qingpin/contract/resumes/resumes.enums'
import { RECENT_DAYS } from '@qingpin/contract/resumes/resumes.rules'
import { and, eq, gte, sql } from 'drizzle-orm'
import type { Db } from '../../db/db.ts'
import { inListingState, listedInRow } from './visibility.repo.ts'

const n = { n: sql<number>`count(*)` }

/** How many resumes were created since a moment, in epoch milliseconds. */
export async function countCreated({ q, s: { resumes } }: Db, since: number): Promise<number> {
  const [row] = await q.select(n).from(resumes).where(gte(resumes.createdAt, since))
  return Number(row?.n ?? 0)
}

/** How many resumes are in a state of listing. */
export async function countInState(db: Db, state: ListingState): Promise<number> {
  const [row] = await db.q.select(n).from(db.s.resumes).where(inListingState(db, state))
  return Number(row?.n ?? 0)
}

/** How many listed workers take orders, by trade. */
export async function countAcceptingByTrade(db: Db): Promise<{ jobType: string; count: number }[]> {
  const { resumes } = db.s
  const rows = await db.q
    .select({ jobType: resumes.jobType, ...n })
    .from(resumes)
    .where(and(eq(resumes.orderStatus, 'accepting'), listedInRow(db)))
    .groupBy(resumes.jobType)
  return rows.map((row) => ({ jobType: row.jobType, count: Number(row.n) }))
}

/** All resumes, those with an introduction, those of the last days, and the moment of the last change. */
export async function countAll({ q, s: { resumes } }: Db, now: number) {
  const [row] = await q
    .select({
      total: sql<number>`count(*)`,
      introduced: sql<number>`count(nullif(trim(${resumes.selfIntroduction}), ''))`,
      recent: sql<number>`coalesce(sum(case when ${resumes.createdAt} >= ${now - RECENT_DAYS * DAY_MS} then 1 else 0 end), 0)`,
      last: sql<number | null>`max(${resumes.updatedAt})`,
    })
    .from(resumes)
  return {
    total: Number(row?.total ?? 0),
    introduced: Number(row?.introduced ?? 0),
    recent: Number(row?.recent ?? 0),
    last: row?.last ? Number(row.last) : null,
  }
}

/** The few columns of an account's own resume that its summary shows. */
export async function findSummary({ q, s: { resumes } }: Db, accountId: string) {
  const [row] = await q
    .select({
      id: resumes.id,
      name: resumes.name,
      jobType: resumes.jobType,
      status: resumes.status,
      updatedAt: resumes.updatedAt,
    })
    .from(resumes)
    .where(eq(resumes.accountId, accountId))
  return row
}

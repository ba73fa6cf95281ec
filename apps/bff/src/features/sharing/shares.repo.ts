import { and, desc, eq, inArray, lt, lte, or, sql } from 'drizzle-orm'
import { RETENTION_MS } from '../../config/retention.ts'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { expiredRows } from '../../db/retention.ts'
import type { ShareRow } from './sharing.table.ts'

export function* insertShare(t: Q, ctx: Ctx, row: ShareRow): Op<void> {
  yield* ask(t.insert(ctx.db.s.resumeShares).values(row))
}

export function* findShare(t: Q, ctx: Ctx, by: { id: string } | { tokenHash: string }): Op<ShareRow | undefined> {
  const { resumeShares } = ctx.db.s
  const condition = 'id' in by ? eq(resumeShares.id, by.id) : eq(resumeShares.tokenHash, by.tokenHash)
  const [row] = yield* ask(t.select().from(resumeShares).where(condition))
  return row
}

/** Revokes a share; an earlier time stays. */
export function* revokeShare(t: Q, ctx: Ctx, id: string): Op<void> {
  const { resumeShares } = ctx.db.s
  yield* ask(
    t
      .update(resumeShares)
      .set({ revokedAt: sql`coalesce(${resumeShares.revokedAt}, ${ctx.now})` })
      .where(eq(resumeShares.id, id)),
  )
}

/** Counts a view, unless the visitor has viewed on the same day; gives whether it counted. */
export function* countView(t: Q, ctx: Ctx, shareId: string, day: number, visitorHash: string): Op<boolean> {
  const { resumeShares, resumeShareViews } = ctx.db.s
  const added = yield* ask(
    t
      .insert(resumeShareViews)
      .values({ shareId, day, visitorHash })
      .onConflictDoNothing()
      .returning({ day: resumeShareViews.day }),
  )
  if (added.length === 0) return false
  yield* ask(
    t
      .update(resumeShares)
      .set({ views: sql`${resumeShares.views} + 1`, lastViewedAt: ctx.now })
      .where(eq(resumeShares.id, shareId)),
  )
  return true
}

export interface NamedShare {
  share: ShareRow
  name: string
  gender: string
  jobType: string
  /** The worker's own account. */
  accountId: string | null
  createdByName: string | null
}

/** Shares with the columns of their resume and creator that their view shows. */
function selectNamed(t: Q, { db: { s } }: Ctx) {
  return t
    .select({
      share: s.resumeShares,
      name: s.resumes.name,
      gender: s.resumes.gender,
      jobType: s.resumes.jobType,
      accountId: s.resumes.accountId,
      createdByName: s.accounts.name,
    })
    .from(s.resumeShares)
    .innerJoin(s.resumes, eq(s.resumes.id, s.resumeShares.resumeId))
    .leftJoin(s.accounts, eq(s.accounts.id, s.resumeShares.createdBy))
}

export function* findNamedShare(t: Q, ctx: Ctx, id: string): Op<NamedShare | undefined> {
  const [row] = yield* ask(selectNamed(t, ctx).where(eq(ctx.db.s.resumeShares.id, id)))
  return row
}

export function* findNamedShares(t: Q, ctx: Ctx, ids: readonly string[]): Op<NamedShare[]> {
  if (ids.length === 0) return []
  return yield* ask(selectNamed(t, ctx).where(inArray(ctx.db.s.resumeShares.id, [...ids])))
}

/** A selection of shares: those of one creator, those of one resume. */
export interface ShareScope {
  createdBy?: string | undefined
  resumeId?: string | undefined
  /** Where one of the two is enough. */
  either?: boolean
}

export function* listShares(
  t: Q,
  ctx: Ctx,
  { createdBy, resumeId, either = false }: ShareScope,
  limit: number,
  before: string | undefined,
): Op<NamedShare[]> {
  const { resumeShares } = ctx.db.s
  const conditions = [
    createdBy === undefined ? undefined : eq(resumeShares.createdBy, createdBy),
    resumeId === undefined ? undefined : eq(resumeShares.resumeId, resumeId),
  ]
  return yield* ask(
    selectNamed(t, ctx)
      .where(and(either ? or(...conditions) : and(...conditions), before ? lt(resumeShares.id, before) : undefined))
      .orderBy(desc(resumeShares.id))
      .limit(limit),
  )
}

/** Views of past days: a visitor counts once a day, and the sum stands at the share. */
export const shareRetention = expiredRows(({ resumeShareViews: views }, now) => ({
  table: views,
  key: views.shareId,
  condition: lte(views.day, now - RETENTION_MS.shareViews),
}))

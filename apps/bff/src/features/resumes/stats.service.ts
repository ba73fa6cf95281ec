import type { Ctx } from '../../context.ts'
import { TimedCache } from '../../runtime/timed-cache.ts'
import { COUNT_CACHE, MANY } from './count-cache.rules.ts'
import { countWith } from './list.repo.ts'
import * as repo from './stats.repo.ts'

/**
 * How many resumes were created since a moment, in epoch milliseconds, how many wait for review, and how many are not
 * listed because no consent is recorded. The numbers hold what was just written, unless they go into the thousands.
 */
export async function waiting(ctx: Ctx, since: number) {
  const [newSince, draft, withoutConsent] = await Promise.all([
    repo.countCreated(ctx.db, since),
    countWith(ctx, 'status', ['draft']),
    repo.countInState(ctx.db, 'no-consent'),
  ])
  return { newSince, draft, withoutConsent }
}

interface Accepting {
  accepting: number
  /** Most first. */
  byJobType: { jobType: string; count: number }[]
}
const manyAccepting = new TimedCache<Accepting>(COUNT_CACHE)

/**
 * How many listed workers take orders now, in all and by trade. Thousands are shown on for a minute: every first screen
 * asks for them.
 */
export async function accepting({ db, now }: Ctx): Promise<Accepting> {
  const known = manyAccepting.get(db, '', now)
  if (known) return known
  const byJobType = (await repo.countAcceptingByTrade(db)).toSorted(
    (a, b) => b.count - a.count || (a.jobType < b.jobType ? -1 : 1),
  )
  const counted = { accepting: byJobType.reduce((sum, { count }) => sum + count, 0), byJobType }
  if (counted.accepting > MANY[db.dialect]) manyAccepting.set(db, '', now, counted)
  return counted
}

interface Register {
  totalResumes: number
  resumesWithSelfIntroduction: number
  selfIntroductionRate: string
  recentResumes: number
  lastUpdated: string | null
}
const largeRegister = new TimedCache<Register>(COUNT_CACHE)

/**
 * The figures of the whole register, the same for all staff. With thousands of resumes they may be a minute old, because
 * each of them is read for it.
 */
export async function register({ db, now }: Ctx): Promise<Register> {
  const known = largeRegister.get(db, '', now)
  if (known) return known
  const { total, introduced, recent, last } = await repo.countAll(db, now)
  const figures = {
    totalResumes: total,
    resumesWithSelfIntroduction: introduced,
    selfIntroductionRate: (total === 0 ? 0 : (100 * introduced) / total).toFixed(2),
    recentResumes: recent,
    lastUpdated: last === null ? null : new Date(last).toISOString(),
  }
  if (total > MANY[db.dialect]) largeRegister.set(db, '', now, figures)
  return figures
}

/** The summary of an account's own resume, or null. */
export async function summaryOf({ db }: Ctx, accountId: string) {
  const row = await repo.findSummary(db, accountId)
  return row ? { ...row, updatedAt: new Date(row.updatedAt).toISOString() } : null
}

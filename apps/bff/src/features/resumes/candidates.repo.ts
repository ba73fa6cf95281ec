import { and, avg, count, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { preparedShapes, Values } from '../../db/prepared.ts'
import { canFind, type Find } from '../../search/find.ts'
import { LOOKED_AT } from './candidates.rules.ts'
import { cardColumns } from './list.repo.ts'
import type { CardRow } from './record.view.ts'
import type { ResumeRow } from './resumes.table.ts'
import { within } from './search-match.repo.ts'
import { listedInRow } from './visibility.repo.ts'

/** A worker with what matching compares besides her card. */
export type CandidateRow = CardRow &
  Pick<ResumeRow, 'availability' | 'selfIntroduction' | 'recommendationReason' | 'certificatesText' | 'workExperiences'>

/** What candidates should have; each that is missing puts a worker further back. */
export interface Nearness {
  /** None means all trades. */
  jobTypes: readonly string[]
  payMax: number | null
  /** Of which her native place should hold one. */
  places: readonly string[]
  /** Each an alternative of skills and words. */
  likes: readonly { skills: readonly string[]; words: readonly string[] }[]
}

const columns = (ctx: Ctx) => {
  const { resumes } = ctx.db.s
  return {
    ...cardColumns(ctx),
    availability: resumes.availability,
    selfIntroduction: resumes.selfIntroduction,
    recommendationReason: resumes.recommendationReason,
    certificatesText: resumes.certificatesText,
    workExperiences: resumes.workExperiences,
  }
}

const wordIn = (word: string, field?: 'place'): Find[] =>
  canFind(word) ? [{ text: word, ...(field && { within: field }) }] : []

const near = preparedShapes<CandidateRow[]>()

/** The listed workers who come nearest, as the search index and the columns tell; one statement. */
export function nearestListed(ctx: Ctx, { jobTypes, payMax, places, likes }: Nearness, most: number) {
  const { db } = ctx
  const { resumes } = db.s
  const values = new Values()
  const missing = (condition: SQL): SQL => sql`(case when ${condition} then 0 else 1 end)`
  const finds = [
    ...likes.map(({ skills, words }): Find[] => [
      ...(skills.length > 0 ? [{ field: 'skill', values: skills }] : []),
      ...words.flatMap((word) => wordIn(word)),
    ]),
    places.flatMap((place) => wordIn(place, 'place')),
  ].filter((some) => some.length > 0)
  const lacks = [
    missing(sql`${resumes.orderStatus} = 'accepting'`),
    ...(payMax === null
      ? []
      : [missing(sql`${resumes.expectedSalary} > 0 and ${resumes.expectedSalary} <= ${values.put('pay', payMax)}`)]),
    ...finds.map((any, i) => missing(within(db, { any }, values, `find${i}`))),
  ]
  const trade =
    jobTypes.length > 0
      ? inArray(
          resumes.jobType,
          jobTypes.map((one, i) => values.put(`trade${i}`, one)),
        )
      : undefined
  const limit = values.put('limit', most)
  const shape = `${finds.map((any) => any.length).join()} ${values.shape}`
  return near(db, shape, values, (q) => {
    const latest = q
      .select({ id: resumes.id })
      .from(resumes)
      .where(and(listedInRow(db), trade))
      .orderBy(desc(resumes.updatedAt), desc(resumes.id))
      .limit(LOOKED_AT)
    return q
      .select(columns(ctx))
      .from(resumes)
      .where(inArray(resumes.id, latest))
      .orderBy(sql.join(lacks, sql` + `), desc(resumes.updatedAt), desc(resumes.id))
      .limit(limit)
  })
}

/** The same columns of some resumes, listed or not. */
export function* findCandidates(t: Q, ctx: Ctx, ids: readonly string[]): Op<CandidateRow[]> {
  if (ids.length === 0) return []
  const { resumes } = ctx.db.s
  return yield* ask(
    t
      .select(columns(ctx))
      .from(resumes)
      .where(inArray(resumes.id, [...ids])),
  )
}

export interface Rating {
  resumeId: string
  mean: number
  count: number
}

/** What published evaluations give some workers. */
export function* ratingsOf(t: Q, ctx: Ctx, ids: readonly string[]): Op<Rating[]> {
  if (ids.length === 0) return []
  const { resumeEvaluations: e } = ctx.db.s
  const rows = yield* ask(
    t
      .select({ resumeId: e.resumeId, mean: avg(e.overallRating), count: count() })
      .from(e)
      .where(and(inArray(e.resumeId, [...ids]), eq(e.published, true)))
      .groupBy(e.resumeId),
  )
  return rows.map((row) => ({ resumeId: row.resumeId, mean: Number(row.mean ?? 0), count: Number(row.count) }))
}

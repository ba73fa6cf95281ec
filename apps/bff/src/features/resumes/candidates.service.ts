import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import * as repo from './candidates.repo.ts'
import { resumeCard } from './record.view.ts'
import { isListed } from './visibility.rules.ts'

export type { Nearness } from './candidates.repo.ts'

/** A worker as matching compares her. */
export interface Candidate {
  row: repo.CandidateRow
  listed: boolean
  /** Her card as staff reads it: numbers are masked. */
  card: ReturnType<typeof resumeCard>
  /** What is written of her. Never shown, only searched for words that the customer named. */
  texts: string[]
}

const candidateOf = (ctx: Ctx, row: repo.CandidateRow): Candidate => ({
  row,
  listed: isListed(row),
  card: resumeCard(ctx, row),
  texts: [
    row.selfIntroduction,
    row.recommendationReason,
    row.certificatesText,
    ...row.workExperiences.map(({ description }) => description),
  ].filter((text) => text !== null),
})

/** The listed workers who come nearest to what is looked for; as many as asked for at most, in one statement. */
export async function candidatesNear(ctx: Ctx, near: repo.Nearness, most: number): Promise<Candidate[]> {
  return (await repo.nearestListed(ctx, near, most)).map((row) => candidateOf(ctx, row))
}

/** Some workers as matching compares them, with what evaluations give them, in the order of the ids. */
export function* candidatesNamed(
  t: Q,
  ctx: Ctx,
  ids: readonly string[],
): Op<(Candidate & { rating: repo.Rating | undefined })[]> {
  const rows = yield* repo.findCandidates(t, ctx, ids)
  const ratings = yield* repo.ratingsOf(t, ctx, ids)
  return ids.flatMap((id) => {
    const row = rows.find((one) => one.id === id)
    const rating = ratings.find((one) => one.resumeId === id)
    return row ? [{ ...candidateOf(ctx, row), rating }] : []
  })
}

import type { Ctx } from '../../context.ts'
import type { Q } from '../../db/db.ts'
import type { ResumeRow } from './resumes.columns.ts'
import * as repo from './record.repo.ts'
import { recommendationTags } from './recommendation-tags.rules.ts'

interface Evaluated {
  comment: string
  tags: readonly string[]
}

/**
 * What people keep praising.
 * @param told a text as the reader may have it. A tag that would not be told as it is, is none
 */
export function tagsOf(
  { workExperiences }: Pick<ResumeRow, 'workExperiences'>,
  evaluations: readonly Evaluated[],
  told = (text: string): string => text,
) {
  const tags = evaluations.flatMap((one) => one.tags).filter((tag) => told(tag) === tag)
  const texts = [
    ...evaluations.map(({ comment }) => comment),
    ...workExperiences.map(({ customerReview }) => customerReview ?? ''),
  ]
  return recommendationTags(tags, texts.map(told))
}

/** What is said of a worker: the ten newest published evaluations, and what people keep praising. */
export function* praiseOf(t: Q, ctx: Ctx, row: ResumeRow) {
  const evaluations = yield* repo.publishedEvaluations(t, ctx, row.id)
  const employeeEvaluations = evaluations.map(({ evaluation, evaluatorName }) => ({
    id: evaluation.id,
    overallRating: evaluation.overallRating,
    comment: evaluation.comment,
    evaluatorName: evaluatorName ?? '',
    evaluationDate: evaluation.evaluationDate,
    evaluationType: evaluation.evaluationType,
    tags: evaluation.tags,
    strengths: evaluation.strengths,
    improvements: evaluation.improvements,
  }))
  return { employeeEvaluations, recommendationTags: tagsOf(row, employeeEvaluations) }
}

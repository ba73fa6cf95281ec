import type { Ctx } from '../../context.ts'
import type { Q } from '../../db/db.ts'
import type { ResumeRow } from './resumes.columns.ts'
import * as repo from './resumes.repo.ts'
import { recommendationTags } from './resumes.tags.ts'

/** What is said of a worker: the ten newest published evaluations, and what people keep praising. */
export function* praiseOf(t: Q, ctx: Ctx, row: ResumeRow) {
  const evaluations = yield* repo.publishedEvaluations(t, ctx, row.id)
  const texts = [
    ...evaluations.map(({ evaluation }) => evaluation.comment),
    ...row.workExperiences.map((entry) => entry.customerReview ?? ''),
  ]
  return {
    employeeEvaluations: evaluations.map(({ evaluation, evaluatorName }) => ({
      id: evaluation.id,
      overallRating: evaluation.overallRating,
      comment: evaluation.comment,
      evaluatorName: evaluatorName ?? '',
      evaluationDate: evaluation.evaluationDate,
      evaluationType: evaluation.evaluationType,
      tags: evaluation.tags,
      strengths: evaluation.strengths,
      improvements: evaluation.improvements,
    })),
    recommendationTags: recommendationTags(
      evaluations.flatMap(({ evaluation }) => evaluation.tags),
      texts,
    ),
  }
}

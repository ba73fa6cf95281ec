import type { Ctx } from '../../context.ts'
import type { Q } from '../../db/db.ts'
import { insertEvaluation, type NewEvaluation, publishedEvaluations } from './evaluations.repo.ts'
import { tagsOf } from './recommendation-tags.rules.ts'
import type { ResumeRow } from './resumes.table.ts'

/**
 * The newest published evaluations of a worker, and her recommendation tags.
 * @param redact redacts the texts from which the tags are made; see `redactionFor`
 */
export function* evaluationsOf(t: Q, ctx: Ctx, row: ResumeRow, redact?: (text: string) => string) {
  const evaluations = yield* publishedEvaluations(t, ctx, row.id)
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
  return { employeeEvaluations, recommendationTags: tagsOf(row, employeeEvaluations, redact) }
}

/** Staff's evaluation of a worker after a stay; shown in her detail once published. */
export const recordEvaluation = (ctx: Ctx, id: string, evaluation: NewEvaluation) =>
  ctx.db.tx((t) => insertEvaluation(t, ctx, id, evaluation))

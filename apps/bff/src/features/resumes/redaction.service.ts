import type { Ctx } from '../../context.ts'
import { hiddenTexts } from '../../moderation/index.ts'
import type { Q } from '../../db/db.ts'
import { evaluationsOf } from './evaluations.service.ts'
import { redactionFor } from './redaction.rules.ts'
import type { ResumeRow } from './resumes.table.ts'

/** The free texts and evaluations of a resume as strangers may read them. @param showsName she shows her name in full */
export function* redactForStranger(t: Q, ctx: Ctx, row: ResumeRow, showsName: boolean) {
  const hidden = yield* hiddenTexts(t, ctx, 'resume', row.id)
  const redacted = redactionFor(row, showsName)
  const redact = (text: string) => (hidden.has(text) ? '' : redacted(text))
  const redactOrNull = (text: string | null) => (text === null || hidden.has(text) ? null : redact(text))
  const { employeeEvaluations, recommendationTags } = yield* evaluationsOf(t, ctx, row, redact)
  return {
    selfIntroduction: redactOrNull(row.selfIntroduction),
    recommendationReason: redactOrNull(row.recommendationReason),
    certificatesText: redactOrNull(row.certificatesText),
    serviceArea: row.serviceArea.map(redact),
    workExperiences: row.workExperiences.map(({ startDate, endDate, jobType, description, customerReview }) => ({
      startDate,
      endDate,
      jobType,
      description: redact(description),
      customerReview: redactOrNull(customerReview),
    })),
    employeeEvaluations: employeeEvaluations.map((one) => ({
      id: one.id,
      overallRating: one.overallRating,
      evaluationDate: one.evaluationDate,
      evaluationType: one.evaluationType,
      tags: one.tags.map(redact),
      comment: redact(one.comment),
      strengths: redactOrNull(one.strengths),
      evaluatorName: one.evaluatorName === '' ? '' : `${[...one.evaluatorName][0]}老师`,
    })),
    recommendationTags,
  }
}

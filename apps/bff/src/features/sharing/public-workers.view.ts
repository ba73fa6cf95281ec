import type { ConsentField } from '@qingpin/contract/sharing/sharing.enums'
import { publicName, publicPlace } from '@qingpin/contract/sharing/sharing.rules'
import { maskName } from '@qingpin/contract/core/masking'
import type { Ctx } from '../../context.ts'
import { publicLinkEnd } from '../../crypto/signed-links.ts'
import { avatarAddress } from '../attachments/index.ts'
import type { CardRow, evaluationsOf, ResumeRow } from '../resumes/index.ts'
import type { PublicPhotos } from './public-photos.view.ts'

/** The fields that she agreed to show in full. */
export type Shown = ReadonlySet<ConsentField>

const iso = (ms: number) => new Date(ms).toISOString()

/** One line of the public list. Fields are named one by one, so that a new column stays private by itself. */
export const publicCard = (ctx: Pick<Ctx, 'links' | 'now'>, row: CardRow | ResumeRow, shown: Shown) => ({
  _id: row.id,
  id: row.id,
  name: shown.has('name') ? row.name : publicName(row.name, row.gender),
  nameMasked: maskName(row.name),
  phoneMasked: row.phoneMasked,
  gender: row.gender,
  age: row.age,
  jobType: row.jobType,
  education: row.education,
  experienceYears: row.experienceYears,
  expectedSalary: row.expectedSalary,
  maternityNurseLevel: row.maternityNurseLevel,
  nativePlace: publicPlace(row.nativePlace),
  skills: row.skills,
  orderStatus: row.orderStatus,
  avatarUrl: shown.has('photos')
    ? avatarAddress(ctx, row.avatarUrl, { as: 'small', until: publicLinkEnd(ctx.now) })
    : '',
  updatedAt: iso(row.updatedAt),
})

type Evaluations = ReturnType<typeof evaluationsOf> extends Generator<unknown, infer T, never> ? T : never

interface Parts {
  shown: Shown
  photos: PublicPhotos
  evaluations: Evaluations
  /** Redacts texts for this reader. */
  redact: (text: string) => string
}

/** One worker as a stranger may read her. */
export function publicResume(ctx: Ctx, row: ResumeRow, { shown, photos, evaluations, redact }: Parts) {
  const redacted = (text: string | null) => (text === null ? null : redact(text))
  return {
    ...publicCard(ctx, row, shown),
    ...photos,
    phone: shown.has('phone') && row.phoneSealed ? ctx.cipher.open('phone', row.phoneSealed) : row.phoneMasked,
    selfIntroduction: redacted(row.selfIntroduction),
    recommendationReason: redacted(row.recommendationReason),
    certificatesText: redacted(row.certificatesText),
    serviceArea: row.serviceArea.map(redact),
    workExperiences: row.workExperiences.map(({ startDate, endDate, jobType, description, customerReview }) => ({
      startDate,
      endDate,
      jobType,
      description: redact(description),
      customerReview: redacted(customerReview),
    })),
    employeeEvaluations: evaluations.employeeEvaluations.map((one) => ({
      id: one.id,
      overallRating: one.overallRating,
      evaluationDate: one.evaluationDate,
      evaluationType: one.evaluationType,
      tags: one.tags.map(redact),
      comment: redact(one.comment),
      strengths: redacted(one.strengths),
      evaluatorName: one.evaluatorName === '' ? '' : `${[...one.evaluatorName][0]}老师`,
    })),
    recommendationTags: evaluations.recommendationTags,
  }
}

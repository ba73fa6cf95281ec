import type { ConsentField } from '@qingpin/contract/sharing/sharing.enums'
import { publicName, publicPlace } from '@qingpin/contract/sharing/sharing.rules'
import { maskName } from '@qingpin/contract/core/masking'
import type { Ctx } from '../../context.ts'
import { publicLinkEnd } from '../../storage/index.ts'
import { type CardRow, type praiseOf, publicText, type ResumeRow, shownAvatar, tagsOf } from '../resumes/index.ts'
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
  avatarUrl: shown.has('photos') ? shownAvatar(ctx, row.avatarUrl, { as: 'small', until: publicLinkEnd(ctx.now) }) : '',
  updatedAt: iso(row.updatedAt),
})

type Praise = ReturnType<typeof praiseOf> extends Generator<unknown, infer T, never> ? T : never

interface Parts {
  shown: Shown
  photos: PublicPhotos
  praise: Praise
}

/** One worker as a stranger may read her. */
export function publicResume(ctx: Ctx, row: ResumeRow, { shown, photos, praise }: Parts) {
  const safe = publicText(row, shown.has('name'))
  const said = (text: string | null) => (text === null ? null : safe(text))
  return {
    ...publicCard(ctx, row, shown),
    ...photos,
    phone: shown.has('phone') && row.phoneSealed ? ctx.cipher.open('phone', row.phoneSealed) : row.phoneMasked,
    selfIntroduction: said(row.selfIntroduction),
    recommendationReason: said(row.recommendationReason),
    certificatesText: said(row.certificatesText),
    serviceArea: row.serviceArea.map(safe),
    workExperiences: row.workExperiences.map(({ startDate, endDate, jobType, description, customerReview }) => ({
      startDate,
      endDate,
      jobType,
      description: safe(description),
      customerReview: said(customerReview),
    })),
    employeeEvaluations: praise.employeeEvaluations.map((one) => ({
      id: one.id,
      overallRating: one.overallRating,
      evaluationDate: one.evaluationDate,
      evaluationType: one.evaluationType,
      tags: one.tags.map(safe),
      comment: safe(one.comment),
      strengths: said(one.strengths),
      evaluatorName: one.evaluatorName === '' ? '' : `${[...one.evaluatorName][0]}老师`,
    })),
    recommendationTags: tagsOf(row, praise.employeeEvaluations, safe),
  }
}

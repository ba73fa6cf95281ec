import { ageOn } from '@qingpin/contract/core/days'
import type { ConsentField } from '@qingpin/contract/sharing/sharing.enums'
import { publicName, countyOf } from '@qingpin/contract/sharing/sharing.rules'
import { maskName } from '@qingpin/contract/core/masking'
import type { Ctx } from '../../context.ts'
import type { CardRow, redactForStranger, ResumeRow } from '../resumes/index.ts'
import { type HiddenFiles, publicAvatar, type PublicPhotos } from './public-photos.view.ts'

/** The fields that she agreed to show in full. */
export type Shown = ReadonlySet<ConsentField>

const iso = (ms: number) => new Date(ms).toISOString()

/** Whether a reader was chosen, as the recipient of a link is: only then a number that she does not show is masked. */
export type Reader = 'anyone' | 'recipient'

/** One line of the public list. Fields are named one by one, so that a new column stays private. */
export const publicCard = (
  ctx: Pick<Ctx, 'links' | 'now'>,
  row: CardRow | ResumeRow,
  shown: Shown,
  hidden: HiddenFiles,
  reader: Reader = 'anyone',
) => ({
  _id: row.id,
  id: row.id,
  name: shown.has('name') ? row.name : publicName(row.name, row.gender),
  nameMasked: maskName(row.name),
  phoneMasked: reader === 'recipient' || shown.has('phone') ? row.phoneMasked : null,
  gender: row.gender,
  age: ageOn(row.bornOn, ctx.now) ?? row.age,
  jobType: row.jobType,
  education: row.education,
  experienceYears: row.experienceKnown ? row.experienceYears : null,
  expectedSalary: row.expectedSalary,
  maternityNurseLevel: row.maternityNurseLevel,
  nativePlace: countyOf(row.nativePlace),
  skills: row.skills,
  orderStatus: row.orderStatus,
  avatarUrl: shown.has('photos') ? publicAvatar(ctx, row, hidden, 'small') : '',
  updatedAt: iso(row.updatedAt),
})

/** Her number in full, where she shows it. */
export const openPhone = ({ cipher }: Pick<Ctx, 'cipher'>, row: ResumeRow, shown: Shown): string | null =>
  shown.has('phone') && row.phoneSealed ? cipher.open('phone', row.phoneSealed) : null

type ResultOf<F extends (...args: never[]) => unknown> =
  ReturnType<F> extends Generator<unknown, infer T, never> ? T : never

interface Parts {
  hidden: HiddenFiles
  shown: Shown
  reader: Reader
  photos: PublicPhotos
  texts: ResultOf<typeof redactForStranger>
}

/** One worker as a stranger may read her. */
export const publicResume = (ctx: Ctx, row: ResumeRow, { shown, hidden, reader, photos, texts }: Parts) => {
  const card = publicCard(ctx, row, shown, hidden, reader)
  return {
    ...card,
    ...photos,
    phone: openPhone(ctx, row, shown) ?? card.phoneMasked,
    selfIntroduction: texts.selfIntroduction,
    recommendationReason: texts.recommendationReason,
    certificatesText: texts.certificatesText,
    serviceArea: texts.serviceArea,
    workExperiences: texts.workExperiences,
    employeeEvaluations: texts.employeeEvaluations,
    recommendationTags: texts.recommendationTags,
  }
}

import { ageOn } from '@qingpin/contract/core/days'
import type { Ctx } from '../../context.ts'
import type { FieldCipher } from '../../crypto/field-cipher.ts'
import { avatarAddress, type FileFields } from '../attachments/index.ts'
import type { Names } from './record.repo.ts'
import type { ResumeRow } from './resumes.table.ts'
import { listingOf } from './visibility.rules.ts'

const iso = (ms: number) => new Date(ms).toISOString()

export type CardRow = Pick<
  ResumeRow,
  | 'id'
  | 'name'
  | 'phoneMasked'
  | 'phoneLast4'
  | 'age'
  | 'bornOn'
  | 'gender'
  | 'jobType'
  | 'education'
  | 'experienceYears'
  | 'experienceKnown'
  | 'expectedSalary'
  | 'maternityNurseLevel'
  | 'nativePlace'
  | 'skills'
  | 'status'
  | 'hiddenAt'
  | 'unlistedAt'
  | 'unlistedFor'
  | 'orderStatus'
  | 'leadSource'
  | 'avatarUrl'
  | 'version'
  | 'createdAt'
  | 'updatedAt'
>

/** What addresses of files are made with. */
type LinkCtx = Pick<Ctx, 'links' | 'now'>

/** One line of a list. */
export const resumeCard = (ctx: LinkCtx, row: CardRow) => ({
  _id: row.id,
  id: row.id,
  name: row.name,
  phone: row.phoneMasked,
  age: ageOn(row.bornOn, ctx.now) ?? row.age,
  gender: row.gender,
  jobType: row.jobType,
  education: row.education,
  experienceYears: row.experienceKnown ? row.experienceYears : null,
  expectedSalary: row.expectedSalary,
  maternityNurseLevel: row.maternityNurseLevel,
  nativePlace: row.nativePlace,
  skills: row.skills,
  status: row.status,
  listing: listingOf(row),
  orderStatus: row.orderStatus,
  leadSource: row.leadSource,
  isDraft: row.phoneMasked === null,
  avatarUrl: avatarAddress(ctx, row.avatarUrl, { as: 'small' }),
  version: row.version,
  createdAt: iso(row.createdAt),
  updatedAt: iso(row.updatedAt),
})

/** Numbers in full; the masked copies where the viewer may not see them, which needs no key. */
export function privateFields(cipher: FieldCipher, row: ResumeRow, full: boolean) {
  return {
    phone: full && row.phoneSealed ? cipher.open('phone', row.phoneSealed) : row.phoneMasked,
    phoneMasked: row.phoneMasked,
    idNumber: full && row.idNumberSealed ? cipher.open('idNumber', row.idNumberSealed) : row.idNumberMasked,
    idNumberMasked: row.idNumberMasked,
    emergencyContactPhone:
      full && row.emergencyPhoneSealed
        ? cipher.open('emergencyPhone', row.emergencyPhoneSealed)
        : row.emergencyPhoneMasked,
  }
}

/** A whole resume. */
export const resumeView = (
  ctx: LinkCtx & Pick<Ctx, 'cipher'>,
  row: ResumeRow,
  files: FileFields,
  names: Names,
  full: boolean,
) => ({
  ...resumeCard(ctx, row),
  ...privateFields(ctx.cipher, row, full),
  ...files,
  filesVersion: row.filesVersion,
  avatarUrl: avatarAddress(ctx, row.avatarUrl),
  ...names,
  selfIntroduction: row.selfIntroduction,
  recommendationReason: row.recommendationReason,
  internalEvaluation: row.internalEvaluation,
  certificatesText: row.certificatesText,
  familySituation: row.familySituation,
  wechat: row.wechat,
  currentAddress: row.currentAddress,
  hukouAddress: row.hukouAddress,
  ethnicity: row.ethnicity,
  emergencyContactName: row.emergencyContactName,
  height: row.height,
  weight: row.weight,
  medicalExamDate: row.medicalExamDate,
  birthDate: row.birthDate,
  maritalStatus: row.maritalStatus,
  religion: row.religion,
  zodiac: row.zodiac,
  zodiacSign: row.zodiacSign,
  availability: row.availability,
  learningIntention: row.learningIntention,
  currentStage: row.currentStage,
  serviceArea: row.serviceArea,
  workExperiences: row.workExperiences,
})

import { maskIdNumber, maskPhone } from '@qingpin/contract/core/masking'
import type { UpdateResume } from '@qingpin/contract/resumes/resumes.fields'
import type { z } from 'zod'
import type { FieldCipher } from '../../crypto/field-cipher.ts'
import type { FileInput } from '../attachments/index.ts'
import { DEFAULTS } from './record.rules.ts'
import type { ResumeColumns, ResumeRow, WorkExperience } from './resumes.table.ts'

/** The input of create and update: a field that is left out stays, null clears it. */
export type ResumeInput = Omit<z.output<typeof UpdateResume>, 'version' | 'filesVersion'>

type ToColumns<Value> = (value: Exclude<Value, undefined>, cipher: FieldCipher) => ResumeColumns
/** How a field is stored: in the column of its name, there with a default for null, by a function, or as files. */
type StoredAs<Field, Value> =
  | ToColumns<Value>
  | (Field extends keyof ResumeRow ? (NonNullable<Value> extends ResumeRow[Field] ? 'same' : never) : never)
  | (Field extends keyof typeof DEFAULTS ? 'default' : never)
  | (Field extends keyof FileInput ? 'files' : never)

const experience = (entry: NonNullable<ResumeInput['workExperiences']>[number]): WorkExperience => ({
  startDate: entry.startDate ?? null,
  endDate: entry.endDate ?? null,
  description: entry.description,
  orderNumber: entry.orderNumber ?? null,
  jobType: entry.jobType ?? null,
  district: entry.district ?? null,
  customerName: entry.customerName ?? null,
  customerReview: entry.customerReview ?? null,
  photos: entry.photos ?? [],
})

const phoneColumns = (cipher: FieldCipher, phone: string | null): ResumeColumns =>
  phone === null
    ? { phoneSealed: null, phoneHash: null, phoneLast4: null, phoneMasked: null, contestedPhoneHash: null }
    : {
        contestedPhoneHash: null,
        phoneSealed: cipher.seal('phone', phone),
        phoneHash: cipher.hash('phone', phone),
        phoneLast4: phone.slice(-4),
        phoneMasked: maskPhone(phone),
      }

const idNumberColumns = (cipher: FieldCipher, number: string | null): ResumeColumns =>
  number === null
    ? { idNumberSealed: null, idNumberHash: null, idNumberMasked: null, contestedIdNumberHash: null }
    : {
        contestedIdNumberHash: null,
        idNumberSealed: cipher.seal('idNumber', number),
        idNumberHash: cipher.hash('idNumber', number),
        idNumberMasked: maskIdNumber(number),
      }

const emergencyColumns = (cipher: FieldCipher, phone: string | null): ResumeColumns =>
  phone === null
    ? { emergencyPhoneSealed: null, emergencyPhoneHash: null, emergencyPhoneMasked: null }
    : {
        emergencyPhoneSealed: cipher.seal('emergencyPhone', phone),
        emergencyPhoneHash: cipher.hash('emergencyPhone', phone),
        emergencyPhoneMasked: maskPhone(phone),
      }

/** How each field of the contract is stored: a field that is missing here is a type error. Personal numbers are encrypted. */
const STORED_FIELDS: { readonly [Field in keyof ResumeInput]-?: StoredAs<Field, ResumeInput[Field]> } = {
  name: 'same',
  gender: 'same',
  age: 'same',
  jobType: 'same',
  education: 'same',
  maternityNurseLevel: 'same',
  nativePlace: 'same',
  selfIntroduction: 'same',
  recommendationReason: 'same',
  internalEvaluation: 'same',
  certificatesText: 'same',
  familySituation: 'same',
  wechat: 'same',
  currentAddress: 'same',
  hukouAddress: 'same',
  ethnicity: 'same',
  emergencyContactName: 'same',
  height: 'same',
  weight: 'same',
  medicalExamDate: 'same',
  birthDate: 'same',
  maritalStatus: 'same',
  religion: 'same',
  zodiac: 'same',
  zodiacSign: 'same',
  learningIntention: 'same',
  currentStage: 'same',
  experienceYears: (years) => ({ experienceYears: years ?? DEFAULTS.experienceYears, experienceKnown: years !== null }),
  expectedSalary: 'default',
  orderStatus: 'default',
  availability: 'default',
  leadSource: 'default',
  skills: 'default',
  serviceArea: 'default',
  workExperiences: (entries) => ({ workExperiences: (entries ?? []).map(experience) }),
  phone: (phone, cipher) => phoneColumns(cipher, phone),
  idNumber: (number, cipher) => idNumberColumns(cipher, number),
  emergencyContactPhone: (phone, cipher) => emergencyColumns(cipher, phone),
  idCardFrontUrl: 'files',
  idCardFront: 'files',
  idCardBackUrl: 'files',
  idCardBack: 'files',
  selfIntroductionVideoUrl: 'files',
  selfIntroductionVideo: 'files',
  uniformPhotoUrl: 'files',
  uniformPhoto: 'files',
  photoUrls: 'files',
  personalPhoto: 'files',
  certificateUrls: 'files',
  certificates: 'files',
  medicalReportUrls: 'files',
  reports: 'files',
  confinementMealPhotoUrls: 'files',
  confinementMealPhotos: 'files',
  cookingPhotoUrls: 'files',
  cookingPhotos: 'files',
  complementaryFoodPhotoUrls: 'files',
  complementaryFoodPhotos: 'files',
  positiveReviewPhotoUrls: 'files',
  positiveReviewPhotos: 'files',
}
const FIELDS = Object.keys(STORED_FIELDS) as (keyof ResumeInput)[]

/** The columns that an input sets. */
export function toColumns(cipher: FieldCipher, input: ResumeInput): ResumeColumns {
  const columns: Record<string, unknown> = {}
  for (const field of FIELDS) {
    const [value, stored] = [input[field], STORED_FIELDS[field]]
    if (value === undefined || stored === 'files') continue
    if (typeof stored === 'function') Object.assign(columns, (stored as ToColumns<unknown>)(value, cipher))
    else columns[field] = stored === 'default' ? (value ?? DEFAULTS[field as keyof typeof DEFAULTS]) : value
  }
  return columns as ResumeColumns
}

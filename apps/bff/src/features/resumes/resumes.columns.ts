import { maskIdNumber, maskPhone } from '@qingpin/contract/core/masking'
import type { UpdateResume } from '@qingpin/contract/resumes/resumes.fields'
import type { z } from 'zod'
import type { FieldCipher } from '../../crypto/field-cipher.ts'
import type { Schema } from '../../schema/schema.ts'
import type { WorkExperience } from './resumes.table.ts'

export type ResumeRow = Schema['resumes']['$inferSelect']
export type ResumeColumns = Partial<ResumeRow>
/** What create and update share: a field that is left out stays, null clears it. */
export type ResumeInput = Omit<z.output<typeof UpdateResume>, 'version' | 'filesVersion'>

/** Stored as they come. */
const PLAIN = [
  'name',
  'gender',
  'age',
  'jobType',
  'education',
  'maternityNurseLevel',
  'nativePlace',
  'selfIntroduction',
  'recommendationReason',
  'internalEvaluation',
  'certificatesText',
  'familySituation',
  'wechat',
  'currentAddress',
  'hukouAddress',
  'ethnicity',
  'emergencyContactName',
  'height',
  'weight',
  'medicalExamDate',
  'birthDate',
  'maritalStatus',
  'religion',
  'zodiac',
  'zodiacSign',
  'learningIntention',
  'currentStage',
] as const satisfies (keyof ResumeInput & keyof ResumeRow)[]

/** Stored with a value even when nothing was said. */
export const DEFAULTS = {
  experienceYears: 0,
  expectedSalary: 0,
  orderStatus: 'accepting',
  availability: 'unset',
  leadSource: 'other',
  skills: [] as string[],
  serviceArea: [] as string[],
  workExperiences: [] as WorkExperience[],
}

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

/** The columns that an input sets. Numbers of people and papers are stored encrypted, hashed and masked. */
export function toColumns(cipher: FieldCipher, input: ResumeInput): ResumeColumns {
  const columns: Record<string, unknown> = {}
  for (const key of PLAIN) if (input[key] !== undefined) columns[key] = input[key]
  for (const [key, fallback] of Object.entries(DEFAULTS)) {
    const value = input[key as keyof typeof DEFAULTS]
    if (value !== undefined) columns[key] = value ?? fallback
  }
  if (input.workExperiences) columns.workExperiences = input.workExperiences.map(experience)
  return {
    ...(columns as ResumeColumns),
    ...(input.phone === undefined ? {} : phoneColumns(cipher, input.phone)),
    ...(input.idNumber === undefined ? {} : idNumberColumns(cipher, input.idNumber)),
    ...(input.emergencyContactPhone === undefined ? {} : emergencyColumns(cipher, input.emergencyContactPhone)),
  }
}

const phoneColumns = (cipher: FieldCipher, phone: string | null): ResumeColumns =>
  phone === null
    ? { phoneSealed: null, phoneHash: null, phoneLast4: null, phoneMasked: null }
    : {
        phoneSealed: cipher.seal('phone', phone),
        phoneHash: cipher.hash('phone', phone),
        phoneLast4: phone.slice(-4),
        phoneMasked: maskPhone(phone),
      }

const idNumberColumns = (cipher: FieldCipher, number: string | null): ResumeColumns =>
  number === null
    ? { idNumberSealed: null, idNumberHash: null, idNumberMasked: null }
    : {
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

import { z } from 'zod'
import {
  choice,
  Day,
  IdNumber,
  Month,
  Name,
  numberIn,
  optional,
  Phone,
  text,
  Url,
  whole,
  written,
} from '../core/fields.ts'
import { storedText } from '../core/text.ts'
import { AGE_MAX, AGE_MAX_EDIT, ageProblem } from '../core/identity.rules.ts'
import { FileInfo } from '../attachments/attachments.fields.ts'
import { CARD_FIELDS } from './card.rules.ts'
import * as enums from './resumes.enums.ts'
import { RESUME_MAX, RESUME_MIN, WORK_MAX } from './resumes.rules.ts'

const age = (max: number) =>
  z.preprocess<unknown, z.ZodNumber, number | string>(
    numberIn,
    z.number().superRefine((n, ctx) => {
      const problem = ageProblem(n, max)
      if (problem) ctx.addIssue({ code: 'custom', message: problem })
    }),
  )

/** A list, its JSON text, or a single value: the three forms that old clients send. */
const listOf = <T extends z.ZodType>(item: T, max: number) =>
  z.preprocess<unknown, z.ZodArray<T>, z.input<T>[] | string>((input) => {
    if (typeof input !== 'string') return input
    const text = storedText(input)
    if (!text.startsWith('[')) return text === '' ? [] : [input]
    try {
      return JSON.parse(input)
    } catch {
      return input
    }
  }, z.array(item).max(max))

const WorkExperience = z.object({
  startDate: optional(Month),
  endDate: optional(z.union([z.literal('至今'), Month])),
  description: written(WORK_MAX.description).default(''),
  orderNumber: text(WORK_MAX.orderNumber),
  jobType: optional(choice(enums.JOB_TYPES, enums.JOB_TYPE_ALIASES)),
  district: text(WORK_MAX.district),
  customerName: text(WORK_MAX.customerName),
  customerReview: text(WORK_MAX.customerReview),
  photos: z.array(Url).max(20).optional(),
})

const Gender = choice(enums.GENDERS)
const JobTypeField = choice(enums.JOB_TYPES, enums.JOB_TYPE_ALIASES)

/** Fields that may be left out or cleared. */
const optionalFields = {
  phone: optional(Phone),
  education: optional(choice(enums.EDUCATIONS, enums.EDUCATION_ALIASES)),
  expectedSalary: optional(whole(0, RESUME_MAX.expectedSalary)),
  experienceYears: optional(whole(0, RESUME_MAX.experienceYears)),
  maternityNurseLevel: optional(choice(enums.NURSE_LEVELS)),
  nativePlace: text(RESUME_MAX.nativePlace),
  selfIntroduction: text(RESUME_MAX.selfIntroduction),
  recommendationReason: text(RESUME_MAX.recommendationReason),
  certificatesText: text(RESUME_MAX.certificatesText),
  familySituation: text(RESUME_MAX.familySituation),
  wechat: text(RESUME_MAX.wechat),
  currentAddress: text(RESUME_MAX.address),
  hukouAddress: text(RESUME_MAX.address),
  ethnicity: text(RESUME_MAX.ethnicity),
  emergencyContactName: text(RESUME_MAX.emergencyContactName),
  emergencyContactPhone: optional(Phone),
  height: optional(whole(RESUME_MIN.height, RESUME_MAX.height)),
  weight: optional(whole(RESUME_MIN.weight, RESUME_MAX.weight)).describe('in 斤 (half kilograms)'),
  medicalExamDate: optional(Day),
  birthDate: optional(Day),
  idNumber: optional(IdNumber),
  maritalStatus: optional(choice(enums.MARITAL_STATUSES)),
  religion: optional(choice(enums.RELIGIONS)),
  zodiac: optional(choice(enums.ZODIACS)),
  zodiacSign: optional(choice(enums.ZODIAC_SIGNS)),
  orderStatus: optional(choice(enums.ORDER_STATUSES)),
  availability: optional(choice(enums.AVAILABILITIES)),
  learningIntention: optional(choice(enums.LEARNING_INTENTIONS)),
  currentStage: optional(choice(enums.CURRENT_STAGES)),
  skills: optional(listOf(choice(enums.SKILLS), RESUME_MAX.skills)),
  serviceArea: optional(listOf(written(RESUME_MAX.serviceArea).min(1), RESUME_MAX.serviceAreas)),
  workExperiences: optional(listOf(WorkExperience, RESUME_MAX.workExperiences)),
}

/** Addresses of files, by kind. Files of other hosts stay references: the server never fetches them. */
const fileFields = {
  idCardFrontUrl: optional(Url),
  idCardBackUrl: optional(Url),
  selfIntroductionVideoUrl: optional(Url),
  uniformPhotoUrl: optional(Url),
  photoUrls: optional(listOf(Url, 60)),
  certificateUrls: optional(listOf(Url, 60)),
  medicalReportUrls: optional(listOf(Url, 60)),
  confinementMealPhotoUrls: optional(listOf(Url, 60)),
  cookingPhotoUrls: optional(listOf(Url, 60)),
  complementaryFoodPhotoUrls: optional(listOf(Url, 60)),
  positiveReviewPhotoUrls: optional(listOf(Url, 60)),
}

/** The same files as objects, as replies give them; of each only the address counts. */
const FileRef = z.object({ url: Url })
const fileObjects = {
  idCardFront: optional(FileRef),
  idCardBack: optional(FileRef),
  selfIntroductionVideo: optional(FileRef),
  uniformPhoto: optional(FileRef),
  personalPhoto: optional(z.array(FileRef).max(60)),
  certificates: optional(z.array(FileRef).max(60)),
  reports: optional(z.array(FileRef).max(60)),
  confinementMealPhotos: optional(z.array(FileRef).max(60)),
  cookingPhotos: optional(z.array(FileRef).max(60)),
  complementaryFoodPhotos: optional(z.array(FileRef).max(60)),
  positiveReviewPhotos: optional(z.array(FileRef).max(60)),
}

export type FileObjectName = keyof typeof fileObjects

/** The input of self-registration. */
export const SelfRegister = z.object({
  name: Name,
  gender: Gender,
  age: age(AGE_MAX),
  jobType: JobTypeField,
  ...optionalFields,
  ...fileFields,
})

/** The input of a worker whom the agency has a record of already: it fills what is empty there. */
export const ClaimRecord = SelfRegister.partial().extend({
  name: Name.describe('as it stands in the record'),
  phone: Phone.optional().describe('that of the account where it is left out'),
  code: z
    .string()
    .overwrite(storedText)
    .regex(/^\d{6}$/)
    .optional()
    .describe('sent by SMS; not needed for the phone that the account has proved'),
})

/** The input of staff. */
export const CreateResume = SelfRegister.extend({
  leadSource: optional(choice(enums.LEAD_SOURCES)),
  internalEvaluation: text(RESUME_MAX.internalEvaluation),
  createOrUpdate: z.boolean().optional().describe('update the resume that has this phone, if there is one'),
})

/** A masked number of a reply, sent back by a client: it leaves the number as it is. */
const unchanged = (mask: RegExp) =>
  z
    .string()
    .regex(mask)
    .transform(() => undefined)

export const UpdateResume = z.object({
  name: Name.optional(),
  gender: Gender.optional(),
  age: age(AGE_MAX_EDIT).optional(),
  jobType: JobTypeField.optional(),
  ...optionalFields,
  phone: optional(z.union([unchanged(/^1\d{2}\*{4}\d{4}$/), Phone])),
  emergencyContactPhone: optional(z.union([unchanged(/^1\d{2}\*{4}\d{4}$/), Phone])),
  idNumber: optional(z.union([unchanged(/^\d{4}\*{7,10}[\dX]{4}$/), IdNumber])),
  ...fileFields,
  ...fileObjects,
  filesVersion: z
    .number()
    .int()
    .min(0)
    .optional()
    .describe('the filesVersion that the arrays of files come from: what was added since then stays'),
  leadSource: optional(choice(enums.LEAD_SOURCES)),
  internalEvaluation: text(RESUME_MAX.internalEvaluation),
  version: z.number().int().optional().describe('the version that was read; another one in the database is a 409'),
})

/** What a worker corrects in her own resume while nobody has reviewed it. */
export const ChangeOwn = UpdateResume.pick({
  name: true,
  gender: true,
  age: true,
  jobType: true,
  nativePlace: true,
  education: true,
  idNumber: true,
  birthDate: true,
  ethnicity: true,
  hukouAddress: true,
  experienceYears: true,
  expectedSalary: true,
  maternityNurseLevel: true,
  skills: true,
  selfIntroduction: true,
}).extend({ version: z.number().int().describe('the version that was read; another one in the database is a 409') })

/** The fields that a worker takes over from the card that was read for her. */
export const TakeFromCard = z.object({
  proof: z.string().max(4000).describe('of the reading, as POST /api/ocr/idcard gave it'),
  fields: z
    .array(z.enum(CARD_FIELDS))
    .min(1)
    .max(CARD_FIELDS.length)
    .describe('what she confirmed; nothing else is changed'),
  version: z.number().int().describe('the version that she compared with; another one in the database is a 409'),
})

/** The fields of a card, as a resume holds them. */
export const CardInput = UpdateResume.pick({
  name: true,
  gender: true,
  birthDate: true,
  age: true,
  ethnicity: true,
  hukouAddress: true,
  idNumber: true,
})

export const Resume = z.object({
  _id: z.string(),
  id: z.string(),
  version: z.number().int(),
  status: z.string(),
  listing: z.string().describe('whether strangers find it, and if not, why'),
  isDraft: z.boolean().describe('true while there is no phone'),
  name: z.string(),
  phone: z.string().nullable().describe('in full for readers who may see it, else masked'),
  phoneMasked: z.string().nullable(),
  idNumber: z.string().nullable().describe('in full for readers who may see it, else masked'),
  idNumberMasked: z.string().nullable(),
  age: z.number().int(),
  gender: z.string(),
  jobType: z.string(),
  education: z.string().nullable(),
  experienceYears: z.number().int().nullable().describe('0: less than one; null: not said'),
  expectedSalary: z.number().int().describe('yuan a month; 0 means open'),
  maternityNurseLevel: z.string().nullable(),
  nativePlace: z.string().nullable(),
  selfIntroduction: z.string().nullable(),
  recommendationReason: z.string().nullable(),
  internalEvaluation: z.string().nullable().describe('staff only'),
  certificatesText: z.string().nullable(),
  familySituation: z.string().nullable(),
  wechat: z.string().nullable(),
  currentAddress: z.string().nullable(),
  hukouAddress: z.string().nullable(),
  ethnicity: z.string().nullable(),
  emergencyContactName: z.string().nullable(),
  emergencyContactPhone: z.string().nullable(),
  height: z.number().int().nullable(),
  weight: z.number().int().nullable(),
  medicalExamDate: z.string().nullable(),
  birthDate: z.string().nullable(),
  maritalStatus: z.string().nullable(),
  religion: z.string().nullable(),
  zodiac: z.string().nullable(),
  zodiacSign: z.string().nullable(),
  orderStatus: z.string(),
  availability: z.string(),
  leadSource: z.string(),
  learningIntention: z.string().nullable(),
  currentStage: z.string().nullable(),
  skills: z.array(z.string()),
  serviceArea: z.array(z.string()),
  workExperiences: z.array(
    z.object({
      startDate: z.string().nullable(),
      endDate: z.string().nullable(),
      description: z.string(),
      orderNumber: z.string().nullable(),
      jobType: z.string().nullable(),
      district: z.string().nullable(),
      customerName: z.string().nullable(),
      customerReview: z.string().nullable(),
      photos: z.array(z.string()),
    }),
  ),
  ...(() => {
    const urls = z.array(z.string())
    const files = z.array(FileInfo)
    return {
      idCardFront: FileInfo.nullable(),
      idCardBack: FileInfo.nullable(),
      selfIntroductionVideo: FileInfo.nullable(),
      uniformPhoto: FileInfo.nullable(),
      personalPhoto: files,
      certificates: files,
      reports: files,
      confinementMealPhotos: files,
      cookingPhotos: files,
      complementaryFoodPhotos: files,
      positiveReviewPhotos: files,
      idCardFrontUrl: z.string().nullable(),
      idCardBackUrl: z.string().nullable(),
      selfIntroductionVideoUrl: z.string().nullable(),
      uniformPhotoUrl: z.string().nullable(),
      photoUrls: urls,
      certificateUrls: urls,
      medicalReportUrls: urls,
      confinementMealPhotoUrls: urls,
      cookingPhotoUrls: urls,
      complementaryFoodPhotoUrls: urls,
      positiveReviewPhotoUrls: urls,
    }
  })(),
  filesVersion: z.number().int().describe('counts the changes of files'),
  avatarUrl: z.string().describe('empty where she has no picture on this server'),
  createdByName: z.string().nullable(),
  lastUpdatedByName: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})

import type { ResumeStatus, UnlistedFor } from '@qingpin/contract/resumes/resumes.enums'
import { sql } from 'drizzle-orm'
import type { Kit } from '../../db/kit.ts'

export interface WorkExperience {
  startDate: string | null
  endDate: string | null
  description: string
  orderNumber: string | null
  jobType: string | null
  district: string | null
  customerName: string | null
  customerReview: string | null
  photos: string[]
}

const LISTED = sql`status <> 'draft' and hidden_at is null and unlisted_at is null`

export const resumeTables = (k: Kit) => ({
  resumes: k.table(
    'resumes',
    {
      id: k.text('id').primaryKey(),
      version: k.int('version').notNull(),
      status: k.text('status').$type<ResumeStatus>().notNull(),
      /** The worker's own account, when she registered with a session. */
      accountId: k.text('account_id'),
      createdBy: k.text('created_by'),
      lastUpdatedBy: k.text('last_updated_by'),
      createdAt: k.ms('created_at').notNull(),
      updatedAt: k.ms('updated_at').notNull(),

      name: k.text('name').notNull(),
      phoneSealed: k.text('phone_sealed'),
      phoneHash: k.text('phone_hash'),
      phoneLast4: k.text('phone_last4'),
      phoneMasked: k.text('phone_masked'),
      idNumberSealed: k.text('id_number_sealed'),
      idNumberHash: k.text('id_number_hash'),
      idNumberMasked: k.text('id_number_masked'),
      /** Hashes of numbers that another resume had when a caller typed them without proof: she is not found by them. */
      contestedPhoneHash: k.text('contested_phone_hash'),
      contestedIdNumberHash: k.text('contested_id_number_hash'),
      emergencyContactName: k.text('emergency_contact_name'),
      emergencyPhoneSealed: k.text('emergency_phone_sealed'),
      emergencyPhoneHash: k.text('emergency_phone_hash'),
      emergencyPhoneMasked: k.text('emergency_phone_masked'),

      gender: k.text('gender').notNull(),
      /** As it was said last. */
      age: k.int('age').notNull(),
      /** Her birthday; where none is known, the day on which she said her age, that many years before: so ages grow. */
      bornOn: k.text('born_on').notNull().default(''),
      jobType: k.text('job_type').notNull(),
      education: k.text('education'),
      experienceYears: k.int('experience_years').notNull(),
      /** Whether the years were said: 0 is an answer, too. */
      experienceKnown: k.bool('experience_known').notNull().default(false),
      expectedSalary: k.int('expected_salary').notNull(),
      maternityNurseLevel: k.text('maternity_nurse_level'),
      nativePlace: k.text('native_place'),
      selfIntroduction: k.text('self_introduction'),
      recommendationReason: k.text('recommendation_reason'),
      internalEvaluation: k.text('internal_evaluation'),
      certificatesText: k.text('certificates_text'),
      familySituation: k.text('family_situation'),
      wechat: k.text('wechat'),
      currentAddress: k.text('current_address'),
      hukouAddress: k.text('hukou_address'),
      ethnicity: k.text('ethnicity'),
      height: k.int('height'),
      weight: k.int('weight'),
      medicalExamDate: k.text('medical_exam_date'),
      birthDate: k.text('birth_date'),
      maritalStatus: k.text('marital_status'),
      religion: k.text('religion'),
      zodiac: k.text('zodiac'),
      zodiacSign: k.text('zodiac_sign'),
      orderStatus: k.text('order_status').notNull(),
      availability: k.text('availability').notNull(),
      leadSource: k.text('lead_source').notNull(),
      learningIntention: k.text('learning_intention'),
      currentStage: k.text('current_stage'),
      skills: k.json<string[]>('skills').notNull(),
      serviceArea: k.json<string[]>('service_area').notNull(),
      workExperiences: k.json<WorkExperience[]>('work_experiences').notNull(),
      /** Since when she hides herself from strangers. */
      hiddenAt: k.ms('hidden_at'),
      /** Since when she is not listed, and why. */
      unlistedAt: k.ms('unlisted_at'),
      unlistedFor: k.text('unlisted_for').$type<UnlistedFor>(),
      /** Copied from her consents, so that a search asks one table: strangers find her by these fields. */
      showsName: k.bool('shows_name').notNull().default(false),
      showsPhone: k.bool('shows_phone').notNull().default(false),
      /** Copied from the files, so that a list reads one table. */
      avatarUrl: k.text('avatar_url').notNull(),
      /** Counts the changes of files. Uploads count here and not in `version`, so that they stop no edit. */
      filesVersion: k.int('files_version').notNull().default(0),
    },
    (t) => [
      k.unique('resumes_phone').on(t.phoneHash),
      k.unique('resumes_id_number').on(t.idNumberHash),
      k.unique('resumes_account').on(t.accountId),
      k.index('resumes_created').on(t.createdAt, t.id),
      k.index('resumes_updated').on(t.updatedAt, t.id),
      k.index('resumes_last4').on(t.phoneLast4),
      k.index('resumes_contested_phone').on(t.contestedPhoneHash),
      k.index('resumes_contested_id_number').on(t.contestedIdNumberHash),
      // The listed workers, in the order of the public list, with all columns that it filters by, so that they are
      // counted without reading the rows; the condition is that of `listedInRow`.
      k
        .index('resumes_listed')
        .on(t.updatedAt, t.id, t.status, t.hiddenAt, t.unlistedAt, t.orderStatus, t.bornOn)
        .where(LISTED),
      k
        .index('resumes_listed_job')
        .on(t.jobType, t.updatedAt, t.id, t.status, t.hiddenAt, t.unlistedAt, t.orderStatus, t.bornOn)
        .where(LISTED),
      k.index('resumes_job').on(t.jobType, t.createdAt),
      k.index('resumes_unlisted').on(t.unlistedFor, t.createdAt),
    ],
  ),
  resumeEvaluations: k.table(
    'resume_evaluations',
    {
      id: k.text('id').primaryKey(),
      resumeId: k.text('resume_id').notNull(),
      overallRating: k.int('overall_rating').notNull(),
      comment: k.text('comment').notNull(),
      evaluatorId: k.text('evaluator_id'),
      evaluationDate: k.text('evaluation_date').notNull(),
      evaluationType: k.text('evaluation_type').$type<'daily' | 'monthly' | 'contract_end' | 'special'>().notNull(),
      tags: k.json<string[]>('tags').notNull(),
      strengths: k.text('strengths'),
      improvements: k.text('improvements'),
      published: k.bool('published').notNull(),
      createdAt: k.ms('created_at').notNull(),
    },
    (t) => [k.index('resume_evaluations_resume').on(t.resumeId, t.createdAt)],
  ),
})

export type ResumeRow = ReturnType<typeof resumeTables>['resumes']['$inferSelect']
/** Columns to write. */
export type ResumeColumns = Partial<ResumeRow>

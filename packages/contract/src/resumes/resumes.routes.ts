import { z } from 'zod'
import { storedText } from '../core/text.ts'
import { define } from '../core/define.ts'
import { listOf, PageQuery } from '../core/paging.ts'
import { choice, IdParams, written } from '../core/fields.ts'
import * as enums from './resumes.enums.ts'
import {
  ChangeOwn,
  ClaimRecord,
  CreateResume,
  Resume,
  SelfRegister,
  TakeFromCard,
  UpdateResume,
} from './resumes.fields.ts'
import { EVALUATIONS_SHOWN, RECENT_DAYS } from './resumes.rules.ts'
import { tidyIdNumber } from '../core/identity.rules.ts'

/** The range of an integer column: PostgreSQL refuses to compare with more. */
const Bound = z.coerce.number<string | number>().int().min(0).max(2_147_483_647)

const Warning = z.object({ field: z.string(), message: z.string() })

export const ResumeCard = z.object({
  _id: z.string(),
  id: z.string(),
  name: z.string(),
  phone: z.string().nullable().describe('masked'),
  age: z.number().int(),
  gender: z.string(),
  jobType: z.string(),
  education: z.string().nullable(),
  experienceYears: z.number().int().nullable().describe('0: less than one; null: not said'),
  expectedSalary: z.number().int(),
  maternityNurseLevel: z.string().nullable(),
  nativePlace: z.string().nullable(),
  skills: z.array(z.string()),
  status: z.string(),
  listing: z.string().describe('whether strangers find it, and if not, why'),
  orderStatus: z.string(),
  leadSource: z.string(),
  isDraft: z.boolean(),
  avatarUrl: z.string().describe('empty where she has no picture on this server'),
  version: z.number().int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})

const EmployeeEvaluation = z.object({
  id: z.string(),
  overallRating: z.number().int().min(1).max(5),
  comment: z.string(),
  evaluatorName: z.string(),
  evaluationDate: z.string(),
  evaluationType: z.enum(['daily', 'monthly', 'contract_end', 'special']),
  tags: z.array(z.string()),
  strengths: z.string().nullable(),
  improvements: z.string().nullable(),
})

const ResumeDetail = Resume.extend({
  sameNumbers: z
    .array(z.object({ id: z.string(), name: z.string(), field: z.enum(['phone', 'idNumber']) }))
    .describe('other resumes that have her phone or id number, entered without proof'),
  employeeEvaluations: z.array(EmployeeEvaluation).describe(`the ${EVALUATIONS_SHOWN} newest published ones`),
  recommendationTags: z.array(z.object({ tag: z.string(), count: z.number().int() })),
})

const Registered = z.object({
  _id: z.string(),
  id: z.string(),
  name: z.string(),
  phone: z.string().nullable().describe('masked'),
  status: z.string(),
  leadSource: z.string(),
  createdAt: z.iso.datetime(),
  warnings: z.array(Warning),
})

const Checked = z.object({
  valid: z.boolean(),
  exists: z.boolean(),
  message: z.string(),
  takeover: z.boolean().optional().describe('the resume belongs to no account yet: its worker may claim it'),
})
const EnumValues = z.array(z.object({ value: z.string(), label: z.string() }))
const groups = Object.keys(enums.RESUME_ENUMS) as (keyof typeof enums.RESUME_ENUMS)[]

export const ListQuery = PageQuery.extend({
  search: z
    .string()
    .overwrite(storedText)
    .max(50)
    .optional()
    .describe(
      'words that must all be there: of a name, a native place, an introduction, a trade or a skill; a phone in full, as masked or its last four digits',
    ),
  keyword: written(50).optional().describe('the same as search'),
  jobType: listOf(choice(enums.JOB_TYPES, enums.JOB_TYPE_ALIASES)),
  education: listOf(choice(enums.EDUCATIONS)),
  status: listOf(choice(enums.RESUME_STATUSES)),
  listing: choice(enums.LISTING_STATES).optional(),
  orderStatus: listOf(choice(enums.ORDER_STATUSES)),
  leadSource: listOf(choice(enums.LEAD_SOURCES)),
  maternityNurseLevel: listOf(choice(enums.NURSE_LEVELS)),
  gender: choice(enums.GENDERS).optional(),
  skills: listOf(choice(enums.SKILLS)).describe('all of them'),
  nativePlace: written(50).optional(),
  minAge: Bound.optional(),
  maxAge: Bound.optional(),
  minSalary: Bound.optional(),
  maxSalary: Bound.optional(),
  minExperience: Bound.optional(),
  maxExperience: Bound.optional().describe('of those who said it'),
  sortBy: z
    .enum(['createdAt', 'updatedAt', 'age', 'experienceYears', 'expectedSalary', 'name', 'phone'])
    .default('createdAt')
    .describe('phone: by its last four digits'),
  sortOrder: z.enum(['asc', 'desc']).default('desc'),
  cursor: z.string().max(200).optional().describe('nextCursor of the page before; page is ignored with it'),
})

export const resumeRoutes = define({
  selfRegister: {
    method: 'post',
    path: '/api/resumes/miniprogram/self-register',
    limit: ['registrationTry', 'registrationTryAddress', 'selfRegistration', 'selfRegistrationAddress'],
    summary: 'A worker registers herself; with a session the resume belongs to that account',
    allow: 'optional',
    idempotent: 'key',
    status: 201,
    body: SelfRegister,
    reply: Registered,
    errors: ['DUPLICATE_PHONE', 'DUPLICATE_ID_NUMBER', 'ALREADY_REGISTERED', 'TEXT_REFUSED'],
  },
  claimRecord: {
    method: 'post',
    path: '/api/resumes/miniprogram/claim-record',
    limit: 'claimRecord',
    summary:
      'The record that the agency has of a proved phone becomes the own resume; answers fill what is empty in it',
    allow: 'session',
    idempotent: 'key',
    body: ClaimRecord,
    reply: z.object({
      id: z.string(),
      name: z.string(),
      status: z.string(),
      filled: z.array(z.string()).describe('fields that were empty and hold her answers now'),
      differing: z.array(z.string()).describe('fields where the record differs; it stays as it was'),
    }),
    errors: [
      'NOT_FOUND',
      'FORBIDDEN',
      'PHONE_PROOF_REQUIRED',
      'SMS_CODE_INVALID',
      'SMS_CODE_EXPIRED',
      'SMS_CODE_USED_UP',
      'CLAIM_NAME_MISMATCH',
      'NUMBER_FREED',
      'ALREADY_REGISTERED',
      'DUPLICATE_ID_NUMBER',
      'TEXT_REFUSED',
    ],
  },
  create: {
    method: 'post',
    path: '/api/resumes/miniprogram/create',
    summary: 'Staff enters a worker',
    allow: 'resume:create',
    idempotent: 'key',
    status: 201,
    body: CreateResume,
    reply: z.object({
      id: z.string(),
      createdAt: z.iso.datetime(),
      action: z.enum(['CREATED', 'UPDATED']),
      resume: Resume,
      warnings: z.array(Warning),
    }),
    errors: ['DUPLICATE_PHONE', 'DUPLICATE_ID_NUMBER', 'FORBIDDEN'],
  },
  validate: {
    method: 'post',
    path: '/api/resumes/miniprogram/validate',
    summary: 'Whether a phone or id number is well formed and already registered',
    allow: 'resume:create',
    idempotent: { because: 'it only reads' },
    body: z.object({
      phone: z.string().max(40).optional(),
      idNumber: z.string().max(40).transform(tidyIdNumber).optional(),
    }),
    reply: z.object({ phone: Checked.optional(), idNumber: Checked.optional() }),
  },
  enums: {
    method: 'get',
    path: '/api/resumes/enums',
    summary: 'All dictionaries of resumes',
    allow: 'public',
    cacheSeconds: 300,
    reply: z.object(
      Object.fromEntries(groups.map((group) => [group, EnumValues])) as Record<
        (typeof groups)[number],
        typeof EnumValues
      >,
    ),
  },
  list: {
    method: 'get',
    path: '/api/resumes',
    summary: 'Worker resumes, searched, filtered and sorted; phones are masked',
    allow: 'resume:view',
    query: ListQuery,
    reply: z.object({
      items: z.array(ResumeCard),
      total: z.number().int(),
      page: z.number().int(),
      pageSize: z.number().int(),
      totalPages: z.number().int(),
      nextCursor: z.string().nullable(),
    }),
  },
  mine: {
    method: 'get',
    path: '/api/resumes/mine',
    summary: 'The own resume of the account, without the notes of staff; null when there is none',
    allow: 'session',
    reply: z.object({
      resume: Resume.nullable(),
      editable: z.boolean().describe('whether she may still correct it herself: nobody has reviewed it'),
    }),
  },
  updateMine: {
    method: 'patch',
    path: '/api/resumes/mine',
    summary: 'A worker corrects her own resume, until staff has reviewed it',
    allow: 'session',
    idempotent: 'key',
    body: ChangeOwn,
    reply: z.object({ resume: Resume, warnings: z.array(Warning) }),
    errors: ['NOT_FOUND', 'VERSION_CONFLICT', 'RESUME_REVIEWED', 'DUPLICATE_ID_NUMBER', 'TEXT_REFUSED'],
  },
  takeFromCard: {
    method: 'post',
    path: '/api/resumes/mine/card',
    summary: 'Copies fields of the own identity card into the own resume: any into a draft, else those that are empty',
    allow: 'session',
    idempotent: 'key',
    body: TakeFromCard,
    reply: z.object({ resume: Resume, warnings: z.array(Warning) }),
    errors: [
      'NOT_FOUND',
      'VERSION_CONFLICT',
      'DUPLICATE_ID_NUMBER',
      'CARD_READING_OVER',
      'CARD_OF_ANOTHER',
      'CARD_FIELD_FIXED',
    ],
  },
  stats: {
    method: 'get',
    path: '/api/resumes/miniprogram/stats',
    summary: `How many resumes there are, how many with an introduction, and how many of the last ${RECENT_DAYS} days`,
    allow: 'resume:view',
    reply: z.object({
      totalResumes: z.number().int(),
      resumesWithSelfIntroduction: z.number().int(),
      selfIntroductionRate: z.string().describe('percent with two decimals'),
      recentResumes: z.number().int(),
      lastUpdated: z.iso.datetime().nullable().describe('of the resume that was changed last'),
    }),
  },
  detail: {
    method: 'get',
    path: '/api/resumes/miniprogram/{id}',
    summary: 'One resume with evaluations and recommendation tags',
    allow: 'resume:view',
    params: IdParams,
    reply: ResumeDetail,
    errors: ['NOT_FOUND'],
  },
  update: {
    method: 'patch',
    path: '/api/resumes/miniprogram/{id}',
    summary: 'Changes the fields that are sent; null clears one',
    allow: 'resume:edit',
    idempotent: 'key',
    params: IdParams,
    body: UpdateResume,
    reply: ResumeDetail.extend({ warnings: z.array(Warning) }),
    errors: ['NOT_FOUND', 'VERSION_CONFLICT', 'DUPLICATE_PHONE', 'DUPLICATE_ID_NUMBER'],
  },
  reveal: {
    method: 'post',
    path: '/api/resumes/miniprogram/{id}/reveal',
    summary: 'A masked number in full; each reveal leaves an audit row',
    allow: 'resume:reveal',
    idempotent: { because: 'it only reads; every reveal leaves its own audit row' },
    params: IdParams,
    body: z.object({ field: z.enum(['phone', 'idNumber', 'emergencyContactPhone']) }),
    reply: z.object({ field: z.string(), value: z.string().nullable() }),
    errors: ['NOT_FOUND', 'REVEAL_TOO_FAST'],
  },
})

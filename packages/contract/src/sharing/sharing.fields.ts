import { z } from 'zod'
import { storedText } from '../core/text.ts'
import { JOB_TYPE_ALIASES, JOB_TYPES, ORDER_STATUSES, UNLISTED_FOR } from '../resumes/resumes.enums.ts'
import { choice, written } from '../core/fields.ts'
import { listOf, PageQuery } from '../core/paging.ts'
import { CONSENT_FIELDS, SHARE_STATES } from './sharing.enums.ts'
import { SHARE_HOURS_DEFAULT, SHARE_HOURS_MAX, SHARE_HOURS_MIN } from './sharing.rules.ts'

export const PublicCard = z.object({
  _id: z.string(),
  id: z.string(),
  name: z.string().describe('in full only with her consent, else as 张阿姨'),
  nameMasked: z.string().describe('as 张**'),
  phoneMasked: z.string().nullable().describe('null without her consent, but for the recipient of a link'),
  gender: z.string(),
  age: z.number().int(),
  jobType: z.string(),
  education: z.string().nullable(),
  experienceYears: z.number().int().nullable().describe('0: less than one; null: not said'),
  expectedSalary: z.number().int().describe('yuan a month; 0 means open'),
  maternityNurseLevel: z.string().nullable(),
  nativePlace: z.string().nullable().describe('down to the county'),
  skills: z.array(z.string()),
  orderStatus: z.string(),
  avatarUrl: z.string().describe('empty without her consent, and where she has no picture on this server'),
  updatedAt: z.iso.datetime(),
})

const urls = z.array(z.string())

/** A worker as strangers may read her. Numbers and names in free texts are redacted. */
export const PublicResume = PublicCard.extend({
  phone: z.string().nullable().describe('in full only with her consent, else as phoneMasked'),
  selfIntroduction: z.string().nullable(),
  recommendationReason: z.string().nullable(),
  certificatesText: z.string().nullable(),
  serviceArea: z.array(z.string()),
  workExperiences: z.array(
    z.object({
      startDate: z.string().nullable(),
      endDate: z.string().nullable(),
      jobType: z.string().nullable(),
      description: z.string(),
      customerReview: z.string().nullable(),
    }),
  ),
  photoUrls: urls,
  confinementMealPhotoUrls: urls,
  cookingPhotoUrls: urls,
  complementaryFoodPhotoUrls: urls,
  selfIntroductionVideoUrl: z.string().nullable(),
  employeeEvaluations: z.array(
    z.object({
      id: z.string(),
      overallRating: z.number().int().min(1).max(5),
      comment: z.string(),
      evaluatorName: z.string().describe('masked'),
      evaluationDate: z.string(),
      evaluationType: z.enum(['daily', 'monthly', 'contract_end', 'special']),
      tags: z.array(z.string()),
      strengths: z.string().nullable(),
    }),
  ),
  recommendationTags: z.array(z.object({ tag: z.string(), count: z.number().int() })),
})

export const PublicListQuery = PageQuery.extend({
  keyword: z
    .string()
    .overwrite(storedText)
    .max(50)
    .optional()
    .describe(
      'words that must all be there: of a trade, a skill, a native place or an introduction as far as it is shown, and two characters of a name that she shows; digits find nothing',
    ),
  jobType: listOf(choice(JOB_TYPES, JOB_TYPE_ALIASES)),
  orderStatus: listOf(choice(ORDER_STATUSES)),
  maxAge: z.coerce.number<string | number>().int().min(0).max(200).optional(),
  nativePlace: written(50).optional().describe('a part of it, as far as it is shown'),
  ethnicity: written(40).optional().describe('with or without 族; for staff only, ignored for others'),
  cursor: z.string().max(200).optional().describe('nextCursor of the page before; page is ignored with it'),
  _t: z.string().max(40).optional().describe('keeps old clients from caching; ignored'),
})

export const ShareToken = z.object({
  token: z
    .string()
    .regex(/^[\w-]{8,64}$/)
    .describe('22 characters'),
})

const Hours = z.coerce.number<string | number>().int().min(SHARE_HOURS_MIN).max(SHARE_HOURS_MAX)
export const NewShare = z.object({
  expiresInHours: Hours.optional().describe(`${SHARE_HOURS_DEFAULT} by default`),
  expireHours: Hours.optional().describe('the same, as older documents call it'),
})

export const Share = z.object({
  id: z.string(),
  resumeId: z.string(),
  name: z.string(),
  jobType: z.string(),
  state: z.enum(SHARE_STATES),
  token: z.string().nullable().describe('null once the link is closed'),
  path: z.string().nullable().describe('of the page in the app'),
  link: z.string().nullable().describe('for a browser'),
  createdAt: z.iso.datetime(),
  expireAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
  views: z.number().int().describe('each visitor counts once a day, the creator does not'),
  lastViewedAt: z.iso.datetime().nullable(),
  createdByName: z.string().nullable(),
  mine: z.boolean(),
})

const Consent = z.object({
  field: z.enum(CONSENT_FIELDS),
  agreed: z.boolean(),
  by: z.enum(['worker', 'staff']).nullable().describe('null before the first decision'),
  byName: z.string().nullable(),
  note: z.string().nullable().describe('how she gave it, where staff recorded it'),
  at: z.iso.datetime().nullable(),
})

export const Visibility = z.object({
  listed: z.boolean().describe('whether strangers find the resume'),
  draft: z.boolean().describe('true until staff has reviewed it'),
  hiddenAt: z.iso.datetime().nullable().describe('since when she hides it'),
  unlistedAt: z.iso.datetime().nullable().describe('since when it is not listed'),
  unlistedFor: z.enum(UNLISTED_FOR).nullable().describe('why: her consent is not recorded, or staff took it off'),
  consents: z.array(Consent),
})

export const ConsentChanges = z.partialRecord(z.enum(CONSENT_FIELDS), z.boolean())

import { z } from 'zod'
import { Id, choice, Day, IdNumber, Name, optional, text, whole, Phone } from '../core/fields.ts'
import * as enums from './customers.enums.ts'
import { FOLLOW_UP_MAX, followUpMoment } from './customers.rules.ts'

/** The demand as free text, as old forms ask for it; stored beside the structured fields. */
export const NEEDS = [
  'needOrderType',
  'needWorkingHours',
  'needSalary',
  'needRestTime',
  'needFamilyMembers',
  'needServiceAddress',
  'needHouseArea',
  'needWorkContent',
  'needRemarks',
  'needServicePeriod',
  'needOnboardingTime',
] as const
export type Need = (typeof NEEDS)[number]
const needFields = Object.fromEntries(NEEDS.map((name) => [name, text(300)])) as Record<Need, ReturnType<typeof text>>

const Service = choice(enums.SERVICE_CATEGORIES, enums.SERVICE_ALIASES)

export const CreateCustomer = z.object({
  name: Name,
  phone: optional(Phone),
  wechatId: text(100),
  idCardNumber: optional(IdNumber),
  leadSource: choice(enums.CUSTOMER_SOURCES),
  contractStatus: choice(enums.CONTRACT_STATUSES),
  leadLevel: choice(enums.LEAD_LEVELS),
  serviceCategory: optional(Service),
  serviceType: optional(Service).describe('the same as serviceCategory'),
  salaryBudget: optional(whole(0, 50_000)).describe('yuan a month'),
  expectedStartDate: optional(Day),
  expectedDeliveryDate: optional(Day),
  homeArea: optional(whole(0, 1000)).describe('square metres'),
  familySize: optional(whole(0, 20)),
  serviceDays: optional(whole(0, 3650)),
  dealAmount: optional(z.coerce.number<string | number>().min(0).max(10_000_000)).describe('yuan'),
  restSchedule: optional(choice(enums.REST_SCHEDULES, enums.REST_ALIASES)),
  address: text(200),
  area: text(60).describe('the district, as 滨江'),
  ageRequirement: text(60),
  genderRequirement: text(60),
  originRequirement: text(60),
  educationRequirement: optional(choice(enums.CUSTOMER_EDUCATIONS)),
  remarks: text(1000),
  notes: text(1000).describe('the same as remarks'),
  ...needFields,
  assignedTo: optional(Id).describe('the caller when left out; another colleague only by a caller who may assign'),
  assignmentReason: text(200),
})

export const AddFollowUp = z.object({
  type: choice(enums.FOLLOW_UP_TYPES),
  content: z.string().trim().min(1).max(FOLLOW_UP_MAX),
  result: text(60),
  nextFollowUpDate: optional(
    z
      .string()
      .max(40)
      .transform((input, ctx) => {
        const at = followUpMoment(input.trim())
        if (at === undefined) ctx.addIssue({ code: 'custom', message: '日期要写成2026-11-28的样子。' })
        return at ?? 0
      }),
  ).describe(
    'a day, or a moment, in Beijing where no zone is given; null means none is planned; left out, a later plan stays',
  ),
})

const Person = z.object({ _id: z.string(), name: z.string(), username: z.string() })

export const CustomerCard = z.object({
  _id: z.string(),
  id: z.string(),
  customerId: z.string(),
  name: z.string(),
  phone: z.string().nullable().describe('masked'),
  wechatId: z.string().nullable().describe('masked'),
  contractStatus: z.string(),
  leadLevel: z.string(),
  leadSource: z.string(),
  serviceCategory: z.string().nullable(),
  salaryBudget: z.number().int().nullable(),
  expectedStartDate: z.string().nullable(),
  expectedDeliveryDate: z.string().nullable(),
  area: z.string().nullable(),
  serviceDays: z.number().int().nullable(),
  followUpStatus: z.string().nullable(),
  nextFollowUpAt: z.iso.datetime().nullable().describe('midnight in Beijing where only a day was given'),
  lastFollowUpAt: z.iso.datetime().nullable(),
  lastNote: z.string().nullable().describe('the text of the newest follow-up'),
  assignedTo: Person.nullable(),
  assignedToUser: Person.omit({ _id: true }).nullable(),
  assignedAt: z.iso.datetime(),
  transferCount: z.number().int(),
  lastTransferredAt: z.iso.datetime().nullable(),
  autoTransferEnabled: z.boolean(),
  lastActivityAt: z.iso.datetime(),
  version: z.number().int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})

export const CustomerDetail = CustomerCard.extend({
  idCardNumber: z.string().nullable().describe('masked'),
  address: z.string().nullable(),
  homeArea: z.number().int().nullable(),
  familySize: z.number().int().nullable(),
  restSchedule: z.string().nullable(),
  dealAmount: z.number().nullable(),
  ageRequirement: z.string().nullable(),
  genderRequirement: z.string().nullable(),
  originRequirement: z.string().nullable(),
  educationRequirement: z.string().nullable(),
  remarks: z.string().nullable(),
  ...(Object.fromEntries(NEEDS.map((name) => [name, z.string().nullable()])) as Record<
    Need,
    z.ZodNullable<z.ZodString>
  >),
  assignmentReason: z.string().nullable(),
  createdByName: z.string(),
  assignedToName: z.string(),
  assignedByName: z.string(),
})

export const FollowUp = z.object({
  _id: z.string(),
  id: z.string(),
  customerId: z.string(),
  type: z.string(),
  content: z.string(),
  result: z.string().nullable(),
  nextFollowUpDate: z.iso.datetime().nullable(),
  createdBy: Person.nullable(),
  createdAt: z.iso.datetime(),
})

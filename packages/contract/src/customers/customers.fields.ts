import { z } from 'zod'
import { storedText } from '../core/text.ts'
import { choice, Day, Id, IdNumber, Name, optional, Phone, text, whole, written } from '../core/fields.ts'
import * as enums from './customers.enums.ts'
import { ASSIGNED_AT_ONCE, CUSTOMER_MAX, FOLLOW_UP_MAX, followUpMoment } from './customers.rules.ts'

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
const needFields = Object.fromEntries(NEEDS.map((name) => [name, text(CUSTOMER_MAX.need)])) as Record<
  Need,
  ReturnType<typeof text>
>

const Service = choice(enums.SERVICE_CATEGORIES, enums.SERVICE_ALIASES)

export const WechatId = z
  .string()
  .overwrite(storedText)
  .max(CUSTOMER_MAX.wechatId)
  .refine((id) => !id.includes('**'), { message: '这是遮住的微信号，请填完整的。' })

/** An amount of money in yuan, or its decimal text with at most two places. */
const amount = (max: number) =>
  z.preprocess<unknown, z.ZodNumber, number | string>(
    (input) => (typeof input === 'string' && /^\s*\d+(?:\.\d{1,2})?\s*$/.test(input) ? Number(input) : input),
    z.number().min(0).max(max),
  )

/** Short texts in a list, or in one text with 、 between them. */
const Likes = z.preprocess<unknown, z.ZodArray<z.ZodString>, readonly string[] | string>(
  (input) => {
    const parts = typeof input === 'string' ? input.split(/[、,，;；\n]/) : input
    return Array.isArray(parts)
      ? [...new Set(parts.map((part) => (typeof part === 'string' ? storedText(part) : part)))].filter(
          (part) => part !== '',
        )
      : parts
  },
  z.array(z.string().max(CUSTOMER_MAX.like)).max(CUSTOMER_MAX.likes),
)
/** Named by the phone that wrote it, so that what is sent again after days finds its row; one person's ids are unique. */
const ClientId = z
  .string()
  .regex(/^[0-9a-z-]{8,60}$/, '这条的编号写错了。')
  .optional()
  .describe('an id that the client gave to this writing; sent again, the answer is the row that it has become')

export const CreateCustomer = z.object({
  clientId: ClientId,
  name: Name,
  phone: optional(Phone),
  wechatId: optional(WechatId),
  idCardNumber: optional(IdNumber),
  leadSource: choice(enums.CUSTOMER_SOURCES),
  contractStatus: choice(enums.CONTRACT_STATUSES),
  leadLevel: choice(enums.LEAD_LEVELS),
  serviceCategory: optional(Service),
  serviceType: optional(Service).describe('the same as serviceCategory'),
  salaryBudget: optional(whole(0, CUSTOMER_MAX.salaryBudget)).describe('yuan a month, at most'),
  salaryBudgetMin: optional(whole(0, CUSTOMER_MAX.salaryBudget)).describe('yuan a month, where a range was named'),
  stayIn: optional(choice(enums.STAY_INS, enums.STAY_IN_ALIASES)),
  likes: optional(Likes).describe('what the customer likes in a worker, as 带过早产儿; a list, or one text with 、'),
  expectedStartDate: optional(Day),
  expectedDeliveryDate: optional(Day),
  homeArea: optional(whole(0, CUSTOMER_MAX.homeArea)).describe('square metres'),
  familySize: optional(whole(0, CUSTOMER_MAX.familySize)),
  serviceDays: optional(whole(0, CUSTOMER_MAX.serviceDays)),
  dealAmount: optional(amount(CUSTOMER_MAX.dealAmount)).describe('yuan'),
  restSchedule: optional(choice(enums.REST_SCHEDULES, enums.REST_ALIASES)),
  address: text(CUSTOMER_MAX.address),
  area: text(CUSTOMER_MAX.area).describe('the district, as 滨江'),
  ageRequirement: text(CUSTOMER_MAX.requirement),
  genderRequirement: text(CUSTOMER_MAX.requirement),
  originRequirement: text(CUSTOMER_MAX.requirement),
  educationRequirement: optional(choice(enums.CUSTOMER_EDUCATIONS)),
  remarks: text(CUSTOMER_MAX.remarks),
  notes: text(CUSTOMER_MAX.remarks).describe('the same as remarks'),
  ...needFields,
  assignedTo: optional(Id).describe(
    'another colleague only by a caller who may assign; left out, the caller, and no one yet where an operator or dispatch enters it, or where a caller who may assign sends null',
  ),
  assignmentReason: text(CUSTOMER_MAX.reason),
  allowDuplicateWechat: z.boolean().optional().describe('enters the customer although another one has the WeChat id'),
})

export const CheckNumbers = z.object({
  phone: optional(Phone),
  wechatId: optional(WechatId),
  exceptId: Id.optional().describe('the customer that is being edited'),
})

/** Another customer with the number, as far as the caller may know. */
export const NumberHit = z.object({
  where: z
    .enum(['visible', 'pool', 'colleague', 'deleted'])
    .describe('of a customer that was merged into another one: where the other one is'),
  merged: z.boolean().describe('the number came with a customer that was merged into this one'),
  customerId: z.string().nullable().describe('null where it is with a colleague or deleted'),
  name: z.string().describe('masked where it is with a colleague or deleted'),
  owner: z.string().nullable().describe('the colleague who has it; null in the pool'),
  lastContactAt: z.iso.datetime().nullable(),
})

/** A number as old forms send it back: its stored mask stands for "unchanged", any other mask is refused. */
const orMask = <T extends z.ZodType>(schema: T) =>
  z.union([
    z
      .string()
      .max(100)
      .regex(/\*{2}/, { abort: true })
      .transform((mask) => ({ mask: storedText(mask) })),
    optional(schema),
  ])

export const UpdateCustomer = CreateCustomer.partial().extend({
  phone: orMask(Phone).optional(),
  wechatId: orMask(WechatId).optional(),
  idCardNumber: orMask(IdNumber).optional(),
  placementEndReason: text(CUSTOMER_MAX.reason).describe(
    'why the placement ends; needed where a customer with a worker is no longer signed',
  ),
  version: z
    .number()
    .int()
    .optional()
    .describe(
      'the version that was read; another one in the database is a 409. Left out, only the fields sent are written',
    ),
})

export const AssignCustomer = z.object({
  assignedTo: Id.describe('an active member of staff'),
  assignmentReason: text(CUSTOMER_MAX.reason),
  reason: text(CUSTOMER_MAX.reason).describe('the same as assignmentReason'),
})

export const AssignMany = AssignCustomer.omit({ reason: true }).extend({
  ids: z.array(Id).min(1).max(ASSIGNED_AT_ONCE).describe('the customers; one that is named twice counts once'),
})

/** A structured field that was empty and was read out of a free text of the demand. */
const ReadFromNeeds = z.array(
  z.object({ field: z.string(), from: z.string(), value: z.union([z.string(), z.number()]) }),
)
export const WithReadings = { readFromNeeds: ReadFromNeeds.describe('what was read out of the need* texts') }

export const AddFollowUp = z.object({
  clientId: ClientId,
  writtenAt: z.iso
    .datetime({ offset: true })
    .transform((text) => Date.parse(text))
    .optional()
    .describe('when it was written, where it is sent later; a later moment than the server’s counts as now'),
  type: choice(enums.FOLLOW_UP_TYPES),
  content: written(FOLLOW_UP_MAX).min(1),
  result: text(60),
  keepsPlan: z.boolean().optional().describe('a remark that is no contact: what is planned stays, due or not'),
  nextFollowUpDate: optional(
    z
      .string()
      .max(40)
      .transform((input, ctx) => {
        const at = followUpMoment(storedText(input))
        if (at === undefined) ctx.addIssue({ code: 'custom', message: '日期要写成2026-11-28的样子。' })
        return at ?? 0
      }),
  ).describe(
    'a day, or a moment, in Beijing where no zone is given; null means none is planned; left out, a later plan stays',
  ),
})

export const Person = z.object({ _id: z.string(), name: z.string(), username: z.string() })
const Named = Person.omit({ _id: true }).nullable()

export const AssignmentLog = z.object({
  _id: z.string(),
  id: z.string(),
  customerId: z.string(),
  action: choice(enums.ASSIGNMENT_ACTIONS),
  oldAssignedTo: Person.nullable().describe('null where the customer had no owner'),
  newAssignedTo: Person.nullable().describe('null where the customer has no owner since'),
  assignedBy: Person.nullable().describe('null where the agency’s rules did it'),
  oldAssignedToUser: Named,
  newAssignedToUser: Named,
  assignedByUser: Named,
  assignedAt: z.iso.datetime(),
  reason: z.string().nullable(),
})

/** A step of the reminders, as the history of a customer shows it. */
export const Reminder = z.object({
  id: z.string(),
  step: z.enum(enums.REMINDER_STEPS),
  owner: z.string().nullable().describe('who owned the customer then'),
  silentDays: z.number().int().describe('full days without a contact'),
  createdAt: z.iso.datetime(),
})

export const Employee = z.object({
  _id: z.string(),
  name: z.string(),
  role: z.string(),
  department: z.string(),
  status: z.string(),
  customers: z.number().int().describe('customers that they own and that are neither signed nor lost'),
})

const Numbers = z.record(z.string(), z.number().int())
export const Statistics = z.object({
  total: z.number().int().describe('as the list with the same filters'),
  lost: z.number().int().describe('customers that were lost, which the total leaves out unless asked for'),
  byContractStatus: Numbers,
  myCustomers: z.number().int().optional().describe('for an employee: the same as total'),
  byLeadSource: Numbers.optional().describe('for all other roles'),
  byServiceCategory: Numbers.optional().describe('for all other roles; `none` where it is not known'),
})

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
  reminded: z
    .enum(enums.REMINDER_STEPS)
    .nullable()
    .describe('how far the reminders have come since the last contact: the owner, managers too, marked as a risk'),
  recycleAt: z.iso.datetime().nullable().describe('when it goes back to the pool if nothing happens'),
  assignedTo: Person.nullable(),
  assignedToUser: Named,
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
  salaryBudgetMin: z.number().int().nullable(),
  stayIn: z.string().nullable(),
  likes: z.array(z.string()),
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
  lastUpdatedByName: z.string().nullable().describe('who changed it last; null where it is as it was entered'),
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
  byCustomer: z
    .boolean()
    .describe('what the family did by itself on its page of a shortlist; `createdBy` is null then'),
  writtenAt: z.iso.datetime().nullable().describe('where it was written without network and sent later'),
  createdAt: z.iso.datetime(),
})

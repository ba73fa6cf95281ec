import { z } from 'zod'
import { storedText } from '../core/text.ts'
import { define } from '../core/define.ts'
import { listOf, PageQuery } from '../core/paging.ts'
import { choice, Day, Id, IdParams, written } from '../core/fields.ts'
import * as enums from './customers.enums.ts'
import {
  AddFollowUp,
  AssignCustomer,
  AssignMany,
  AssignmentLog,
  CheckNumbers,
  CreateCustomer,
  CustomerCard,
  CustomerDetail,
  Employee,
  FollowUp,
  NumberHit,
  Reminder,
  Statistics,
  UpdateCustomer,
  WithReadings,
} from './customers.fields.ts'

const groups = Object.keys(enums.CUSTOMER_ENUMS) as (keyof typeof enums.CUSTOMER_ENUMS)[]
const EnumValues = z.array(z.object({ value: z.string(), label: z.string() }))

export const CustomerQuery = PageQuery.extend({
  search: z
    .string()
    .overwrite(storedText)
    .max(50)
    .optional()
    .describe('a name, a whole WeChat id or a customer number; a phone in full or its last four digits'),
  name: written(50).optional(),
  phone: written(40).optional().describe('in full or its last four digits; anything else finds none'),
  leadSource: listOf(choice(enums.CUSTOMER_SOURCES)),
  serviceCategory: listOf(choice(enums.SERVICE_CATEGORIES, enums.SERVICE_ALIASES)),
  contractStatus: listOf(choice(enums.CONTRACT_STATUSES)).describe(
    'customers that were lost appear only when searched for or asked for here',
  ),
  leadLevel: listOf(choice(enums.LEAD_LEVELS)),
  leadStatus: choice(enums.LEAD_STATUSES).optional(),
  followUpStatus: choice(enums.FOLLOW_UP_STATUSES).optional(),
  due: choice([...enums.DUES, ...enums.WATCHES]).optional(),
  reached: choice(enums.REACHES).optional().describe('how far they have come, lost ones included'),
  assignedTo: Id.optional(),
  createdStartDate: Day.optional(),
  createdEndDate: Day.optional().describe('that day included'),
  assignedStartDate: Day.optional(),
  assignedEndDate: Day.optional().describe('that day included'),
  sortBy: z
    .enum(['createdAt', 'updatedAt', 'name', 'phone', 'nextFollowUpAt', 'lastActivityAt', 'recycleAt'])
    .default('createdAt')
    .describe('phone orders by the last four digits; without a next date a customer comes after all others'),
  sortOrder: z.enum(['asc', 'desc']).default('desc'),
  cursor: z.string().max(400).optional().describe('nextCursor of the page before; page is ignored with it'),
})

const Counts = z
  .object({
    all: z.number().int(),
    mine: z.number().int(),
    overdue: z.number().int(),
    today: z.number().int(),
    fresh: z.number().int(),
    unplanned: z.number().int(),
    byContractStatus: z.record(z.string(), z.number().int()),
  })
  .describe(
    'what the list would hold with that choice of `assignedTo`, or with that one choice of `due` or `contractStatus` in place of both, all else the same',
  )

export const customerRoutes = define({
  enums: {
    method: 'get',
    path: '/api/customers/enums',
    summary: 'All dictionaries of customers',
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
    path: '/api/customers/miniprogram/list',
    summary: 'The customers that the caller may see, searched, filtered and sorted; numbers are masked',
    allow: 'customer:view',
    query: CustomerQuery,
    reply: z.object({
      customers: z.array(CustomerCard),
      total: z.number().int(),
      page: z.number().int(),
      limit: z.number().int(),
      totalPages: z.number().int(),
      hasMore: z.boolean(),
      nextCursor: z.string().nullable(),
      counts: Counts,
    }),
    errors: ['DUPLICATE_HITS_USED_UP'],
  },
  statistics: {
    method: 'get',
    path: '/api/customers/miniprogram/statistics',
    summary: 'How many customers the caller sees with these filters, by status, source and service; equals the list',
    allow: 'customer:view',
    query: CustomerQuery.omit({ sortBy: true, sortOrder: true, cursor: true, page: true, pageSize: true, limit: true }),
    reply: Statistics,
  },
  employees: {
    method: 'get',
    path: '/api/customers/miniprogram/employees/list',
    summary: 'Active staff to whom customers may be assigned',
    allow: 'customer:assign',
    reply: z.array(Employee),
  },
  checkNumbers: {
    method: 'post',
    path: '/api/customers/check-numbers',
    summary: 'Whether another customer has a whole phone number or WeChat id, and with whom',
    allow: 'customer:create',
    idempotent: { because: 'it only reads; what it finds at colleagues leaves an audit row' },
    body: CheckNumbers,
    reply: z.object({ phone: NumberHit.nullable(), wechatId: NumberHit.nullable() }),
    errors: ['DUPLICATE_HITS_USED_UP'],
  },
  create: {
    method: 'post',
    path: '/api/customers/miniprogram/create',
    summary: 'Enters a customer; a phone or a WeChat id is needed',
    allow: 'customer:create',
    idempotent: 'key',
    status: 201,
    body: CreateCustomer,
    reply: z.object({
      id: z.string(),
      customerId: z.string(),
      createdAt: z.iso.datetime(),
      action: z.literal('CREATED'),
      customer: CustomerDetail,
      ...WithReadings,
    }),
    errors: [
      'ALREADY_SENT',
      'DUPLICATE_PHONE',
      'DUPLICATE_WECHAT',
      'DUPLICATE_HITS_USED_UP',
      'MISSING_CONTACT',
      'ASSIGNEE_UNAVAILABLE',
      'FORBIDDEN',
    ],
  },
  detail: {
    method: 'get',
    path: '/api/customers/miniprogram/{id}',
    summary: 'One customer; numbers are masked for everybody and shown one by one by `reveal`',
    allow: 'customer:view',
    params: IdParams,
    reply: CustomerDetail,
    errors: ['NOT_FOUND'],
  },
  update: {
    method: 'patch',
    path: '/api/customers/miniprogram/{id}',
    summary: 'Changes the fields that are sent; null clears one',
    allow: 'customer:edit',
    idempotent: 'key',
    params: IdParams,
    body: UpdateCustomer,
    reply: CustomerDetail.extend(WithReadings),
    errors: [
      'NOT_FOUND',
      'ALREADY_SENT',
      'CUSTOMER_CONFLICT',
      'DUPLICATE_PHONE',
      'DUPLICATE_WECHAT',
      'DUPLICATE_HITS_USED_UP',
      'MISSING_CONTACT',
      'ASSIGNEE_UNAVAILABLE',
      'FORBIDDEN',
      'PLACEMENT_END_REASON',
    ],
  },
  assign: {
    method: 'patch',
    path: '/api/customers/miniprogram/{id}/assign',
    summary: 'Makes a colleague the owner of a customer; the present owner again changes nothing',
    allow: 'customer:assign',
    idempotent: 'key',
    params: IdParams,
    body: AssignCustomer,
    reply: CustomerDetail.extend({
      notificationData: z.object({
        assignedToId: z.string(),
        customerId: z.string(),
        customerName: z.string(),
        customerPhone: z.string().nullable().describe('masked'),
        source: z.string(),
        leadSource: z.string(),
        serviceCategory: z.string().nullable(),
        assignerName: z.string(),
        assignTime: z.iso.datetime(),
      }),
    }),
    errors: ['NOT_FOUND', 'ASSIGNEE_UNAVAILABLE'],
  },
  assignMany: {
    method: 'post',
    path: '/api/customers/assign-many',
    summary: 'Makes a colleague the owner of several customers, and says of each what happened',
    allow: 'customer:assign',
    idempotent: 'key',
    body: AssignMany,
    reply: z.object({
      assigned: z.number().int(),
      results: z.array(
        z.object({
          id: z.string(),
          name: z.string().nullable(),
          result: z
            .enum(['assigned', 'unchanged', 'gone'])
            .describe('unchanged: the colleague had it already; gone: in the pool meanwhile, or no longer there'),
        }),
      ),
    }),
    errors: ['ASSIGNEE_UNAVAILABLE'],
  },
  assignmentLogs: {
    method: 'get',
    path: '/api/customers/miniprogram/{id}/assignment-logs',
    summary: 'Who owned a customer, newest change first',
    allow: 'customer:view',
    params: IdParams,
    reply: z.array(AssignmentLog),
    errors: ['NOT_FOUND'],
  },
  reminders: {
    method: 'get',
    path: '/api/customers/miniprogram/{id}/reminders',
    summary: 'When the rules reminded of a customer that was not contacted, newest first',
    allow: 'customer:view',
    params: IdParams,
    reply: z.array(Reminder),
    errors: ['NOT_FOUND'],
  },
  reveal: {
    method: 'post',
    path: '/api/customers/miniprogram/{id}/reveal',
    summary: 'A masked number in full; each reveal is written to the audit log',
    allow: 'customer:view',
    idempotent: { because: 'it only reads; every look leaves its own audit row' },
    params: IdParams,
    body: z.object({ field: z.enum(['phone', 'wechatId', 'idCardNumber']) }),
    reply: z.object({ field: z.string(), value: z.string().nullable() }),
    errors: ['NOT_FOUND', 'REVEAL_TOO_FAST'],
  },
  addFollowUp: {
    method: 'post',
    path: '/api/customers/miniprogram/{id}/follow-ups',
    summary: 'Adds a follow-up and the date of the next one',
    allow: 'customer:edit',
    idempotent: 'key',
    status: 201,
    params: IdParams,
    body: AddFollowUp,
    reply: FollowUp,
    errors: ['NOT_FOUND'],
  },
})

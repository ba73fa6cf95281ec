import { z } from 'zod'
import { choice, IdParams, text, whole, written } from '../core/fields.ts'
import { define } from '../core/define.ts'
import { listOf, PageQuery } from '../core/paging.ts'
import { SERVICE_ALIASES, SERVICE_CATEGORIES } from './customers.enums.ts'
import { AssignmentLog, CustomerCard, CustomerDetail, FollowUp } from './customers.fields.ts'
import {
  CLAIMS_MOST,
  HELD_MOST,
  ESCALATE_DAYS_MOST,
  HOURS_A_DAY,
  RECYCLE_DAYS_MOST,
  RECYCLED_LEVELS,
  type RecycledLevel,
  VIEWS_MOST,
} from './pool.rules.ts'

const Quota = z.object({ used: z.number().int(), most: z.number().int() }).describe('of today, in Beijing')

const PoolCard = CustomerCard.extend({
  released: AssignmentLog.nullable().describe('how it came into the pool'),
  colleagues: z.number().int().describe('how many have written a follow-up'),
  calls: z.number().int(),
  lastNoteBy: z.string().nullable(),
  claimableFrom: z.iso
    .datetime()
    .nullable()
    .describe('where the caller released it or lost it: from when on they may claim it'),
})

const days = z.number().int().min(1).max(RECYCLE_DAYS_MOST).nullable()
const daysByLevel = () =>
  z.object(Object.fromEntries(RECYCLED_LEVELS.map((level) => [level, days])) as Record<RecycledLevel, typeof days>)
const Rules = z.object({
  poolOn: z.boolean(),
  recycleDays: daysByLevel().describe(
    'days of silence by level after which a customer goes to the pool; null means never',
  ),
  remindDays: daysByLevel().describe('days of silence by level after which its owner is reminded; null means never'),
  escalateDays: z
    .number()
    .int()
    .min(1)
    .max(ESCALATE_DAYS_MOST)
    .describe('days from the owner’s reminder to the managers’, and from that to the mark of a risk'),
  workFrom: z
    .number()
    .int()
    .min(0)
    .max(HOURS_A_DAY - 1)
    .describe('the hour in Beijing from which on rules act'),
  workTo: z.number().int().min(1).max(HOURS_A_DAY).describe('the hour before which they stop'),
  contractDays: days.describe('days of silence after the end of a contract; null means never'),
  claimsADay: z.number().int().min(0).max(CLAIMS_MOST),
  viewsADay: z.number().int().min(0).max(VIEWS_MOST),
  heldMost: z.number().int().min(1).max(HELD_MOST).nullable(),
})

const inOrder = ({ workFrom, workTo }: { workFrom: number; workTo: number }) => workFrom < workTo
const ORDER = { path: ['workTo'], message: '下班要晚于上班。' }

export const poolRoutes = define({
  pool: {
    method: 'get',
    path: '/api/customers/pool',
    summary: 'Customers without an owner that anyone may claim, those that came last first; numbers are masked',
    allow: 'customer:view',
    query: PageQuery.extend({
      search: written(50).optional().describe('as in the list of customers'),
      serviceCategory: listOf(choice(SERVICE_CATEGORIES, SERVICE_ALIASES)),
      cursor: z.string().max(400).optional().describe('nextCursor of the page before'),
    }),
    reply: z.object({
      items: z.array(PoolCard),
      total: z.number().int(),
      byService: z.record(z.string(), z.number().int()).describe('`none` where the service is not known'),
      nextCursor: z.string().nullable(),
      claims: Quota,
      views: Quota,
    }),
    errors: ['DUPLICATE_HITS_USED_UP'],
  },
  poolCustomer: {
    method: 'get',
    path: '/api/customers/pool/{id}',
    summary: 'A customer of the pool with the whole history; counts towards the daily number of histories',
    allow: 'customer:view',
    params: IdParams,
    reply: z.object({
      customer: CustomerDetail,
      followUps: z.array(FollowUp),
      assignments: z.array(AssignmentLog),
      claimableFrom: z.iso.datetime().nullable(),
    }),
    errors: ['NOT_FOUND', 'POOL_VIEWS_USED_UP'],
  },
  claim: {
    method: 'post',
    path: '/api/customers/pool/{id}/claim',
    summary: 'Makes the caller the owner of a customer of the pool',
    allow: 'customer:edit',
    idempotent: 'key',
    params: IdParams,
    reply: CustomerDetail,
    errors: ['NOT_FOUND', 'ALREADY_CLAIMED', 'CLAIMS_USED_UP', 'CLAIM_TOO_SOON', 'TOO_MANY_HELD', 'POOL_OFF'],
  },
  release: {
    method: 'post',
    path: '/api/customers/miniprogram/{id}/release-to-pool',
    summary: 'Puts a customer into the public pool; the owner, a manager or an admin may',
    allow: 'customer:edit',
    idempotent: 'key',
    params: IdParams,
    body: z.object({ reason: text(200) }),
    reply: z.object({ id: z.string(), customerId: z.string(), releasedAt: z.iso.datetime() }),
    errors: ['NOT_FOUND', 'FORBIDDEN', 'POOL_OFF', 'PLACEMENT_HOLDS'],
  },
  rules: {
    method: 'get',
    path: '/api/customers/assignment-rules',
    summary: 'The rules of the pool, and who set them',
    allow: 'customer:view',
    reply: Rules.extend({
      version: z.number().int(),
      updatedAt: z.iso.datetime().nullable(),
      updatedBy: z.string().nullable(),
    }),
  },
  tryRules: {
    method: 'post',
    path: '/api/customers/assignment-rules/dry-run',
    summary: 'How many customers would go back to the pool within the coming days with these rules; changes nothing',
    allow: 'customer:rules',
    idempotent: { because: 'it only counts' },
    body: Rules.refine(inOrder, ORDER),
    reply: z.object({
      soon: z.number().int().describe('within the first day'),
      week: z.number().int().describe('within seven days'),
      byLevel: z.record(z.string(), z.number().int()).describe('of those of seven days'),
      postponed: z.number().int().describe('of those of seven days: those that wait for the next working hour'),
      reminders: z.object({
        soon: z.number().int().describe('customers whose owner would be reminded within the first day'),
        week: z.number().int().describe('within seven days'),
        byLevel: z.record(z.string(), z.number().int()).describe('of those of seven days'),
      }),
      inPool: z.number().int().describe('customers in the pool now, that could not be claimed without a pool'),
      overClaims: z.number().int().describe('people who have claimed as many today already'),
      overViews: z.number().int().describe('people who have opened as many histories today already'),
      overHeld: z.number().int().describe('people who hold as many already and could claim no more'),
    }),
  },
  setRules: {
    method: 'put',
    path: '/api/customers/assignment-rules',
    summary: 'Sets the rules of the pool; a customer is shown as going back for a day before it goes',
    allow: 'customer:rules',
    idempotent: 'key',
    body: Rules.extend({ version: whole(0, 1_000_000_000).describe('the version that was read') }).refine(
      inOrder,
      ORDER,
    ),
    reply: Rules.extend({ version: z.number().int() }),
    errors: ['RULES_CHANGED'],
  },
})

import { z } from 'zod'
import { Id, IdParams, whole, written } from '../core/fields.ts'
import { define } from '../core/define.ts'
import { PageQuery } from '../core/paging.ts'
import { STAFF_ROLES } from '../core/policy.ts'
import { HANDOVER_REASON_MAX, HEIRS_MOST, SHARE_MOST } from './handover.rules.ts'
import { HANDOVER_KINDS, HANDOVER_RESULTS, HANDOVER_STATES, HANDOVER_WAYS, STAFF_STATES } from './staff.enums.ts'

const Holdings = z
  .object({
    customers: z.number().int().describe('all that the account owns, signed and lost ones too'),
    plans: z.number().int().describe('of those: with a planned follow-up'),
    interviews: z.number().int().describe('planned or open'),
    shares: z.number().int().describe('links to workers that are still good'),
    requests: z.number().int().describe('open requests for customers of colleagues'),
  })
  .describe('what an account owns now')

const Handover = z.object({
  id: z.string(),
  state: z.enum(HANDOVER_STATES),
  way: z.enum(HANDOVER_WAYS),
  reason: z.string(),
  by: z.string().describe('the name of the colleague'),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  total: z.number().int().describe('what was there to hand over when it began'),
  done: z.number().int().describe('how much of it has been dealt with'),
})

const Plan = z.object({
  way: z.enum(HANDOVER_WAYS),
  heirs: z
    .array(z.object({ id: Id, share: whole(1, SHARE_MOST).describe('parts of the whole') }))
    .max(HEIRS_MOST)
    .describe(
      'active staff; the first one also gets interviews without a customer and links. Without any, the caller gets those',
    ),
})

export const handoverRoutes = define({
  holdings: {
    method: 'get',
    path: '/api/users/{id}/handover',
    summary: 'What a staff account owns, and its last handover',
    allow: 'user:handover',
    params: IdParams,
    reply: z.object({
      user: z.object({ id: z.string(), name: z.string(), role: z.enum(STAFF_ROLES), status: z.enum(STAFF_STATES) }),
      holdings: Holdings,
      last: Handover.nullable(),
    }),
    errors: ['NOT_FOUND'],
  },
  tryHandover: {
    method: 'post',
    path: '/api/users/{id}/handover/dry-run',
    summary: 'Who would get how much by a handover; changes nothing',
    allow: 'user:handover',
    idempotent: { because: 'it only counts' },
    params: IdParams,
    body: Plan,
    reply: z.object({
      holdings: Holdings,
      heirs: z.array(z.object({ id: z.string(), name: z.string(), customers: z.number().int() })),
      withoutOwner: z.number().int().describe('customers that go to no heir'),
    }),
    errors: ['NOT_FOUND', 'OWN_ACCOUNT', 'ASSIGNEE_UNAVAILABLE', 'POOL_OFF'],
  },
  handOver: {
    method: 'post',
    path: '/api/users/{id}/handover',
    summary: 'Suspends an account and hands over all that it owns, in the background; each customer’s history shows it',
    allow: 'user:handover',
    idempotent: 'key',
    status: 201,
    params: IdParams,
    body: Plan.extend({ reason: written(HANDOVER_REASON_MAX).min(1, '写一句原因，客户的记录里看得到。') }),
    reply: Handover,
    errors: [
      'NOT_FOUND',
      'FORBIDDEN',
      'OWN_ACCOUNT',
      'LAST_ADMIN',
      'ASSIGNEE_UNAVAILABLE',
      'HANDOVER_RUNNING',
      'POOL_OFF',
    ],
  },
  handoverResults: {
    method: 'get',
    path: '/api/users/{id}/handover/results',
    summary: 'What became of each thing in the last handover of an account',
    allow: 'user:handover',
    params: IdParams,
    query: PageQuery,
    reply: z.object({
      items: z.array(
        z.object({
          kind: z.enum(HANDOVER_KINDS),
          subjectId: z.string(),
          name: z.string().nullable().describe('of the customer, the interview or the worker; null where it is gone'),
          result: z.enum(HANDOVER_RESULTS),
          to: z.string().nullable().describe('the name of the colleague who has it now'),
        }),
      ),
      total: z.number().int(),
      page: z.number().int(),
      pageSize: z.number().int(),
      hasMore: z.boolean(),
    }),
    errors: ['NOT_FOUND'],
  },
})

import { z } from 'zod'
import { define } from '../core/define.ts'
import { choice, Day, Id, IdParams, written } from '../core/fields.ts'
import { listOf, pageLimit } from '../core/paging.ts'
import { FOLLOW_UP_TYPES } from './customers.enums.ts'
import { FollowUp } from './customers.fields.ts'
import { FOLLOW_UPS_EXPORTED, FOLLOW_UPS_SHOWN } from './customers.rules.ts'

/** The filters of all follow-ups of the team. */
const FollowUpFilter = z.object({
  createdBy: Id.optional().describe('the colleague who wrote it'),
  type: listOf(choice(FOLLOW_UP_TYPES)),
  startDate: Day.optional(),
  endDate: Day.optional().describe('that day included, in Beijing'),
  search: written(50).optional().describe('a part of the text, or of the name of the customer'),
})

const TeamFollowUp = FollowUp.extend({
  customer: z.object({ id: z.string(), name: z.string(), owner: z.string().nullable() }),
})

export const followUpRoutes = define({
  followUps: {
    method: 'get',
    path: '/api/customers/miniprogram/{id}/follow-ups',
    summary: 'The newest follow-ups of a customer, newest first; with `before`, those that are older than that one',
    allow: 'customer:view',
    params: IdParams,
    query: z.object({
      limit: pageLimit(FOLLOW_UPS_SHOWN, FOLLOW_UPS_SHOWN),
      before: Id.optional().describe('the id of the oldest follow-up that was read'),
    }),
    reply: z.array(FollowUp),
    errors: ['NOT_FOUND'],
  },
  teamFollowUps: {
    method: 'get',
    path: '/api/customers/follow-ups',
    summary: 'The follow-ups of the whole team, filtered by colleague, kind and days, newest first',
    allow: 'customer:oversee',
    query: FollowUpFilter.extend({
      limit: pageLimit(20),
      cursor: z.string().max(400).optional().describe('nextCursor of the page before'),
    }),
    reply: z.object({ items: z.array(TeamFollowUp), total: z.number().int(), nextCursor: z.string().nullable() }),
  },
  exportFollowUps: {
    method: 'get',
    path: '/api/customers/follow-ups/export',
    summary: `The same follow-ups as a CSV file, the newest ${FOLLOW_UPS_EXPORTED} at most; each export is written to the audit log`,
    allow: 'customer:oversee',
    limit: 'export',
    query: FollowUpFilter,
    reply: z.object({}),
    produces: 'text/csv',
  },
})

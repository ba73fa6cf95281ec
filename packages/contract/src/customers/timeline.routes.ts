import { z } from 'zod'
import { define } from '../core/define.ts'
import { choice, IdParams } from '../core/fields.ts'
import { listOf, pageLimit } from '../core/paging.ts'
import { TIMELINE_KINDS } from './customers.enums.ts'
import { AssignmentLog, FollowUp, Person, Reminder } from './customers.fields.ts'

const Changes = z.record(z.string(), z.tuple([z.unknown(), z.unknown()]).nullable())

/** One entry; which of the parts it has goes by its kind. */
const TimelineEntry = z.object({
  id: z.string(),
  kind: choice(TIMELINE_KINDS),
  at: z.iso.datetime(),
  by: Person.nullable(),
  followUp: FollowUp.optional(),
  assignment: AssignmentLog.optional(),
  reminder: Reminder.optional(),
  changes: Changes.optional().describe('before and after by field; null where a field says something private'),
  title: z.string().optional().describe('of the kinds that other parts of the product bring'),
  text: z.string().nullable().optional(),
  due: z.iso.datetime().nullable().optional().describe('when it is planned for'),
  roomId: z.string().optional().describe('of an interview'),
})

export const timelineRoutes = define({
  timeline: {
    method: 'get',
    path: '/api/customers/miniprogram/{id}/timeline',
    summary:
      'All that happened with a customer, newest first: one list of all kinds, or of the kinds that are asked for',
    allow: 'customer:view',
    params: IdParams,
    query: z.object({
      kinds: listOf(choice(TIMELINE_KINDS)),
      limit: pageLimit(20),
      cursor: z.string().max(400).optional().describe('nextCursor of the page before'),
    }),
    reply: z.object({ items: z.array(TimelineEntry), nextCursor: z.string().nullable() }),
    errors: ['NOT_FOUND'],
  },
})

import { z } from 'zod'
import { define } from '../core/define.ts'
import { choice, Id, IdParams, whole, written } from '../core/fields.ts'
import { pageLimit } from '../core/paging.ts'
import { REMOVALS } from './customers.enums.ts'
import { CustomerDetail, Person } from './customers.fields.ts'
import { DELETION_REASON_MAX, RESTORE_DAYS } from './removal.rules.ts'

const Version = whole(1, 1_000_000_000)

export const removalRoutes = define({
  merge: {
    method: 'post',
    path: '/api/customers/merge',
    summary: `Makes one customer out of two; can be taken back for ${RESTORE_DAYS} days`,
    allow: 'customer:edit',
    idempotent: 'key',
    body: z.object({
      keptId: Id.describe(
        'whose number stays; it gets the follow-ups, interviews and changes of owner of the other one',
      ),
      mergedId: Id,
      keptVersion: Version.describe('the version that was read; another one in the database is a 409'),
      mergedVersion: Version,
      fields: z
        .record(z.string().max(40), z.enum(['kept', 'merged', 'both']))
        .default({})
        .describe(
          'by the name of a field: whose value stays. Left out: that of the kept one, or the other where it has none. ' +
            '`both` joins remarks, likes and need* texts. `owner` names the owner',
        ),
    }),
    reply: CustomerDetail,
    errors: ['NOT_FOUND', 'FORBIDDEN', 'CUSTOMER_CONFLICT'],
  },
  deleteCustomer: {
    method: 'post',
    path: '/api/customers/miniprogram/{id}/delete',
    summary: `Deletes a customer; a manager can bring it back for ${RESTORE_DAYS} days`,
    allow: 'customer:remove',
    idempotent: 'key',
    params: IdParams,
    body: z.object({ reason: written(DELETION_REASON_MAX).min(1) }),
    reply: z.object({ id: z.string(), customerId: z.string(), until: z.iso.datetime() }),
    errors: ['NOT_FOUND', 'CUSTOMER_PLACED'],
  },
  removed: {
    method: 'get',
    path: '/api/customers/removed',
    summary: 'Customers that can be brought back: all for managers, for others those that they merged themselves',
    allow: 'customer:view',
    query: z.object({
      kind: choice(REMOVALS).optional(),
      keptId: Id.optional().describe('those that were merged into this customer'),
      search: written(50).optional().describe('a part of the name'),
      limit: pageLimit(20),
      cursor: z.string().max(400).optional().describe('nextCursor of the page before'),
    }),
    reply: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          customerId: z.string(),
          kind: choice(REMOVALS),
          name: z.string(),
          phone: z.string().nullable().describe('masked'),
          owner: z.string().nullable(),
          by: Person.nullable(),
          reason: z.string().nullable(),
          mergedInto: z.object({ id: z.string(), name: z.string() }).nullable(),
          removedAt: z.iso.datetime(),
          until: z.iso.datetime().describe('until when it can be brought back'),
        }),
      ),
      nextCursor: z.string().nullable(),
    }),
  },
  restore: {
    method: 'post',
    path: '/api/customers/removed/{id}/restore',
    summary:
      'Brings a deleted customer back, or takes a merge back: what was written since stays with the one that was kept',
    allow: 'customer:edit',
    idempotent: 'key',
    params: IdParams,
    reply: z.object({ id: z.string(), customerId: z.string(), name: z.string() }),
    errors: ['NOT_FOUND', 'FORBIDDEN', 'REMOVAL_FINAL', 'DUPLICATE_PHONE'],
  },
})

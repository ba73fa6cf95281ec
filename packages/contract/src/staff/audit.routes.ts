import { z } from 'zod'
import { define } from '../core/define.ts'
import { choice, Day, Id, written } from '../core/fields.ts'
import { pageLimit } from '../core/paging.ts'
import { AUDIT_KINDS } from './audit.enums.ts'
import { AUDIT_COUNTED, AUDIT_EXPORTED, AUDIT_PAGE } from './audit.rules.ts'

const AuditFilter = z.object({
  actorId: Id.optional().describe('who did it'),
  kind: choice(AUDIT_KINDS).optional(),
  subjectId: written(60).optional().describe('the record that it was done to'),
  search: written(50)
    .optional()
    .describe(
      'a part of the name of a customer or worker, or of an account that did it or that it was done to, or a customer number',
    ),
  startDate: Day.optional(),
  endDate: Day.optional().describe('that day included, in Beijing'),
})

const AuditEntry = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actor: z.string().nullable().describe('name; null for a guest and for the application itself'),
  actorRole: z.string(),
  action: z.string().describe('`<subject>.<verb>`'),
  kind: z.enum(AUDIT_KINDS.map(({ value }) => value)),
  subjectType: z.string(),
  subjectId: z.string(),
  subject: z.string().nullable().describe('name of the record, while it exists'),
  changes: z
    .array(z.object({ field: z.string(), text: z.string() }))
    .describe('what changed, in words; a personal value stands here masked, or it is only said that it changed'),
})

export const auditRoutes = define({
  auditLog: {
    method: 'get',
    path: '/api/audit-log',
    summary: 'Who saw, changed, assigned or revealed what, the newest first; failed logins have a list of their own',
    allow: 'audit:view',
    query: AuditFilter.extend({
      limit: pageLimit(AUDIT_PAGE),
      cursor: z.string().max(400).optional().describe('nextCursor of the page before'),
    }),
    reply: z.object({
      items: z.array(AuditEntry),
      total: z.number().int().describe(`counted up to ${AUDIT_COUNTED}; one more stands for all beyond`),
      nextCursor: z.string().nullable(),
    }),
  },
  exportAuditLog: {
    method: 'get',
    path: '/api/audit-log/export',
    summary: `The same rows as a CSV file, the newest ${AUDIT_EXPORTED} at most; each export is written to the log`,
    allow: 'audit:view',
    limit: 'export',
    query: AuditFilter,
    reply: z.object({}),
    produces: 'text/csv',
  },
})

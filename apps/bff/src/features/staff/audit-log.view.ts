import { auditKindOf } from '@qingpin/contract/staff/audit.enums'
import type { AuditLine } from './audit-log.repo.ts'

/** A value of the log as a person reads it. */
const valueText = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)

export const auditView = ({ entry, actor, subject }: AuditLine) => ({
  id: entry.id,
  at: new Date(entry.at).toISOString(),
  actor,
  actorRole: entry.actorRole,
  action: entry.action,
  kind: auditKindOf(entry.action),
  subjectType: entry.subjectType,
  subjectId: entry.subjectId,
  subject,
  changes: Object.entries(entry.changes ?? {}).map(([field, [before, after]]) => ({
    field,
    before: valueText(before),
    after: valueText(after),
  })),
})

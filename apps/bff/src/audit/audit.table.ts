import type { Kit } from '../db/kit.ts'

export const auditTables = (k: Kit) => ({
  auditLog: k.table(
    'audit_log',
    {
      id: k.text('id').primaryKey(),
      at: k.ms('at').notNull(),
      actorId: k.text('actor_id'),
      actorRole: k.text('actor_role').notNull(),
      action: k.text('action').notNull(),
      subjectType: k.text('subject_type').notNull(),
      subjectId: k.text('subject_id').notNull(),
      changes: k.json<Record<string, [unknown, unknown]>>('changes'),
      requestId: k.text('request_id').notNull(),
    },
    (t) => [
      k.index('audit_log_subject').on(t.subjectType, t.subjectId, t.at),
      k.index('audit_log_actor').on(t.actorId, t.at),
      k.index('audit_log_at').on(t.at, t.id),
      k.index('audit_log_action').on(t.action, t.at),
    ],
  ),
})

import type { AlertKind, AlertReason } from '@qingpin/contract/home/alerts.enums'
import type { Kit } from '../db/kit.ts'

/** What operators or managers have to look at: one row for each cause, however often it happens. */
export const alertTables = (k: Kit) => ({
  alerts: k.table(
    'alerts',
    {
      id: k.text('id').primaryKey(),
      kind: k.text('kind').$type<AlertKind>().notNull(),
      /** The service and operation of a vendor, or the account that it is about. */
      subject: k.text('subject').notNull(),
      reason: k.text('reason').$type<AlertReason>().notNull(),
      count: k.int('count').notNull(),
      since: k.ms('since').notNull(),
      lastAt: k.ms('last_at').notNull(),
      /** It went right again, or a member of staff has dealt with it. */
      closedAt: k.ms('closed_at'),
    },
    (t) => [k.unique('alerts_cause').on(t.kind, t.subject, t.reason), k.index('alerts_last').on(t.lastAt)],
  ),
})

import type { Heir } from '@qingpin/contract/staff/handover.rules'
import type { HandoverKind, HandoverResult, HandoverState, HandoverWay } from '@qingpin/contract/staff/staff.enums'
import type { Kit } from '../../db/kit.ts'

export const staffTables = (k: Kit) => ({
  /** What somebody who leaves owned goes to others: one row a time, worked off in batches. */
  handovers: k.table(
    'handovers',
    {
      id: k.text('id').primaryKey(),
      leaverId: k.text('leaver_id').notNull(),
      byId: k.text('by_id').notNull(),
      way: k.text('way').$type<HandoverWay>().notNull(),
      heirs: k.json<Heir[]>('heirs').notNull(),
      /** How many customers each heir has got so far. */
      given: k.json<Record<string, number>>('given').notNull(),
      reason: k.text('reason').notNull(),
      state: k.text('state').$type<HandoverState>().notNull(),
      total: k.int('total').notNull(),
      createdAt: k.ms('created_at').notNull(),
      finishedAt: k.ms('finished_at'),
    },
    (t) => [k.index('handovers_leaver').on(t.leaverId, t.createdAt)],
  ),
  handoverItems: k.table(
    'handover_items',
    {
      id: k.text('id').primaryKey(),
      handoverId: k.text('handover_id').notNull(),
      kind: k.text('kind').$type<HandoverKind>().notNull(),
      subjectId: k.text('subject_id').notNull(),
      result: k.text('result').$type<HandoverResult>().notNull(),
      toId: k.text('to_id'),
      createdAt: k.ms('created_at').notNull(),
    },
    (t) => [k.unique('handover_items_subject').on(t.handoverId, t.kind, t.subjectId)],
  ),
})

import type { EndCause, PayUnit, PlacementAction } from '@qingpin/contract/placements/placements.enums'
import type { Kit } from '../../db/kit.ts'

export const placementTables = (k: Kit) => ({
  /** A worker with a customer from a day on. Days are `YYYY-MM-DD` in Beijing. */
  placements: k.table(
    'placements',
    {
      id: k.text('id').primaryKey(),
      version: k.int('version').notNull(),
      customerId: k.text('customer_id').notNull(),
      resumeId: k.text('resume_id').notNull(),
      /** The placement that this one replaced. */
      replacesId: k.text('replaces_id'),
      startsOn: k.text('starts_on').notNull(),
      /** Null where no end is agreed. */
      endsOn: k.text('ends_on'),
      trialUntil: k.text('trial_until'),
      trialPassedAt: k.ms('trial_passed_at'),
      /** Yuan. */
      pay: k.int('pay'),
      payPer: k.text('pay_per').$type<PayUnit>().notNull(),
      remarks: k.text('remarks'),
      /** Her last day; null while she is with the customer. */
      endedOn: k.text('ended_on'),
      cause: k.text('cause').$type<EndCause>(),
      endReason: k.text('end_reason'),
      createdBy: k.text('created_by').notNull(),
      createdAt: k.ms('created_at').notNull(),
      updatedAt: k.ms('updated_at').notNull(),
    },
    (t) => [
      k.index('placements_customer').on(t.customerId, t.createdAt),
      k.index('placements_worker').on(t.resumeId, t.startsOn),
      k.index('placements_ends').on(t.endedOn, t.endsOn),
    ],
  ),
  placementLogs: k.table(
    'placement_logs',
    {
      id: k.text('id').primaryKey(),
      placementId: k.text('placement_id').notNull(),
      /** The version of the placement that it led to: entries of one moment keep their order. */
      serial: k.int('serial').notNull(),
      action: k.text('action').$type<PlacementAction>().notNull(),
      /** Null where a rule of the agency did it. */
      byId: k.text('by_id'),
      cause: k.text('cause').$type<EndCause>(),
      reason: k.text('reason'),
      /** As they were after it. */
      startsOn: k.text('starts_on').notNull(),
      endsOn: k.text('ends_on'),
      createdAt: k.ms('created_at').notNull(),
    },
    (t) => [k.index('placement_logs_placement').on(t.placementId, t.serial)],
  ),
})

export type PlacementRow = ReturnType<typeof placementTables>['placements']['$inferSelect']

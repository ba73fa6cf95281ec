import { sql } from 'drizzle-orm'
import {
  type AssignmentAction,
  CLOSED_STATUSES,
  type ContractStatus,
  type FollowUpType,
  type LeadLevel,
  type TransferState,
  type ReminderStep,
} from '@qingpin/contract/customers/customers.enums'
import { NO_FOLLOW_UP } from '@qingpin/contract/customers/customers.rules'
import type { AssignmentRules } from '@qingpin/contract/customers/pool.rules'
import type { Need } from '@qingpin/contract/customers/customers.fields'
import type { Kit } from '../../db/kit.ts'

/** What lists of customers hold, as `visible` says it; a query must contain it literally, or no engine uses the indexes. */
const SEEN = sql`removed_at is null and in_public_pool = false`
const OPEN = sql.raw(CLOSED_STATUSES.map((status) => `contract_status <> '${status}'`).join(' and '))
/** Not contacted since the present owner was assigned, and open. */
const UNCONTACTED = sql`${OPEN} and lead_level <> 'O类' and (last_follow_up_at is null or last_follow_up_at < assigned_at)`
/** Without a date a customer comes last in either order. */
const nextOr = (none: number) => sql`coalesce(next_follow_up_at, ${sql.raw(String(none))})`
const recycleOr = (none: number) => sql`coalesce(recycle_at, ${sql.raw(String(none))})`

/** What a merge changed, so that it can be taken back. */
export interface MergeSnapshot {
  /** Columns of the customer that stays, before and after. */
  before: Record<string, unknown>
  after: Record<string, unknown>
  /** Columns of the customer that was merged into it, before. */
  merged: Record<string, unknown>
  /** By kind: the ids of the rows that went over. */
  moved: Record<string, string[]>
  /** By the id of a change of owner: its serial before. */
  serials: Record<string, number>
}

export const customerTables = (k: Kit) => ({
  customers: k.table(
    'customers',
    {
      id: k.text('id').primaryKey(),
      /** The customer number on paper: CUS and eleven digits. */
      customerNo: k.text('customer_no').notNull(),
      version: k.int('version').notNull(),
      createdBy: k.text('created_by').notNull(),
      /** Given by the phone on which its creator wrote it. */
      clientId: k.text('client_id'),
      lastUpdatedBy: k.text('last_updated_by'),
      createdAt: k.ms('created_at').notNull(),
      updatedAt: k.ms('updated_at').notNull(),

      name: k.text('name').notNull(),
      phoneSealed: k.text('phone_sealed'),
      phoneHash: k.text('phone_hash'),
      phoneLast4: k.text('phone_last4'),
      phoneMasked: k.text('phone_masked'),
      wechatSealed: k.text('wechat_sealed'),
      wechatHash: k.text('wechat_hash'),
      wechatMasked: k.text('wechat_masked'),
      idNumberSealed: k.text('id_number_sealed'),
      idNumberHash: k.text('id_number_hash'),
      idNumberMasked: k.text('id_number_masked'),

      leadSource: k.text('lead_source').notNull(),
      contractStatus: k.text('contract_status').$type<ContractStatus>().notNull(),
      leadLevel: k.text('lead_level').$type<LeadLevel>().notNull(),
      serviceCategory: k.text('service_category'),
      salaryBudget: k.int('salary_budget'),
      salaryBudgetMin: k.int('salary_budget_min'),
      stayIn: k.text('stay_in'),
      likes: k.json<string[]>('likes'),
      expectedStartDate: k.text('expected_start_date'),
      expectedDeliveryDate: k.text('expected_delivery_date'),
      homeArea: k.int('home_area'),
      familySize: k.int('family_size'),
      serviceDays: k.int('service_days'),
      dealAmountFen: k.ms('deal_amount_fen'),
      restSchedule: k.text('rest_schedule'),
      address: k.text('address'),
      area: k.text('area'),
      ageRequirement: k.text('age_requirement'),
      genderRequirement: k.text('gender_requirement'),
      originRequirement: k.text('origin_requirement'),
      educationRequirement: k.text('education_requirement'),
      remarks: k.text('remarks'),
      needs: k.json<Partial<Record<Need, string>>>('needs').notNull(),

      /** Null where the customer has no owner: unassigned, or in the public pool. */
      assignedTo: k.text('assigned_to'),
      assignedBy: k.text('assigned_by').notNull(),
      assignedAt: k.ms('assigned_at').notNull(),
      assignmentReason: k.text('assignment_reason'),
      transferCount: k.int('transfer_count').notNull(),
      lastTransferredAt: k.ms('last_transferred_at'),
      autoTransferEnabled: k.bool('auto_transfer_enabled').notNull(),
      inPublicPool: k.bool('in_public_pool').notNull(),

      /** When it was deleted or merged into another customer; null for a customer that is there. */
      removedAt: k.ms('removed_at'),
      removedBy: k.text('removed_by'),
      removalReason: k.text('removal_reason'),
      /** The customer that it was merged into. */
      mergedInto: k.text('merged_into'),

      /** The end of its newest placement; null without one, or where no end is agreed. Copied, so that recycling reads one table. */
      contractEndsAt: k.ms('contract_ends_at'),
      /** When the customer goes back to the public pool if nothing happens; null for one that stays. */
      recycleAt: k.ms('recycle_at'),
      /** How many steps of the reminders were taken, and when the last; they count for a silence that began before it. */
      reminderStep: k.int('reminder_step').notNull().default(0),
      remindedAt: k.ms('reminded_at'),
      /** When the next step is due; null where none is. */
      remindAt: k.ms('remind_at'),
      nextFollowUpAt: k.ms('next_follow_up_at'),
      lastFollowUpAt: k.ms('last_follow_up_at'),
      lastFollowUpBy: k.text('last_follow_up_by'),
      /** Copied from the newest follow-up, so that a list reads one table. */
      lastNote: k.text('last_note'),
      lastActivityAt: k.ms('last_activity_at').notNull(),
    },
    (t) => [
      k.unique('customers_phone').on(t.phoneHash),
      k.unique('customers_no').on(t.customerNo),
      k.unique('customers_client').on(t.createdBy, t.clientId),
      k.index('customers_created').on(t.createdAt, t.id),
      k.index('customers_owner').on(t.assignedTo, t.nextFollowUpAt),
      k.index('customers_creator').on(t.createdBy, t.createdAt),
      k.index('customers_last4').on(t.phoneLast4),
      k.index('customers_wechat').on(t.wechatHash),
      k.index('customers_next').on(t.nextFollowUpAt),
      k.index('customers_recycle').on(t.recycleAt),
      // Partial: else SQLite finds by it all that were not removed.
      k
        .index('customers_removed')
        .on(t.removedAt)
        .where(sql`removed_at is not null`),
      k.index('customers_merged').on(t.mergedInto),
      k.index('customers_remind').on(t.remindAt),
      k.index('customers_reminded').on(t.reminderStep),
      // One for each order of the list.
      k.index('customers_by_update').on(t.updatedAt, t.id).where(SEEN),
      k.index('customers_by_name').on(t.name, t.id).where(SEEN),
      k
        .index('customers_by_phone')
        .on(sql`coalesce(phone_last4, '')`, t.id)
        .where(SEEN),
      k.index('customers_by_activity').on(t.lastActivityAt, t.id).where(SEEN),
      k.index('customers_by_next').on(nextOr(NO_FOLLOW_UP), t.id).where(SEEN),
      k.index('customers_by_next_back').on(nextOr(0), t.id).where(SEEN),
      k.index('customers_by_recycling').on(recycleOr(NO_FOLLOW_UP), t.id).where(SEEN),
      k.index('customers_by_recycling_back').on(recycleOr(0), t.id).where(SEEN),
      // They are counted without reading the rows: by status, by owner, what was never contacted, for the statistics.
      k.index('customers_counted').on(t.contractStatus, t.nextFollowUpAt, t.assignedTo).where(SEEN),
      k.index('customers_counted_owner').on(t.assignedTo, t.contractStatus, t.nextFollowUpAt).where(SEEN),
      k.index('customers_counted_groups').on(t.contractStatus, t.leadSource, t.serviceCategory).where(SEEN),
      // The last one: of several that fit as well SQLite takes the newest.
      k
        .index('customers_counted_fresh')
        .on(t.contractStatus, t.assignedTo)
        .where(sql`${SEEN} and ${UNCONTACTED}`),
    ],
  ),
  customerRules: k.table('customer_rules', {
    /** One row: `rules`. */
    id: k.text('id').primaryKey(),
    version: k.int('version').notNull(),
    rules: k.json<AssignmentRules>('rules').notNull(),
    updatedBy: k.text('updated_by').notNull(),
    updatedAt: k.ms('updated_at').notNull(),
  }),
  /** Whose history of a customer of the pool was opened on which day in Beijing. */
  customerPoolViews: k.table(
    'customer_pool_views',
    {
      id: k.text('id').primaryKey(),
      accountId: k.text('account_id').notNull(),
      customerId: k.text('customer_id').notNull(),
      day: k.text('day').notNull(),
    },
    (t) => [k.unique('customer_pool_views_day').on(t.accountId, t.day, t.customerId)],
  ),
  customerAssignments: k.table(
    'customer_assignments',
    {
      id: k.text('id').primaryKey(),
      customerId: k.text('customer_id').notNull(),
      /** Counts the changes of owner of this customer, from 1; those that came by a merge count down from 0. */
      serial: k.int('serial').notNull(),
      action: k.text('action').$type<AssignmentAction>().notNull(),
      fromId: k.text('from_id'),
      toId: k.text('to_id'),
      /** Null where a rule of the agency did it. */
      byId: k.text('by_id'),
      reason: k.text('reason'),
      createdAt: k.ms('created_at').notNull(),
    },
    (t) => [k.unique('customer_assignments_customer').on(t.customerId, t.serial)],
  ),
  /** What was changed of a customer, as the history shows it. */
  customerEdits: k.table(
    'customer_edits',
    {
      id: k.text('id').primaryKey(),
      customerId: k.text('customer_id').notNull(),
      /** Before and after; null where a field says something private. */
      changes: k.json<Record<string, readonly [unknown, unknown] | null>>('changes').notNull(),
      byId: k.text('by_id').notNull(),
      /** Given by the phone on which its author wrote it. */
      clientId: k.text('client_id'),
      createdAt: k.ms('created_at').notNull(),
    },
    (t) => [
      k.unique('customer_edits_client').on(t.byId, t.clientId),
      k.index('customer_edits_customer').on(t.customerId, t.createdAt, t.id),
    ],
  ),
  customerReminders: k.table(
    'customer_reminders',
    {
      id: k.text('id').primaryKey(),
      customerId: k.text('customer_id').notNull(),
      step: k.text('step').$type<ReminderStep>().notNull(),
      ownerId: k.text('owner_id').notNull(),
      /** When the silence began that it is about. */
      silentSince: k.ms('silent_since').notNull(),
      createdAt: k.ms('created_at').notNull(),
    },
    (t) => [k.unique('customer_reminders_step').on(t.customerId, t.silentSince, t.step)],
  ),
  customerFollowUps: k.table(
    'customer_follow_ups',
    {
      id: k.text('id').primaryKey(),
      customerId: k.text('customer_id').notNull(),
      type: k.text('type').$type<FollowUpType>().notNull(),
      content: k.text('content').notNull(),
      result: k.text('result'),
      nextFollowUpAt: k.ms('next_follow_up_at'),
      /** False for a remark, and for what a family did by itself: no one of the agency has spoken with it. */
      isContact: k.bool('is_contact').notNull().default(true),
      /** By the family itself, on its page of a shortlist; the author is then the one in whose name it is kept. */
      byCustomer: k.bool('by_customer').notNull().default(false),
      createdBy: k.text('created_by').notNull(),
      /** Given by the phone on which its author wrote it. */
      clientId: k.text('client_id'),
      /** When it was written, where it was sent later. */
      writtenAt: k.ms('written_at'),
      createdAt: k.ms('created_at').notNull(),
    },
    (t) => [
      k.unique('customer_follow_ups_client').on(t.createdBy, t.clientId),
      k.index('customer_follow_ups_customer').on(t.customerId, t.createdAt, t.id),
      k.index('customer_follow_ups_created').on(t.createdAt, t.id),
      k.index('customer_follow_ups_author').on(t.createdBy, t.createdAt),
    ],
  ),
  /** Requests of colleagues to be handed a customer. */
  customerTransfers: k.table(
    'customer_transfers',
    {
      id: k.text('id').primaryKey(),
      customerId: k.text('customer_id').notNull(),
      askerId: k.text('asker_id').notNull(),
      /** `expired` is never stored: an open one is over at `expires_at`. */
      state: k.text('state').$type<TransferState>().notNull(),
      message: k.text('message'),
      answer: k.text('answer'),
      answeredBy: k.text('answered_by'),
      createdAt: k.ms('created_at').notNull(),
      expiresAt: k.ms('expires_at').notNull(),
      answeredAt: k.ms('answered_at'),
    },
    (t) => [
      k.index('customer_transfers_customer').on(t.customerId, t.createdAt),
      k.index('customer_transfers_asker').on(t.askerId, t.createdAt),
      k.index('customer_transfers_open').on(t.state, t.expiresAt),
    ],
  ),
  customerMerges: k.table(
    'customer_merges',
    {
      id: k.text('id').primaryKey(),
      survivorId: k.text('survivor_id').notNull(),
      mergedId: k.text('merged_id').notNull(),
      byId: k.text('by_id').notNull(),
      /** Null once it cannot be taken back any more. */
      snapshot: k.json<MergeSnapshot>('snapshot'),
      createdAt: k.ms('created_at').notNull(),
      undoneAt: k.ms('undone_at'),
      undoneBy: k.text('undone_by'),
    },
    (t) => [
      k.index('customer_merges_survivor').on(t.survivorId, t.createdAt),
      k.index('customer_merges_merged').on(t.mergedId),
      k.index('customer_merges_created').on(t.createdAt),
    ],
  ),
})

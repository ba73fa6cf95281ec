import { sql } from 'drizzle-orm'
import type { Kit } from '../../db/kit.ts'

/** What a person can spend, what is held for work in progress, and the agency's own side of every transfer. */
export type AccountKind = 'wallet' | 'held' | 'system'
export type TransferKind = 'gift' | 'purchase' | 'hold' | 'capture' | 'release' | 'refund' | 'adjustment'

/**
 * Double entry: every transfer has entries that add up to nothing, and an account's balance is the sum of its entries.
 * Transfers and entries are only ever added; triggers of the migration refuse anything else.
 */
export const creditTables = (k: Kit) => ({
  creditAccounts: k.table(
    'credit_accounts',
    {
      /** `wallet:<account id>`, `held:<account id>` or `system:<what for>`. */
      id: k.text('id').primaryKey(),
      kind: k.text('kind').$type<AccountKind>().notNull(),
      balance: k.ms('balance').notNull(),
      /** How many entries it has: the number of the newest one. */
      entries: k.int('entries').notNull(),
    },
    (t) => [k.check('credit_accounts_covered', sql`${t.kind} = 'system' or ${t.balance} >= 0`)],
  ),
  creditTransfers: k.table(
    'credit_transfers',
    {
      id: k.text('id').primaryKey(),
      kind: k.text('kind').$type<TransferKind>().notNull(),
      /** Names the business act; the same act twice is one transfer. */
      key: k.text('key').notNull(),
      ownerId: k.text('owner_id').notNull(),
      /** What it was for: the id of a run, of an order. */
      reference: k.text('reference'),
      at: k.ms('at').notNull(),
    },
    (t) => [k.unique('credit_transfers_key').on(t.key), k.index('credit_transfers_owner').on(t.ownerId, t.at)],
  ),
  creditEntries: k.table(
    'credit_entries',
    {
      transferId: k.text('transfer_id').notNull(),
      account: k.text('account').notNull(),
      /** Counts the account's entries from 1, without gaps: times can be equal, and a running balance needs an order. */
      seq: k.int('seq').notNull(),
      amount: k.ms('amount').notNull(),
      balanceAfter: k.ms('balance_after').notNull(),
      at: k.ms('at').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.transferId, t.account] }),
      k.unique('credit_entries_account').on(t.account, t.seq),
    ],
  ),
  creditHolds: k.table(
    'credit_holds',
    {
      id: k.text('id').primaryKey(),
      ownerId: k.text('owner_id').notNull(),
      amount: k.ms('amount').notNull(),
      /** How much of it was captured; null while it is open. */
      captured: k.ms('captured'),
      reference: k.text('reference').notNull(),
      createdAt: k.ms('created_at').notNull(),
      closedAt: k.ms('closed_at'),
    },
    (t) => [k.unique('credit_holds_reference').on(t.reference), k.index('credit_holds_owner').on(t.ownerId)],
  ),
})

import { and, desc, eq, gte, inArray, lt, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { type At, prepared, preparedInsert, placeholdersFor } from '../../db/prepared.ts'
import type { Schema } from '../../schema/schema.ts'
import type { AccountKind } from './credits.table.ts'
import { heldOf, kindOf, type Leg, type Transfer, walletOf } from './ledger.rules.ts'

export type LedgerCtx = Pick<Ctx, 'db' | 'now'>
type AccountRow = Schema['creditAccounts']['$inferSelect']
export type HoldRow = Schema['creditHolds']['$inferSelect']

/** Takes an amount from an account that covers it. */
const takeFrom = prepared('credit_take', ({ q, s: { creditAccounts: a } }, at: At<{ id: string; price: number }>) =>
  q
    .update(a)
    .set({ balance: sql`${a.balance} - ${at('price')}`, entries: sql`${a.entries} + 1` })
    .where(and(eq(a.id, at('id')), gte(a.balance, at('price'))))
    .returning({ balance: a.balance, entries: a.entries }),
)
/** Adds an amount to an account, which its first entry opens. */
const addTo = prepared('credit_add', ({ q, s: { creditAccounts: a } }, at: At<AccountRow>) =>
  q
    .insert(a)
    .values(placeholdersFor(a, at))
    .onConflictDoUpdate({
      target: a.id,
      set: { balance: sql`${a.balance} + excluded.balance`, entries: sql`${a.entries} + excluded.entries` },
    })
    .returning({ balance: a.balance, entries: a.entries }),
)
const insertTransferRow = preparedInsert('creditTransfers')
const insertEntry = preparedInsert('creditEntries')
const insertHoldRow = preparedInsert('creditHolds')

/** The account after an amount was added, or undefined where that would leave less than nothing. */
function* add(t: Q, { db }: LedgerCtx, { account, amount }: Leg): Op<{ balance: number; entries: number } | undefined> {
  const kind = kindOf(account)
  const [row] =
    amount < 0 && kind !== 'system'
      ? yield* ask(takeFrom(db, t, { id: account, price: -amount }))
      : yield* ask(addTo(db, t, { id: account, kind, balance: amount, entries: 1 }))
  return row
}

/** Writes a transfer with its two entries. */
export function* insertTransfer(t: Q, ctx: LedgerCtx, transfer: Transfer): Op<'posted' | 'insufficient'> {
  const { kind, key, ownerId, reference = null, legs } = transfer
  const id = newId(ctx.now)
  const [paid, received] = legs
  const left = yield* add(t, ctx, paid)
  if (!left) return 'insufficient'
  const got = yield* add(t, ctx, received)
  if (!got) throw new Error(`the receiving account of a ${kind} cannot be short`)
  yield* ask(insertTransferRow(ctx.db, t, { id, kind, key, ownerId, reference, at: ctx.now }))
  const of = { transferId: id, at: ctx.now }
  yield* ask(insertEntry(ctx.db, t, { ...of, ...paid, seq: left.entries, balanceAfter: left.balance }))
  yield* ask(insertEntry(ctx.db, t, { ...of, ...received, seq: got.entries, balanceAfter: got.balance }))
  return 'posted'
}

const lockRow = prepared('credit_lock', ({ q, s: { creditAccounts: a }, lock }, at: At<{ id: string }>) =>
  lock(
    q
      .select({ id: a.id })
      .from(a)
      .where(eq(a.id, at('id'))),
  ),
)

/** Locks a wallet until the transaction ends. False when it is not open yet. */
export function* lockWallet(t: Q, ctx: LedgerCtx, ownerId: string): Op<boolean> {
  return (yield* ask(lockRow(ctx.db, t, { id: walletOf(ownerId) }))).length > 0
}

/** Opens a wallet, which is locked then. False when a rival transaction has opened it. */
export function* openWallet(t: Q, ctx: LedgerCtx, ownerId: string): Op<boolean> {
  const row = { id: walletOf(ownerId), kind: 'wallet', balance: 0, entries: 0 } as const
  return (yield* ask(t.insert(ctx.db.s.creditAccounts).values(row).onConflictDoNothing().returning())).length > 0
}

const transferOf = prepared('credit_transfer', ({ q, s: { creditTransfers } }, at: At<{ key: string }>) =>
  q
    .select({ ownerId: creditTransfers.ownerId })
    .from(creditTransfers)
    .where(eq(creditTransfers.key, at('key'))),
)

/** The owner of the transfer with this key; undefined when there is none. */
export function* findTransferOwner(t: Q, ctx: LedgerCtx, key: string): Op<string | undefined> {
  const [row] = yield* ask(transferOf(ctx.db, t, { key }))
  return row?.ownerId
}

/** Whether an account has ever bought credits. */
export function* hasPurchased(t: Q, { db }: Pick<Ctx, 'db'>, ownerId: string): Op<boolean> {
  const { creditTransfers } = db.s
  const [bought] = yield* ask(
    t
      .select({ id: creditTransfers.id })
      .from(creditTransfers)
      .where(and(eq(creditTransfers.ownerId, ownerId), eq(creditTransfers.kind, 'purchase')))
      .limit(1),
  )
  return bought !== undefined
}

export function* insertHold(t: Q, ctx: LedgerCtx, hold: Pick<HoldRow, 'ownerId' | 'amount' | 'reference'>): Op<void> {
  const row = { ...hold, id: newId(ctx.now), captured: null, createdAt: ctx.now, closedAt: null }
  yield* ask(insertHoldRow(ctx.db, t, row))
}

/** The hold of a reference, locked where it will be closed. */
export function* findHold(t: Q, { db }: LedgerCtx, reference: string, lock = false): Op<HoldRow | undefined> {
  const { creditHolds } = db.s
  const query = t.select().from(creditHolds).where(eq(creditHolds.reference, reference))
  const [row] = yield* ask(lock ? db.lock(query) : query)
  return row
}

/** Closes a hold with the amount that was captured. */
export function* closeHold(t: Q, { db, now }: LedgerCtx, id: string, captured: number): Op<void> {
  const { creditHolds } = db.s
  yield* ask(t.update(creditHolds).set({ captured, closedAt: now }).where(eq(creditHolds.id, id)))
}

const balances = prepared(
  'credit_balances',
  ({ q, s: { creditAccounts: a } }, at: At<{ wallet: string; held: string }>) =>
    q
      .select({ kind: a.kind, balance: a.balance })
      .from(a)
      .where(inArray(a.id, [at('wallet'), at('held')])),
)

/** The balances of an owner's accounts by kind; empty when the wallet is not open yet. */
export function* readBalances(t: Q, ctx: LedgerCtx, ownerId: string): Op<Partial<Record<AccountKind, number>>> {
  const rows = yield* ask(balances(ctx.db, t, { wallet: walletOf(ownerId), held: heldOf(ownerId) }))
  return Object.fromEntries(rows.map(({ kind, balance }) => [kind, balance]))
}

/** The newest entries of a wallet before a number, each with its transfer and, where it has one, its hold. */
export function walletEntries({ db }: Pick<Ctx, 'db'>, ownerId: string, before: number | undefined, limit: number) {
  const { creditEntries: entry, creditTransfers: transfer, creditHolds: hold } = db.s
  return db.q
    .select({
      id: transfer.id,
      kind: transfer.kind,
      reference: transfer.reference,
      seq: entry.seq,
      amount: entry.amount,
      balanceAfter: entry.balanceAfter,
      at: entry.at,
      held: hold.amount,
      captured: hold.captured,
    })
    .from(entry)
    .innerJoin(transfer, eq(transfer.id, entry.transferId))
    .leftJoin(hold, eq(hold.reference, transfer.reference))
    .where(and(eq(entry.account, walletOf(ownerId)), before === undefined ? undefined : lt(entry.seq, before)))
    .orderBy(desc(entry.seq))
    .limit(limit)
}
export type WalletEntry = Awaited<ReturnType<typeof walletEntries>>[number]

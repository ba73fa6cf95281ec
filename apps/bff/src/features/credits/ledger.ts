import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import type { AccountKind, TransferKind } from './credits.table.ts'

type LedgerCtx = Pick<Ctx, 'db' | 'now'>

const WALLET = (ownerId: string) => `wallet:${ownerId}`
const HELD = (ownerId: string) => `held:${ownerId}`
const GIFTS = 'system:gifts'
const SALES = 'system:sales'
const SPENT = 'system:spent'

/** Credits of a new account; given when its wallet is touched for the first time. */
export const SIGN_UP_GIFT = 20

const kindOf = (account: string): AccountKind => account.split(':')[0] as AccountKind

interface Leg {
  account: string
  /** Credits that come in; negative: that go out. */
  amount: number
}
interface Transfer {
  kind: TransferKind
  key: string
  ownerId: string
  reference?: string | undefined
  legs: readonly [Leg, Leg, ...Leg[]]
}

/** The balance after an amount was added, or undefined where that would leave less than nothing. */
function* add(t: Q, { db }: LedgerCtx, { account, amount }: Leg): Op<number | undefined> {
  const { creditAccounts } = db.s
  yield* ask(
    t
      .insert(creditAccounts)
      .values({ id: account, kind: kindOf(account), balance: 0 })
      .onConflictDoNothing(),
  )
  const covered = kindOf(account) === 'system' ? undefined : sql`${creditAccounts.balance} + ${amount} >= 0`
  const [row] = yield* ask(
    t
      .update(creditAccounts)
      .set({ balance: sql`${creditAccounts.balance} + ${amount}` })
      .where(and(eq(creditAccounts.id, account), covered))
      .returning({ balance: creditAccounts.balance }),
  )
  return row?.balance
}

function* write(t: Q, ctx: LedgerCtx, transfer: Transfer): Op<'posted' | 'insufficient'> {
  const { creditTransfers, creditEntries } = ctx.db.s
  const { kind, key, ownerId, reference = null, legs } = transfer
  if (legs.reduce((sum, { amount }) => sum + amount, 0) !== 0) throw new Error(`transfer ${kind} does not add up`)
  const id = newId(ctx.now)
  const entries = []
  // Descending: the wallet, the only account that can be short, comes first, so that being short leaves nothing behind.
  for (const leg of legs.toSorted((a, b) => (a.account < b.account ? 1 : -1))) {
    const balanceAfter = yield* add(t, ctx, leg)
    if (balanceAfter === undefined) return 'insufficient'
    entries.push({ transferId: id, account: leg.account, amount: leg.amount, balanceAfter, at: ctx.now })
  }
  yield* ask(t.insert(creditTransfers).values({ id, kind, key, ownerId, reference, at: ctx.now }))
  yield* ask(t.insert(creditEntries).values(entries))
  return 'posted'
}

/** Locks the owner's wallet, so that whatever concerns it happens one after another. A new one begins with the gift. */
function* lockWallet(t: Q, ctx: LedgerCtx, ownerId: string): Op<number> {
  const { creditAccounts } = ctx.db.s
  const id = WALLET(ownerId)
  const inserted = yield* ask(
    t.insert(creditAccounts).values({ id, kind: 'wallet', balance: 0 }).onConflictDoNothing().returning(),
  )
  if (inserted.length > 0) {
    const legs = [
      { account: id, amount: SIGN_UP_GIFT },
      { account: GIFTS, amount: -SIGN_UP_GIFT },
    ] as const
    yield* write(t, ctx, { kind: 'gift', key: `gift:sign-up:${ownerId}`, ownerId, legs })
  }
  const [row] = yield* ask(ctx.db.lock(t.select().from(creditAccounts).where(eq(creditAccounts.id, id))))
  return row?.balance ?? 0
}

/** Moves credits inside the caller's transaction. `repeated`: this key was posted before. Only `posted` writes. */
function* post(t: Q, ctx: LedgerCtx, transfer: Transfer): Op<'posted' | 'repeated' | 'insufficient'> {
  const { creditTransfers } = ctx.db.s
  yield* lockWallet(t, ctx, transfer.ownerId)
  const [known] = yield* ask(
    t.select({ id: creditTransfers.id }).from(creditTransfers).where(eq(creditTransfers.key, transfer.key)),
  )
  return known ? 'repeated' : yield* write(t, ctx, transfer)
}

function requireWhole(amount: number): void {
  if (!Number.isSafeInteger(amount) || amount <= 0) throw new Error(`not an amount of credits: ${amount}`)
}

/** Gives credits that nobody paid for. The key names the occasion, which happens once. */
export function* gift(t: Q, ctx: LedgerCtx, ownerId: string, amount: number, key: string): Op<void> {
  requireWhole(amount)
  const legs = [
    { account: WALLET(ownerId), amount },
    { account: GIFTS, amount: -amount },
  ] as const
  yield* post(t, ctx, { kind: 'gift', key: `gift:${key}`, ownerId, legs })
}

/** Credits what an order paid for, once per order; tells whether this call was the one. */
export function* purchase(t: Q, ctx: LedgerCtx, ownerId: string, amount: number, orderId: string): Op<boolean> {
  requireWhole(amount)
  const legs = [
    { account: WALLET(ownerId), amount },
    { account: SALES, amount: -amount },
  ] as const
  const transfer = { kind: 'purchase', key: `purchase:${orderId}`, ownerId, reference: orderId, legs } as const
  return (yield* post(t, ctx, transfer)) === 'posted'
}

/**
 * Sets credits aside for one piece of work, named by `reference`. False when the wallet does not cover them; nothing
 * is written then. Holding twice for one reference is one hold.
 */
export function* hold(t: Q, ctx: LedgerCtx, ownerId: string, amount: number, reference: string): Op<boolean> {
  requireWhole(amount)
  const legs = [
    { account: WALLET(ownerId), amount: -amount },
    { account: HELD(ownerId), amount },
  ] as const
  const outcome = yield* post(t, ctx, { kind: 'hold', key: `hold:${reference}`, ownerId, reference, legs })
  if (outcome === 'insufficient') return false
  if (outcome === 'posted') {
    const row = { id: newId(ctx.now), ownerId, amount, captured: null, reference, createdAt: ctx.now, settledAt: null }
    yield* ask(t.insert(ctx.db.s.creditHolds).values(row))
  }
  return true
}

/**
 * Settles the hold of a reference: spends `amount` of it (at most what is held; 0 releases all) and gives the rest
 * back. Gives what was spent, also when the hold had been settled before; undefined when there is none.
 */
export function* settle(t: Q, ctx: LedgerCtx, reference: string, amount: number): Op<number | undefined> {
  const { creditHolds } = ctx.db.s
  const [held] = yield* ask(ctx.db.lock(t.select().from(creditHolds).where(eq(creditHolds.reference, reference))))
  if (!held) return undefined
  if (held.captured !== null) return held.captured
  const captured = Math.min(Math.max(0, Math.trunc(amount)), held.amount)
  const rest = held.amount - captured
  const { ownerId } = held
  if (captured > 0) {
    const legs = [
      { account: HELD(ownerId), amount: -captured },
      { account: SPENT, amount: captured },
    ] as const
    yield* post(t, ctx, { kind: 'capture', key: `capture:${reference}`, ownerId, reference, legs })
  }
  if (rest > 0) {
    const legs = [
      { account: WALLET(ownerId), amount: rest },
      { account: HELD(ownerId), amount: -rest },
    ] as const
    yield* post(t, ctx, { kind: 'release', key: `release:${reference}`, ownerId, reference, legs })
  }
  yield* ask(
    t
      .update(creditHolds)
      .set({ captured, settledAt: ctx.now })
      .where(and(eq(creditHolds.id, held.id), isNull(creditHolds.captured))),
  )
  return captured
}

export interface Balance {
  /** What can be spent now. */
  available: number
  /** What is set aside for work under way. */
  held: number
}

/** What an account has. */
export function* balanceOf(t: Q, ctx: LedgerCtx, ownerId: string): Op<Balance> {
  const { creditAccounts } = ctx.db.s
  const available = yield* lockWallet(t, ctx, ownerId)
  const [held] = yield* ask(
    t
      .select()
      .from(creditAccounts)
      .where(eq(creditAccounts.id, HELD(ownerId))),
  )
  return { available, held: held?.balance ?? 0 }
}

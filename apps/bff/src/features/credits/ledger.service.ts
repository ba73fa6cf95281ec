import { and, eq, gte, inArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { type At, prepared, preparedInsert, placeholdersFor } from '../../db/prepared.ts'
import type { Schema } from '../../schema/schema.ts'
import type { AccountKind, TransferKind } from './credits.table.ts'

type LedgerCtx = Pick<Ctx, 'db' | 'now'>

export const WALLET = (ownerId: string) => `wallet:${ownerId}`
const HELD = (ownerId: string) => `held:${ownerId}`
const GIFTS = 'system:gifts'
const SALES = 'system:sales'
const SPENT = 'system:spent'

/** Credits of a new account; given when its wallet is touched for the first time. */
export const SIGN_UP_GIFT = 20
/** The occasion of that gift. */
export const SIGN_UP = 'sign-up'

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
  /** The account that pays, then the one that receives: only the first can be short, and nothing is written then. */
  legs: readonly [from: Leg, to: Leg]
}

const move = (amount: number, from: string, to: string): Transfer['legs'] => [
  { account: from, amount: -amount },
  { account: to, amount },
]

type AccountRow = Schema['creditAccounts']['$inferSelect']

/** Takes from an account what it covers. */
const takeFrom = prepared('credit_take', ({ q, s: { creditAccounts: a } }, at: At<{ id: string; price: number }>) =>
  q
    .update(a)
    .set({ balance: sql`${a.balance} - ${at('price')}`, entries: sql`${a.entries} + 1` })
    .where(and(eq(a.id, at('id')), gte(a.balance, at('price'))))
    .returning({ balance: a.balance, entries: a.entries }),
)
/** Adds to an account, which is opened by its first entry. */
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
const insertTransfer = preparedInsert('creditTransfers')
const insertEntry = preparedInsert('creditEntries')
const insertHold = preparedInsert('creditHolds')

/** The account after an amount was added, or undefined where that would leave less than nothing. */
function* add(t: Q, { db }: LedgerCtx, { account, amount }: Leg): Op<{ balance: number; entries: number } | undefined> {
  const kind = kindOf(account)
  const [row] =
    amount < 0 && kind !== 'system'
      ? yield* ask(takeFrom(db, t, { id: account, price: -amount }))
      : yield* ask(addTo(db, t, { id: account, kind, balance: amount, entries: 1 }))
  return row
}

function* write(t: Q, ctx: LedgerCtx, transfer: Transfer): Op<'posted' | 'insufficient'> {
  const { kind, key, ownerId, reference = null, legs } = transfer
  const id = newId(ctx.now)
  const [paid, received] = legs
  const left = yield* add(t, ctx, paid)
  if (!left) return 'insufficient'
  const got = yield* add(t, ctx, received)
  if (!got) throw new Error(`the receiving account of a ${kind} cannot be short`)
  yield* ask(insertTransfer(ctx.db, t, { id, kind, key, ownerId, reference, at: ctx.now }))
  const of = { transferId: id, at: ctx.now }
  yield* ask(insertEntry(ctx.db, t, { ...of, ...paid, seq: left.entries, balanceAfter: left.balance }))
  yield* ask(insertEntry(ctx.db, t, { ...of, ...received, seq: got.entries, balanceAfter: got.balance }))
  return 'posted'
}

const lockAccount = prepared('credit_lock', ({ q, s: { creditAccounts: a }, lock }, at: At<{ id: string }>) =>
  lock(
    q
      .select({ id: a.id })
      .from(a)
      .where(eq(a.id, at('id'))),
  ),
)

/** Locks the owner's wallet, so that whatever concerns it happens one after another. A new one begins with the gift. */
function* lockWallet(t: Q, ctx: LedgerCtx, ownerId: string): Op<void> {
  const { creditAccounts } = ctx.db.s
  const id = WALLET(ownerId)
  if ((yield* ask(lockAccount(ctx.db, t, { id }))).length > 0) return
  const inserted = yield* ask(
    t.insert(creditAccounts).values({ id, kind: 'wallet', balance: 0, entries: 0 }).onConflictDoNothing().returning(),
  )
  if (inserted.length === 0) {
    // A rival opened it between the two.
    yield* ask(lockAccount(ctx.db, t, { id }))
    return
  }
  const legs = move(SIGN_UP_GIFT, GIFTS, id)
  yield* write(t, ctx, { kind: 'gift', key: `gift:${ownerId}:${SIGN_UP}`, ownerId, reference: SIGN_UP, legs })
}

const transferOf = prepared('credit_transfer', ({ q, s: { creditTransfers } }, at: At<{ key: string }>) =>
  q
    .select({ ownerId: creditTransfers.ownerId })
    .from(creditTransfers)
    .where(eq(creditTransfers.key, at('key'))),
)

/** Moves credits inside the caller's transaction. `repeated`: this key was posted before. Only `posted` writes. */
function* post(t: Q, ctx: LedgerCtx, transfer: Transfer): Op<'posted' | 'repeated' | 'insufficient'> {
  yield* lockWallet(t, ctx, transfer.ownerId)
  const [known] = yield* ask(transferOf(ctx.db, t, { key: transfer.key }))
  if (!known) return yield* write(t, ctx, transfer)
  if (known.ownerId !== transfer.ownerId) throw new Error(`a ${transfer.kind} of this name is somebody else's`)
  return 'repeated'
}

/** A transfer that cannot be short unless the books are wrong; then the whole transaction is given up. */
function* mustPost(t: Q, ctx: LedgerCtx, transfer: Transfer): Op<void> {
  const outcome = yield* post(t, ctx, transfer)
  if (outcome !== 'posted') throw new Error(`a ${transfer.kind} that had to be posted was ${outcome}`)
}

function requireWhole(amount: number): void {
  if (!Number.isSafeInteger(amount) || amount <= 0) throw new Error(`not an amount of credits: ${amount}`)
}

/** Gives credits that nobody paid for. The key names the occasion, which happens once to each owner. */
export function* gift(t: Q, ctx: LedgerCtx, ownerId: string, amount: number, key: string): Op<void> {
  requireWhole(amount)
  const legs = move(amount, GIFTS, WALLET(ownerId))
  yield* post(t, ctx, { kind: 'gift', key: `gift:${ownerId}:${key}`, ownerId, reference: key, legs })
}

/** Credits what an order paid for, once per order; tells whether this call was the one. */
export function* purchase(t: Q, ctx: LedgerCtx, ownerId: string, amount: number, orderId: string): Op<boolean> {
  requireWhole(amount)
  const legs = move(amount, SALES, WALLET(ownerId))
  const transfer = { kind: 'purchase', key: `purchase:${orderId}`, ownerId, reference: orderId, legs } as const
  return (yield* post(t, ctx, transfer)) === 'posted'
}

/**
 * Sets credits aside for one piece of work, named by `reference`. False when the wallet does not cover them; nothing
 * is written then. Holding twice for one reference is one hold; once it is settled, the reference is used up.
 */
export function* hold(t: Q, ctx: LedgerCtx, ownerId: string, amount: number, reference: string): Op<boolean> {
  requireWhole(amount)
  const { creditHolds } = ctx.db.s
  const legs = move(amount, WALLET(ownerId), HELD(ownerId))
  const outcome = yield* post(t, ctx, { kind: 'hold', key: `hold:${reference}`, ownerId, reference, legs })
  if (outcome === 'posted') {
    const row = { id: newId(ctx.now), ownerId, amount, captured: null, reference, createdAt: ctx.now, settledAt: null }
    yield* ask(insertHold(ctx.db, t, row))
  }
  if (outcome === 'repeated') {
    const [held] = yield* ask(t.select().from(creditHolds).where(eq(creditHolds.reference, reference)))
    // Work done under a hold that is settled would be free.
    if (held?.captured !== null || held.amount !== amount) throw new Error('the hold of this reference is another one')
  }
  return outcome !== 'insufficient'
}

/**
 * Settles the hold of a reference: spends `amount` of it (at most what is held; 0 releases all) and gives the rest
 * back. Gives what was spent, also when the hold had been settled before; undefined when there is none.
 */
export function* settle(t: Q, ctx: LedgerCtx, reference: string, amount: number): Op<number | undefined> {
  if (!Number.isFinite(amount)) throw new Error(`not an amount of credits: ${amount}`)
  const { creditHolds } = ctx.db.s
  const [held] = yield* ask(ctx.db.lock(t.select().from(creditHolds).where(eq(creditHolds.reference, reference))))
  if (!held) return undefined
  if (held.captured !== null) return held.captured
  const captured = Math.min(Math.max(0, Math.trunc(amount)), held.amount)
  const rest = held.amount - captured
  const { ownerId } = held
  if (captured > 0) {
    const legs = move(captured, HELD(ownerId), SPENT)
    yield* mustPost(t, ctx, { kind: 'capture', key: `capture:${reference}`, ownerId, reference, legs })
  }
  if (rest > 0) {
    const legs = move(rest, HELD(ownerId), WALLET(ownerId))
    yield* mustPost(t, ctx, { kind: 'release', key: `release:${reference}`, ownerId, reference, legs })
  }
  yield* ask(t.update(creditHolds).set({ captured, settledAt: ctx.now }).where(eq(creditHolds.id, held.id)))
  return captured
}

export interface Balance {
  /** What can be spent now. */
  available: number
  /** What is set aside for work under way. */
  held: number
}

const balances = prepared(
  'credit_balances',
  ({ q, s: { creditAccounts: a } }, at: At<{ wallet: string; held: string }>) =>
    q
      .select({ kind: a.kind, balance: a.balance })
      .from(a)
      .where(inArray(a.id, [at('wallet'), at('held')])),
)

/** What an account has. The first look at it opens the wallet; any later one only reads. */
export function* balanceOf(t: Q, ctx: LedgerCtx, ownerId: string): Op<Balance> {
  const read = () => ask(balances(ctx.db, t, { wallet: WALLET(ownerId), held: HELD(ownerId) }))
  let rows = yield* read()
  if (rows.length === 0) {
    yield* lockWallet(t, ctx, ownerId)
    rows = yield* read()
  }
  const of = (kind: AccountKind) => rows.find((row) => row.kind === kind)?.balance ?? 0
  return { available: of('wallet'), held: of('held') }
}

import type { Op, Q } from '../../db/db.ts'
import * as repo from './ledger.repo.ts'
import type { LedgerCtx } from './ledger.repo.ts'
import {
  GIFTS,
  heldOf,
  legsOf,
  SALES,
  SIGN_UP,
  SIGN_UP_GIFT,
  SPENT,
  splitHold,
  type Transfer,
  walletOf,
} from './ledger.rules.ts'

/** Locks the owner's wallet, so that its transfers happen one after another. A new wallet begins with the gift. */
function* lockWallet(t: Q, ctx: LedgerCtx, ownerId: string): Op<void> {
  if (yield* repo.lockWallet(t, ctx, ownerId)) return
  if (!(yield* repo.openWallet(t, ctx, ownerId))) {
    yield* repo.lockWallet(t, ctx, ownerId)
    return
  }
  const legs = legsOf(SIGN_UP_GIFT, GIFTS, walletOf(ownerId))
  yield* repo.insertTransfer(t, ctx, {
    kind: 'gift',
    key: `gift:${ownerId}:${SIGN_UP}`,
    ownerId,
    reference: SIGN_UP,
    legs,
  })
}

/** Moves credits inside the caller's transaction. `repeated`: this key was posted before. Only `posted` writes. */
function* post(t: Q, ctx: LedgerCtx, transfer: Transfer): Op<'posted' | 'repeated' | 'insufficient'> {
  yield* lockWallet(t, ctx, transfer.ownerId)
  const ownerId = yield* repo.findTransferOwner(t, ctx, transfer.key)
  if (ownerId === undefined) return yield* repo.insertTransfer(t, ctx, transfer)
  if (ownerId !== transfer.ownerId) throw new Error(`a ${transfer.kind} of this key has another owner`)
  return 'repeated'
}

/** Posts a transfer that cannot be short while the ledger is right; otherwise the whole transaction is given up. */
function* mustPost(t: Q, ctx: LedgerCtx, transfer: Transfer): Op<void> {
  const outcome = yield* post(t, ctx, transfer)
  if (outcome !== 'posted') throw new Error(`a ${transfer.kind} that had to be posted was ${outcome}`)
}

function requireWhole(amount: number): void {
  if (!Number.isSafeInteger(amount) || amount <= 0) throw new Error(`not an amount of credits: ${amount}`)
}

/** Gives credits without payment. The occasion happens once to each owner. */
export function* gift(t: Q, ctx: LedgerCtx, ownerId: string, amount: number, occasion: string): Op<void> {
  requireWhole(amount)
  const legs = legsOf(amount, GIFTS, walletOf(ownerId))
  yield* post(t, ctx, { kind: 'gift', key: `gift:${ownerId}:${occasion}`, ownerId, reference: occasion, legs })
}

/** Credits what an order paid for, once per order. Returns whether this call did. */
export function* purchase(t: Q, ctx: LedgerCtx, ownerId: string, amount: number, orderId: string): Op<boolean> {
  requireWhole(amount)
  const legs = legsOf(amount, SALES, walletOf(ownerId))
  const transfer = { kind: 'purchase', key: `purchase:${orderId}`, ownerId, reference: orderId, legs } as const
  return (yield* post(t, ctx, transfer)) === 'posted'
}

/**
 * Sets credits aside for one piece of work, named by `reference`. Returns false, and writes nothing, when the wallet does
 * not cover them. Holding twice for one reference is one hold; once that is captured, the reference is used up.
 */
export function* hold(t: Q, ctx: LedgerCtx, ownerId: string, amount: number, reference: string): Op<boolean> {
  requireWhole(amount)
  const legs = legsOf(amount, walletOf(ownerId), heldOf(ownerId))
  const outcome = yield* post(t, ctx, { kind: 'hold', key: `hold:${reference}`, ownerId, reference, legs })
  if (outcome === 'posted') yield* repo.insertHold(t, ctx, { ownerId, amount, reference })
  if (outcome === 'repeated') {
    const held = yield* repo.findHold(t, ctx, reference)
    // Work done under a captured hold would be free.
    if (held?.captured !== null || held.amount !== amount) throw new Error('the hold of this reference is another one')
  }
  return outcome !== 'insufficient'
}

/**
 * Captures `amount` of a hold (at most all of it; 0 releases it) and releases the rest. Returns what was captured, by this
 * call or an earlier one; undefined when there is no hold.
 */
export function* capture(t: Q, ctx: LedgerCtx, reference: string, amount: number): Op<number | undefined> {
  if (!Number.isFinite(amount)) throw new Error(`not an amount of credits: ${amount}`)
  const held = yield* repo.findHold(t, ctx, reference, true)
  if (!held) return undefined
  if (held.captured !== null) return held.captured
  const { captured, released } = splitHold(held.amount, amount)
  const { ownerId } = held
  if (captured > 0) {
    const legs = legsOf(captured, heldOf(ownerId), SPENT)
    yield* mustPost(t, ctx, { kind: 'capture', key: `capture:${reference}`, ownerId, reference, legs })
  }
  if (released > 0) {
    const legs = legsOf(released, heldOf(ownerId), walletOf(ownerId))
    yield* mustPost(t, ctx, { kind: 'release', key: `release:${reference}`, ownerId, reference, legs })
  }
  yield* repo.closeHold(t, ctx, held.id, captured)
  return captured
}

export interface Balance {
  /** What can be spent now. */
  available: number
  /** What is set aside for work under way. */
  held: number
}

/** The balance of an account. The first call opens the wallet; later ones only read. */
export function* balanceOf(t: Q, ctx: LedgerCtx, ownerId: string): Op<Balance> {
  let found = yield* repo.readBalances(t, ctx, ownerId)
  if (found.wallet === undefined && found.held === undefined) {
    yield* lockWallet(t, ctx, ownerId)
    found = yield* repo.readBalances(t, ctx, ownerId)
  }
  return { available: found.wallet ?? 0, held: found.held ?? 0 }
}

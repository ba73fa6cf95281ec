import { type CreditMove, CREDIT_PRICES } from '@qingpin/contract/credits/credits.enums'
import type { Platform } from '@qingpin/contract/orders/orders.enums'
import { type Ctx, requirePerson } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { type WalletEntry, walletEntries } from './history.repo.ts'
import { balanceOf } from './ledger.service.ts'
import { bonusOf, CREDIT_PACKAGES } from './packages.rules.ts'
import { reasonOf } from './reason.view.ts'

export async function credits(ctx: Ctx) {
  const { accountId } = requirePerson(ctx)
  const balance = await ctx.db.tx((t) => balanceOf(t, ctx, accountId))
  return { ...balance, prices: [...CREDIT_PRICES] }
}

const view = (entry: WalletEntry) => ({
  id: entry.id,
  // Wallets take no part in captures, which move what is already set aside.
  kind: entry.kind as CreditMove,
  reason: reasonOf(entry),
  amount: entry.amount,
  balanceAfter: entry.balanceAfter,
  work: entry.kind === 'hold' || entry.kind === 'release' ? entry.reference : null,
  orderId: entry.kind === 'purchase' ? entry.reference : null,
  at: new Date(entry.at).toISOString(),
})

/** A cursor that was made up starts from the top. */
const placeOf = (cursor: string | undefined) =>
  cursor !== undefined && /^[1-9]\d{0,8}$/.test(cursor) ? Number(cursor) : undefined

export async function history(ctx: Ctx, { limit, cursor }: { limit: number; cursor?: string | undefined }) {
  const { accountId } = requirePerson(ctx)
  // A first look opens the wallet, so that the gift of a new account is in its history.
  await ctx.db.tx((t) => balanceOf(t, ctx, accountId))
  const rows = await walletEntries(ctx, accountId, placeOf(cursor), limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { items: page.map(view), nextCursor: rows.length > limit && last ? String(last.seq) : null }
}

/** What is sold on a platform. Fails with NOT_FOUND where nothing is. */
export async function packages(ctx: Ctx, platform: Platform) {
  const { accountId } = requirePerson(ctx)
  if (ctx.settings.payment[platform] === 'hidden') throw new AppError('NOT_FOUND')
  const bonuses = await ctx.db.tx(function* (t) {
    const found: number[] = []
    for (const pack of CREDIT_PACKAGES) found.push(yield* bonusOf(t, ctx, accountId, pack))
    return found
  })
  const items = CREDIT_PACKAGES.map(({ id, credits, amountFen, recommended }, i) => ({
    id,
    credits,
    bonus: bonuses[i] ?? 0,
    amountFen,
    recommended,
  }))
  return { items }
}

import { CREDIT_PRICES } from '@qingpin/contract/credits/credits.enums'
import type { Platform } from '@qingpin/contract/orders/orders.enums'
import { type Ctx, requirePerson } from '../../context.ts'
import { numberCursor, pageOf } from '../../db/cursor.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { entryView } from './credits.view.ts'
import { hasPurchased, walletEntries } from './ledger.repo.ts'
import { FIRST_PURCHASE } from './ledger.rules.ts'
import { balanceOf, gift } from './ledger.service.ts'
import { CREDIT_PACKAGES, type CreditPackage } from './packages.rules.ts'

export async function credits(ctx: Ctx) {
  const { accountId } = requirePerson(ctx)
  const balance = await ctx.db.tx((t) => balanceOf(t, ctx, accountId))
  return { ...balance, prices: [...CREDIT_PRICES] }
}

export async function history(ctx: Ctx, { limit, cursor }: { limit: number; cursor?: string | undefined }) {
  const { accountId } = requirePerson(ctx)
  // Opens a new wallet, so that the gift of a new account is in its history.
  await ctx.db.tx((t) => balanceOf(t, ctx, accountId))
  const found = await walletEntries(ctx, accountId, numberCursor.read(cursor), limit + 1)
  const { rows, nextCursor } = pageOf(found, limit, ({ seq }) => numberCursor.write(seq))
  return { items: rows.map(entryView), nextCursor }
}

/** The packages on sale on a platform. Fails with NOT_FOUND where nothing is sold. */
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

/** The bonus that a package has for this person now. */
export function* bonusOf(t: Q, ctx: Pick<Ctx, 'db'>, ownerId: string, pack: CreditPackage): Op<number> {
  return (yield* hasPurchased(t, ctx, ownerId)) ? 0 : pack.firstBonus
}

/** Gives the bonus that an order promised, unless another order was paid first and has given it. */
export function* giveBonus(t: Q, ctx: Pick<Ctx, 'db' | 'now'>, ownerId: string, bonus: number): Op<void> {
  if (bonus > 0) yield* gift(t, ctx, ownerId, bonus, FIRST_PURCHASE)
}

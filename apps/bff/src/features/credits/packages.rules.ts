import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { gift } from './ledger.service.ts'

export interface CreditPackage {
  id: string
  credits: number
  amountFen: number
  /** Given on top with a person's first purchase. */
  firstBonus: number
  recommended: boolean
}

export const CREDIT_PACKAGES: readonly CreditPackage[] = [
  { id: 'credits-100', credits: 100, amountFen: 1000, firstBonus: 0, recommended: false },
  { id: 'credits-300', credits: 300, amountFen: 2800, firstBonus: 60, recommended: true },
  { id: 'credits-800', credits: 800, amountFen: 6800, firstBonus: 0, recommended: false },
]

export const findPackage = (id: string): CreditPackage | undefined => CREDIT_PACKAGES.find((one) => one.id === id)

/** The occasion of the bonus; a gift of one occasion is given once. */
export const FIRST_PURCHASE = 'first-purchase'

/** What comes on top of a package for this person now. */
export function* bonusOf(t: Q, { db }: Pick<Ctx, 'db'>, ownerId: string, pack: CreditPackage): Op<number> {
  const { creditTransfers } = db.s
  const [bought] = yield* ask(
    t
      .select({ id: creditTransfers.id })
      .from(creditTransfers)
      .where(and(eq(creditTransfers.ownerId, ownerId), eq(creditTransfers.kind, 'purchase')))
      .limit(1),
  )
  return bought ? 0 : pack.firstBonus
}

/** Gives the bonus that an order promised, unless another order was paid first and has given it already. */
export function* giveBonus(t: Q, ctx: Pick<Ctx, 'db' | 'now'>, ownerId: string, bonus: number): Op<void> {
  if (bonus > 0) yield* gift(t, ctx, ownerId, bonus, FIRST_PURCHASE)
}

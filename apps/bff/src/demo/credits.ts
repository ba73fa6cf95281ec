import type { Ctx } from '../context.ts'
import { balanceOf, hold, settle } from '../features/credits/index.ts'
import { insertOrder, settlePayment } from '../features/orders/index.ts'
import { newId } from '../db/ids.ts'

/** What a person of the demo has asked the AI: how long ago, in hours, and for how many credits. */
const QUESTIONS = [
  { hoursAgo: 160, spent: 3 },
  { hoursAgo: 130, spent: 4 },
  { hoursAgo: 26, spent: 0 },
  { hoursAgo: 25, spent: 2 },
]

/** Tells of somebody who tried the AI, bought credits, and went on. */
export async function seedCredits(at: (hoursAgo: number) => Ctx, ownerId: string): Promise<void> {
  const opening = at(199)
  await opening.db.tx((t) => balanceOf(t, opening, ownerId))
  await ask(QUESTIONS.slice(0, 2))
  const buying = at(50)
  await buying.db.tx(function* (t) {
    const package300 = { packageId: 'credits-300', credits: 300, bonus: 60, amountFen: 2800, platform: 'h5' } as const
    const expiresAt = buying.now + 1_800_000
    const { number, amountFen } = yield* insertOrder(t, buying, { ownerId, ...package300, expiresAt })
    const payment = { number, amountFen, currency: 'CNY', toUs: true, transactionId: `demo${newId(buying.now)}` }
    yield* settlePayment(t, buying, { ...payment, paidAt: buying.now })
  })
  await ask(QUESTIONS.slice(2))

  async function ask(questions: typeof QUESTIONS): Promise<void> {
    for (const { hoursAgo, spent } of questions) {
      const ctx = at(hoursAgo)
      await ctx.db.tx(function* (t) {
        const run = newId(ctx.now)
        yield* hold(t, ctx, ownerId, 4, run)
        yield* settle(t, ctx, run, spent)
      })
    }
  }
}

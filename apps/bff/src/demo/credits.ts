import type { Ctx } from '../context.ts'
import { newId } from '../db/ids.ts'
import { balanceOf, capture, hold } from '../features/credits/ledger.service.ts'
import { openOrder } from '../features/orders/orders.service.ts'
import { creditOrder } from '../features/orders/payment.service.ts'

/** The AI questions of the demo's job seeker: how many hours ago, and for how many credits. */
const QUESTIONS = [
  { hoursAgo: 160, spent: 3 },
  { hoursAgo: 130, spent: 4 },
  { hoursAgo: 26, spent: 0 },
  { hoursAgo: 25, spent: 2 },
]

/** A job seeker who tried the AI, bought credits and asked more. */
export async function seedCredits(at: (hoursAgo: number) => Ctx, ownerId: string): Promise<void> {
  const opening = at(199)
  await opening.db.tx((t) => balanceOf(t, opening, ownerId))
  await ask(QUESTIONS.slice(0, 2))
  const buying = at(50)
  await buying.db.tx(function* (t) {
    const { number, amountFen } = yield* openOrder(t, buying, ownerId, { packageId: 'credits-300', platform: 'h5' })
    const payment = { number, amountFen, currency: 'CNY', toUs: true, transactionId: `demo${newId(buying.now)}` }
    yield* creditOrder(t, buying, { ...payment, paidAt: buying.now })
  })
  await ask(QUESTIONS.slice(2))

  async function ask(questions: typeof QUESTIONS): Promise<void> {
    for (const { hoursAgo, spent } of questions) {
      const ctx = at(hoursAgo)
      await ctx.db.tx(function* (t) {
        const run = newId(ctx.now)
        yield* hold(t, ctx, ownerId, 4, run)
        yield* capture(t, ctx, run, spent)
      })
    }
  }
}

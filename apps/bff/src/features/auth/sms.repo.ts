import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'

export const CODE_SECONDS = 300
export const RESEND_SECONDS = 60
/** Wrong guesses a code survives. */
const MAX_ATTEMPTS = 5

/** Puts a new code in place of the number's last one. Gives the seconds to wait when that one is too young. */
export function* reserveCode(t: Q, ctx: Ctx, phoneHash: string, codeHash: string): Op<number> {
  const { smsCodes } = ctx.db.s
  const fresh = { codeHash, attempts: 0, sentAt: ctx.now, expiresAt: ctx.now + CODE_SECONDS * 1000 }
  const inserted = yield* ask(
    t
      .insert(smsCodes)
      .values({ phoneHash, ...fresh })
      .onConflictDoNothing()
      .returning({ phoneHash: smsCodes.phoneHash }),
  )
  if (inserted.length > 0) return 0
  const [row] = yield* ask(ctx.db.lock(t.select().from(smsCodes).where(eq(smsCodes.phoneHash, phoneHash))))
  const wait = row ? row.sentAt + RESEND_SECONDS * 1000 - ctx.now : 0
  if (wait > 0) return wait / 1000
  yield* ask(t.update(smsCodes).set(fresh).where(eq(smsCodes.phoneHash, phoneHash)))
  return 0
}

/** Takes back a code whose message did not go out, so that the person may ask again at once. */
export function* releaseCode(t: Q, ctx: Ctx, phoneHash: string, codeHash: string): Op<void> {
  const { smsCodes } = ctx.db.s
  yield* ask(t.delete(smsCodes).where(and(eq(smsCodes.phoneHash, phoneHash), eq(smsCodes.codeHash, codeHash))))
}

/** Whether the code is the number's current one; a right one is used up, a wrong one is counted. */
export function* consumeCode(t: Q, ctx: Ctx, phoneHash: string, codeHash: string): Op<boolean> {
  const { smsCodes } = ctx.db.s
  const [row] = yield* ask(ctx.db.lock(t.select().from(smsCodes).where(eq(smsCodes.phoneHash, phoneHash))))
  if (!row || row.expiresAt <= ctx.now || row.attempts >= MAX_ATTEMPTS) return false
  if (row.codeHash === codeHash) {
    // Kept until the next one may be sent, so that using a code quickly does not open the way to more messages.
    yield* ask(t.update(smsCodes).set({ attempts: MAX_ATTEMPTS }).where(eq(smsCodes.phoneHash, phoneHash)))
    return true
  }
  yield* ask(
    t
      .update(smsCodes)
      .set({ attempts: row.attempts + 1 })
      .where(eq(smsCodes.phoneHash, phoneHash)),
  )
  return false
}

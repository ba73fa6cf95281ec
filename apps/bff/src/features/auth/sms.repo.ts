import { SMS_CODE_TRIES } from '@qingpin/contract/auth/auth.rules'
import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { SMS_CODE_SECONDS, SMS_RESEND_SECONDS } from './auth.rules.ts'

/** Replaces the number's code by a new one. Returns the seconds to wait when the present one is too young, else 0. */
export function* reserveCode(t: Q, ctx: Ctx, phoneHash: string, codeHash: string): Op<number> {
  const { smsCodes } = ctx.db.s
  const fresh = { codeHash, attempts: 0, sentAt: ctx.now, expiresAt: ctx.now + SMS_CODE_SECONDS * 1000 }
  const inserted = yield* ask(
    t
      .insert(smsCodes)
      .values({ phoneHash, ...fresh })
      .onConflictDoNothing()
      .returning({ phoneHash: smsCodes.phoneHash }),
  )
  if (inserted.length > 0) return 0
  const [row] = yield* ask(ctx.db.lock(t.select().from(smsCodes).where(eq(smsCodes.phoneHash, phoneHash))))
  const wait = row ? row.sentAt + SMS_RESEND_SECONDS * 1000 - ctx.now : 0
  if (wait > 0) return wait / 1000
  yield* ask(t.update(smsCodes).set(fresh).where(eq(smsCodes.phoneHash, phoneHash)))
  return 0
}

/** Deletes a code whose message was not sent, so that another one may be requested at once. */
export function* releaseCode(t: Q, ctx: Ctx, phoneHash: string, codeHash: string): Op<void> {
  const { smsCodes } = ctx.db.s
  yield* ask(t.delete(smsCodes).where(and(eq(smsCodes.phoneHash, phoneHash), eq(smsCodes.codeHash, codeHash))))
}

/** Whether the code is the number's current one; a right one is used up, a wrong one is counted. */
export function* consumeCode(t: Q, ctx: Ctx, phoneHash: string, codeHash: string): Op<boolean> {
  const { smsCodes } = ctx.db.s
  const [row] = yield* ask(ctx.db.lock(t.select().from(smsCodes).where(eq(smsCodes.phoneHash, phoneHash))))
  if (!row || row.expiresAt <= ctx.now || row.attempts >= SMS_CODE_TRIES) return false
  if (row.codeHash === codeHash) {
    // The row stays until the next code may be sent: using a code quickly must not allow more messages.
    yield* ask(t.update(smsCodes).set({ attempts: SMS_CODE_TRIES }).where(eq(smsCodes.phoneHash, phoneHash)))
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

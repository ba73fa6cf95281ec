import { SMS_CODE_TRIES } from '@qingpin/contract/auth/auth.rules'
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import type { Schema } from '../../schema/schema.ts'
import {
  type CodeState,
  numberAfter,
  SMS_CODE_SECONDS,
  SMS_RESEND_SECONDS,
  stateOfGuess,
  waitOfNumber,
} from './sms.rules.ts'

type NumberRow = Schema['smsNumbers']['$inferSelect']

/** Who asks for a code, and for which number; both as keyed hashes. */
export interface CodeOwner {
  phoneHash: string
  deviceHash: string
}

export interface Reservation {
  id: string
  /** The count of the number before; null where this device has a pace of its own. */
  before: NumberRow | null
}

function* lockNumber(t: Q, ctx: Ctx, phoneHash: string): Op<NumberRow> {
  const { smsNumbers } = ctx.db.s
  const fresh = { phoneHash, since: 0, count: 0, lastAt: 0 }
  yield* ask(t.insert(smsNumbers).values(fresh).onConflictDoNothing())
  const [row] = yield* ask(ctx.db.lock(t.select().from(smsNumbers).where(eq(smsNumbers.phoneHash, phoneHash))))
  return row ?? fresh
}

/** When the device's last message for this number went out; 0 for never. */
function* lastSent(t: Q, ctx: Ctx, { phoneHash, deviceHash }: CodeOwner): Op<number> {
  const { smsCodes } = ctx.db.s
  const [row] = yield* ask(
    t
      .select({ sentAt: smsCodes.sentAt })
      .from(smsCodes)
      .where(and(eq(smsCodes.phoneHash, phoneHash), eq(smsCodes.deviceHash, deviceHash), eq(smsCodes.sent, true)))
      .orderBy(desc(smsCodes.sentAt))
      .limit(1),
  )
  return row?.sentAt ?? 0
}

/**
 * Stores another code beside those that still hold. Returns the seconds to wait where the device or the number had one
 * a moment ago. @param known the number's owner has logged in on this device: strangers who ask do not hold it up
 */
export function* reserveCode(
  t: Q,
  ctx: Ctx,
  { codeHash, known, ...owner }: CodeOwner & { codeHash: string; known: boolean },
): Op<Reservation | { wait: number }> {
  const { smsCodes, smsNumbers } = ctx.db.s
  const number = yield* lockNumber(t, ctx, owner.phoneHash)
  const own = (yield* lastSent(t, ctx, owner)) + SMS_RESEND_SECONDS * 1000 - ctx.now
  const wait = Math.max(own, known ? 0 : waitOfNumber(number, ctx.now))
  if (wait > 0) return { wait: wait / 1000 }
  const id = newId(ctx.now)
  const expiresAt = ctx.now + SMS_CODE_SECONDS * 1000
  yield* ask(
    t
      .insert(smsCodes)
      .values({ ...owner, id, codeHash, attempts: 0, sentAt: ctx.now, expiresAt, sent: true, usedAt: null }),
  )
  if (known) return { id, before: null }
  yield* ask(t.update(smsNumbers).set(numberAfter(number, ctx.now)).where(eq(smsNumbers.phoneHash, owner.phoneHash)))
  return { id, before: number }
}

/** Lets another code be asked for at once. A message that is known not to be sent leaves no code and no count. */
export function* releaseCode(t: Q, ctx: Ctx, { id, before }: Reservation, outcome: 'not sent' | 'unknown'): Op<void> {
  const { smsCodes, smsNumbers } = ctx.db.s
  if (outcome === 'not sent') yield* ask(t.delete(smsCodes).where(eq(smsCodes.id, id)))
  else yield* ask(t.update(smsCodes).set({ sent: false }).where(eq(smsCodes.id, id)))
  if (!before) return
  const { phoneHash, lastAt, since, count } = before
  yield* ask(
    t
      .update(smsNumbers)
      .set(outcome === 'not sent' ? { lastAt, since, count } : { lastAt })
      .where(eq(smsNumbers.phoneHash, phoneHash)),
  )
}

/** What a guess is worth. A right code is used up with its elder ones; a wrong one counts against all that hold. */
export function* consumeCode(t: Q, ctx: Ctx, { phoneHash, deviceHash }: CodeOwner, codeHash: string): Op<CodeState> {
  const { smsCodes } = ctx.db.s
  const rows = yield* ask(
    ctx.db.lock(
      t
        .select()
        .from(smsCodes)
        .where(and(eq(smsCodes.phoneHash, phoneHash), eq(smsCodes.deviceHash, deviceHash)))
        .orderBy(asc(smsCodes.id)),
    ),
  )
  const { state, holding } = stateOfGuess(rows, codeHash, SMS_CODE_TRIES, ctx.now)
  if (holding.length > 0)
    yield* ask(
      t
        .update(smsCodes)
        .set(state === 'right' ? { usedAt: ctx.now } : { attempts: sql`${smsCodes.attempts} + 1` })
        .where(inArray(smsCodes.id, holding)),
    )
  return state
}

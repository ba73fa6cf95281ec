import * as alerts from '../../alerts/alerts.ts'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { lockAccount } from './accounts.service.ts'
import { REVEAL_WINDOWS, REVEALS, REVEALS_WARNED, REVEALS_WARNED_MS, waitFor } from './reveal-limit.rules.ts'

const REFUSED = 'account.reveal-refused'

/**
 * How many ms the caller has to wait before another number is shown; 0 for none. The account is locked, so that reads at
 * once are counted one after another. Managers are alerted of a reader who is limited, or reads a great deal.
 */
export function* waitToReveal(t: Q, ctx: Ctx): Op<number> {
  const { accountId } = requirePerson(ctx)
  yield* lockAccount(t, ctx, accountId)
  const reads: number[] = []
  for (const { ms } of REVEAL_WINDOWS)
    reads.push(yield* audit.countOf(t, ctx, { actorId: accountId, actions: REVEALS, since: ctx.now - ms }))
  const wait = waitFor(reads)
  const recent = { actorId: accountId, actions: REVEALS, since: ctx.now - REVEALS_WARNED_MS }
  const many = wait === 0 && (yield* audit.countOf(t, ctx, recent)) === REVEALS_WARNED
  if (wait === 0 && !many) return 0
  yield* alerts.raise(t, ctx, { kind: 'reveals', subject: accountId, reason: 'too-many-reveals' })
  const refusals = { actorId: accountId, actions: [REFUSED], since: ctx.now - REVEAL_WINDOWS[0].ms } as const
  // One row a minute: a flood of refused reads must not become one of rows.
  if (!many && (yield* audit.countOf(t, ctx, refusals)) > 0) return wait
  yield* audit.record(t, ctx, {
    action: many ? 'account.many-reveals' : REFUSED,
    subjectId: accountId,
    changes: { reads: [null, Math.max(...reads)] },
  })
  return wait
}

/** Runs what shows a number in full. Throws REVEAL_TOO_FAST where the caller has read too many. */
export async function withinRevealLimit<T>(ctx: Ctx, show: (t: Q) => Op<T>): Promise<T> {
  const outcome = await ctx.db.tx(function* (t): Op<{ wait: number } | { value: T }> {
    const wait = yield* waitToReveal(t, ctx)
    // The warning must stay, so the error is raised outside the transaction.
    return wait > 0 ? { wait } : { value: yield* show(t) }
  })
  if ('value' in outcome) return outcome.value
  throw new AppError('REVEAL_TOO_FAST', { retryAfterSeconds: outcome.wait / 1000 })
}

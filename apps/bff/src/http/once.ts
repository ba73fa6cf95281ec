import { and, eq, isNull } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { ask, type Op, type Q } from '../db/db.ts'
import { AppError } from '../errors.ts'

type Answering = Pick<Ctx, 'db' | 'cipher' | 'repeat'>

/**
 * Keeps the reply of a request with an idempotency key in the transaction that does its work. Throws, and so undoes the
 * work, where a repeat has taken over meanwhile and was answered.
 */
export function* keepReply(t: Q, { db, cipher, repeat }: Answering, makeReply: () => unknown): Op<void> {
  if (!repeat) return
  const { idempotencyKeys: keys } = db.s
  const reply = makeReply()
  const answer = { status: repeat.statusOf(reply), reply: cipher.seal('reply', JSON.stringify(reply)) }
  const mine = and(eq(keys.id, repeat.id), isNull(keys.status))
  const kept = yield* ask(t.update(keys).set(answer).where(mine).returning({ id: keys.id }))
  if (kept.length === 0) throw new AppError('IDEMPOTENCY_IN_PROGRESS', { retryAfterSeconds: 1 })
  repeat.kept = true
}

/**
 * A transaction that does all of a request's work and gives its reply. Both are kept by one commit, so that a process
 * which dies before it could answer leaves the answer for the repeat, and nothing is made twice.
 */
export const once = <T>(ctx: Answering, body: (t: Q) => Op<T>): Promise<T> =>
  ctx.db.tx(function* (t): Op<T> {
    const reply = yield* body(t)
    yield* keepReply(t, ctx, () => reply)
    return reply
  })

import { and, eq, isNull } from 'drizzle-orm'
import type { Ctx, Repeat } from '../context.ts'
import { ask, type Op, type Q } from '../db/db.ts'
import type { Schema } from '../schema/schema.ts'
import { AppError } from '../errors.ts'

type Answering = Pick<Ctx, 'db' | 'cipher' | 'repeat'>
type Keys = Schema['idempotencyKeys']

/** Whoever holds the lease now: of a request and the repeat that took over, the first that is answered counts. */
export const unanswered = (keys: Keys, id: string) => and(eq(keys.id, id), isNull(keys.status))

/** Keeps an answer, unless another one is kept already; tells whether it did. */
export function* keepAnswer(
  t: Q,
  { db, cipher, repeat }: Answering & { repeat: Repeat },
  answer: unknown,
): Op<boolean> {
  const { idempotencyKeys: keys } = db.s
  const kept = { status: repeat.statusOf(answer), reply: cipher.seal('reply', JSON.stringify(answer)) }
  const rows = yield* ask(t.update(keys).set(kept).where(unanswered(keys, repeat.id)).returning({ id: keys.id }))
  return rows.length > 0
}

/**
 * Keeps the reply of a request with an idempotency key in the transaction that does its work. Throws, and so undoes the
 * work, where a repeat has taken over meanwhile and was answered.
 */
export function* keepReply(t: Q, { repeat, ...ctx }: Answering, makeReply: () => unknown): Op<void> {
  if (!repeat) return
  if (!(yield* keepAnswer(t, { ...ctx, repeat }, makeReply())))
    throw new AppError('IDEMPOTENCY_IN_PROGRESS', { retryAfterSeconds: 1 })
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

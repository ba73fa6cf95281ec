import type { Ctx, Repeat } from '../context.ts'
import type { Op, Q } from '../db/db.ts'
import { AppError } from '../errors.ts'
import { storeAnswer } from './idempotency.repo.ts'
import { IN_PROGRESS_RETRY_SECONDS } from './http.rules.ts'

type Answering = Pick<Ctx, 'db' | 'cipher' | 'repeat'>

/** Stores the answer of a request with an idempotency key; false where one is stored already. */
export function* persistAnswer(
  t: Q,
  { db, cipher, repeat }: Answering & { repeat: Repeat },
  answer: unknown,
): Op<boolean> {
  const reply = cipher.seal('reply', JSON.stringify(answer))
  return yield* storeAnswer(t, { db }, repeat.id, { status: repeat.statusOf(answer), reply })
}

/**
 * Keeps the reply of a request with an idempotency key in the transaction that does its work. Throws, and so undoes the
 * work, where a repeat has taken over meanwhile and was answered.
 */
export function* storeReply(t: Q, { repeat, ...ctx }: Answering, makeReply: () => unknown): Op<void> {
  if (!repeat) return
  if (!(yield* persistAnswer(t, { ...ctx, repeat }, makeReply())))
    throw new AppError('IDEMPOTENCY_IN_PROGRESS', { retryAfterSeconds: IN_PROGRESS_RETRY_SECONDS })
  repeat.stored = true
}

/**
 * A transaction that does all of a request's work and gives its reply. Both are stored by one commit, so that a process
 * which ends before it could answer leaves the reply for the repeat, and nothing is made twice.
 */
export const once = <T>(ctx: Answering, body: (t: Q) => Op<T>): Promise<T> =>
  ctx.db.tx(function* (t): Op<T> {
    const reply = yield* body(t)
    yield* storeReply(t, ctx, () => reply)
    return reply
  })

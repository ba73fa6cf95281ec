import { and, inArray, isNotNull, lte, or } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { ask, type Op, type Q } from '../db/db.ts'
import { enqueue, type Queue } from '../jobs/index.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NAME = 'housekeeping'
/** Rows of one kind that one run removes at most, so that no transaction is long. */
const BATCH = 2000

/** How long what has served its purpose is kept, for looking into trouble. */
const KEPT = { smsCodes: DAY, sessions: 30 * DAY, loginFailures: 7 * DAY, rateLimits: DAY, topics: 2 * DAY }

/** Removes what nobody asks for any more. The rows are found by indexed times, and each kind stands alone. */
function* removeExpired(t: Q, { db, now }: Ctx): Op<void> {
  const { smsCodes, sessions, loginFailures, idempotencyKeys, rateLimits, topics, events } = db.s
  yield* ask(t.delete(smsCodes).where(lte(smsCodes.expiresAt, now - KEPT.smsCodes)))
  const over = now - KEPT.sessions
  yield* ask(
    t
      .delete(sessions)
      .where(or(lte(sessions.expiresAt, over), and(isNotNull(sessions.revokedAt), lte(sessions.revokedAt, over)))),
  )
  const lockEnded = and(
    lte(loginFailures.since, now - KEPT.loginFailures),
    lte(loginFailures.lockedUntil, now - KEPT.loginFailures),
  )
  yield* ask(t.delete(loginFailures).where(lockEnded))
  yield* ask(t.delete(idempotencyKeys).where(lte(idempotencyKeys.expiresAt, now)))
  yield* ask(t.delete(rateLimits).where(lte(rateLimits.resetAt, now - KEPT.rateLimits)))

  const silent = yield* ask(
    t
      .select({ topic: topics.topic })
      .from(topics)
      .where(lte(topics.touchedAt, now - KEPT.topics))
      .limit(BATCH),
  )
  if (silent.length === 0) return
  const names = silent.map(({ topic }) => topic)
  yield* ask(t.delete(events).where(inArray(events.topic, names)))
  yield* ask(t.delete(topics).where(inArray(topics.topic, names)))
}

/** Asks for the run of the hour that `at` lies in; any number of replicas asking make one. */
export function* planHousekeeping(t: Q, ctx: Pick<Ctx, 'db' | 'now'>, at: number): Op<void> {
  const hour = Math.floor(at / HOUR)
  yield* enqueue(t, ctx, { queue: NAME, data: { hour }, key: `hour-${hour}`, runAt: hour * HOUR })
}

export const housekeeping: Queue = {
  name: NAME,
  retries: 3,
  baseMs: 60_000,
  leaseMs: 60_000,
  concurrency: 1,
  run: (ctx) =>
    ctx.db.tx(function* (t) {
      yield* removeExpired(t, ctx)
      yield* planHousekeeping(t, ctx, ctx.now + HOUR)
    }),
}

import { and, inArray, lte, ne, or, type SQL } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Ctx } from '../context.ts'
import { ask, type Op, type Q } from '../db/db.ts'
import { hourly } from '../jobs/index.ts'

const DAY = 86_400_000
/** Rows that one transaction removes at most, so that none is long. */
const BATCH = 2000

/** How long what has served its purpose is kept, for looking into trouble. */
const KEPT = {
  smsCodes: DAY,
  sessions: 30 * DAY,
  loginFailures: 7 * DAY,
  rateLimits: DAY,
  topics: 2 * DAY,
  shareViews: 2 * DAY,
  /** Texts that were judged, for whoever wants to know why one was taken down. */
  textChecks: 90 * DAY,
}

/** Takes one batch of rows away; tells how many that were. */
type Removal = (t: Q) => Op<number>

/** Repeats the condition in the delete itself: on PostgreSQL a row that changed since it was found is judged anew. */
function* take(t: Q, table: PgTable, key: PgColumn, over: SQL | undefined): Op<unknown[]> {
  const some = t.select({ key }).from(table).where(over).limit(BATCH)
  const gone = yield* ask(
    t
      .delete(table)
      .where(and(inArray(key, some), over))
      .returning({ key }),
  )
  return gone.map((row) => row.key)
}

/** What nobody asks for any more, kind by kind. The rows are found by indexed times. */
function removals({ db, now }: Ctx): Removal[] {
  const {
    smsCodes,
    sessions,
    loginFailures,
    idempotencyKeys,
    rateLimits,
    topics,
    events,
    resumeShareViews: views,
    textChecks: checks,
  } = db.s
  const ended = now - KEPT.sessions
  const unlocked = now - KEPT.loginFailures
  const of = (table: PgTable, key: PgColumn, over: SQL | undefined) =>
    function* (t: Q): Op<number> {
      return (yield* take(t, table, key, over)).length
    }
  return [
    of(smsCodes, smsCodes.phoneHash, lte(smsCodes.expiresAt, now - KEPT.smsCodes)),
    of(sessions, sessions.id, or(lte(sessions.expiresAt, ended), lte(sessions.revokedAt, ended))),
    of(
      loginFailures,
      loginFailures.subject,
      and(lte(loginFailures.since, unlocked), lte(loginFailures.lockedUntil, unlocked)),
    ),
    of(idempotencyKeys, idempotencyKeys.id, lte(idempotencyKeys.expiresAt, now)),
    of(rateLimits, rateLimits.key, lte(rateLimits.resetAt, now - KEPT.rateLimits)),
    // Who looked counts once a day: older days are over, and their number stands at the share.
    of(views, views.shareId, lte(views.day, now - KEPT.shareViews)),
    of(checks, checks.id, and(ne(checks.state, 'waiting'), lte(checks.createdAt, now - KEPT.textChecks))),
    function* (t) {
      // The topics first: whoever says something on one of them waits for its row, and begins it anew.
      const gone = yield* take(t, topics, topics.topic, lte(topics.touchedAt, now - KEPT.topics))
      if (gone.length > 0) yield* ask(t.delete(events).where(inArray(events.topic, gone.map(String))))
      return gone.length
    },
  ]
}

export const housekeeping = hourly('housekeeping', async (ctx) => {
  for (const removal of removals(ctx)) {
    while ((await ctx.db.tx(removal)) === BATCH);
  }
})

import { and, asc, eq, gt, lt, sql } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { ask, type Op, type Q } from '../db/db.ts'

export interface NewEvent {
  type: string
  /** JSON; readers of the topic see it as it is, so nothing stands in it that one of them must not know. */
  data: unknown
  /** Nothing will come after it: streams end here. */
  closes?: boolean
}
export interface StoredEvent {
  seq: number
  type: string
  data: unknown
  closes: boolean
  at: number
}

/** How many events one read gives at most. */
const PAGE = 500

/**
 * Writes the next event of a topic inside the caller's transaction and wakes its readers when that commits.
 * Gives the event's number, which counts from 1 without gaps.
 */
export function* append(t: Q, ctx: Pick<Ctx, 'db' | 'now'>, topic: string, event: NewEvent): Op<number> {
  const { topics, events } = ctx.db.s
  const [counter] = yield* ask(
    t
      .insert(topics)
      .values({ topic, lastSeq: 1, touchedAt: ctx.now })
      .onConflictDoUpdate({ target: topics.topic, set: { lastSeq: sql`${topics.lastSeq} + 1`, touchedAt: ctx.now } })
      .returning({ seq: topics.lastSeq }),
  )
  const seq = counter?.seq ?? 1
  const { type, data, closes = false } = event
  yield* ask(
    t
      .insert(events)
      .values({ topic, seq, type, data, closes, at: ctx.now })
      .returning({ woken: ctx.db.notify(topic) }),
  )
  return seq
}

/** Removes a topic with everything that was said on it; with `before`, only what came before that number. */
export function* forget(t: Q, ctx: Pick<Ctx, 'db'>, topic: string, before?: number): Op<void> {
  const { topics, events } = ctx.db.s
  const older = before === undefined ? undefined : lt(events.seq, before)
  yield* ask(t.delete(events).where(and(eq(events.topic, topic), older)))
  if (before === undefined) yield* ask(t.delete(topics).where(eq(topics.topic, topic)))
}

/** The events of a topic after a number, oldest first; prepared, because every wake-up of every reader runs it. */
export function prepareRead({ db }: Pick<Ctx, 'db'>) {
  const { events } = db.s
  const query = db.q
    .select({ seq: events.seq, type: events.type, data: events.data, closes: events.closes, at: events.at })
    .from(events)
    .where(and(eq(events.topic, sql.placeholder('topic')), gt(events.seq, sql.placeholder('after'))))
    .orderBy(asc(events.seq))
    .limit(PAGE)
    .prepare('events_after')
  return (topic: string, after: number): Promise<StoredEvent[]> => query.execute({ topic, after })
}

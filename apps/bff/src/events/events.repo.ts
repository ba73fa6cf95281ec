import { accountTopic } from '@qingpin/contract/events/account.events'
import { and, asc, eq, gt, inArray, lt, lte, notLike, sql } from 'drizzle-orm'
import { RETENTION_MS } from '../config/retention.ts'
import type { Ctx } from '../context.ts'
import { ask, type Op, type Q } from '../db/db.ts'
import { type At, prepared } from '../db/prepared.ts'
import { removeBatch, type Retention } from '../db/retention.ts'
import { READ_PAGE } from './events.rules.ts'

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

const nextSeq = prepared('next_seq', ({ q, s: { topics } }, at: At<{ topic: string; step: number; now: number }>) =>
  q
    .insert(topics)
    .values({ topic: at('topic'), lastSeq: at('step'), touchedAt: at('now') })
    .onConflictDoUpdate({
      target: topics.topic,
      set: { lastSeq: sql`${topics.lastSeq} + excluded.last_seq`, touchedAt: sql`excluded.touched_at` },
    })
    .returning({ seq: topics.lastSeq }),
)
const insertEvent = prepared('insert_event', ({ q, s: { events }, notify }, at: At<StoredEvent & { topic: string }>) =>
  q
    .insert(events)
    .values({
      topic: at('topic'),
      seq: at('seq'),
      type: at('type'),
      data: at('data'),
      closes: at('closes'),
      at: at('at'),
    })
    .returning({ notified: notify(at('topic')) }),
)

/**
 * Writes the next event of a topic inside the caller's transaction and notifies its readers when that commits.
 * Gives the event's number. They count from 1 without gaps, but for a `step` that skips some on purpose: numbers that
 * readers may have seen and a loss of power took back.
 */
export function* append(t: Q, ctx: Pick<Ctx, 'db' | 'now'>, topic: string, event: NewEvent, step = 1): Op<number> {
  const { db, now } = ctx
  const [counter] = yield* ask(nextSeq(db, t, { topic, step, now }))
  const seq = counter?.seq ?? step
  const { type, data, closes = false } = event
  yield* ask(insertEvent(db, t, { topic, seq, type, data, closes, at: now }))
  return seq
}

const forgetType = prepared(
  'forget_type',
  ({ q, s: { events } }, at: At<{ topic: string; type: string; before: number }>) =>
    q
      .delete(events)
      .where(and(eq(events.topic, at('topic')), eq(events.type, at('type')), lt(events.seq, at('before')))),
)

/**
 * Like `append`, for events that tell a whole state each time: the new one stands for all before it of its type, which
 * are removed. Readers that were behind see a gap in the numbers, and miss nothing.
 */
export function* supersede(t: Q, ctx: Pick<Ctx, 'db' | 'now'>, topic: string, event: NewEvent): Op<number> {
  const seq = yield* append(t, ctx, topic, event)
  yield* ask(forgetType(ctx.db, t, { topic, type: event.type, before: seq }))
  return seq
}

const expireType = prepared(
  'expire_type',
  ({ q, s: { events } }, at: At<{ topic: string; type: string; before: number }>) =>
    q
      .delete(events)
      .where(and(eq(events.topic, at('topic')), eq(events.type, at('type')), lt(events.at, at('before')))),
)

/** Removes the events of one type that came before a moment: they are of no use any more. */
export function* expire(t: Q, ctx: Pick<Ctx, 'db'>, topic: string, type: string, before: number): Op<void> {
  yield* ask(expireType(ctx.db, t, { topic, type, before }))
}

/** Removes a topic with everything that was said on it; with `before`, only what came before that number. */
export function* forget(t: Q, ctx: Pick<Ctx, 'db'>, topic: string, before?: number): Op<void> {
  const { topics, events } = ctx.db.s
  const older = before === undefined ? undefined : lt(events.seq, before)
  yield* ask(t.delete(events).where(and(eq(events.topic, topic), older)))
  if (before === undefined) yield* ask(t.delete(topics).where(eq(topics.topic, topic)))
}

const eventsAfter = prepared('events_after', ({ q, s: { events } }, at: At<{ topic: string; after: number }>) =>
  q
    .select({ seq: events.seq, type: events.type, data: events.data, closes: events.closes, at: events.at })
    .from(events)
    .where(and(eq(events.topic, at('topic')), gt(events.seq, at('after'))))
    .orderBy(asc(events.seq))
    .limit(READ_PAGE),
)

/** The events of a topic after a number, oldest first; every notification of every reader queries them. */
export const readEvents =
  ({ db }: Pick<Ctx, 'db'>) =>
  async (topic: string, after: number): Promise<StoredEvent[]> =>
    eventsAfter(db, db.q, { topic, after })

/** The number of the last event of each topic; those without events are missing. */
export async function lastSeqs({ db }: Pick<Ctx, 'db'>, names: readonly string[]): Promise<Map<string, number>> {
  const { topics } = db.s
  const named = inArray(topics.topic, [...names])
  const rows = await db.q.select({ topic: topics.topic, seq: topics.lastSeq }).from(topics).where(named)
  return new Map(rows.map(({ topic, seq }) => [topic, seq]))
}

/**
 * Topics without a new event for a while. The topics go first: an append waits for the topic's row and begins it anew.
 * Those of accounts stay, because their readers come back with a number for as long as the account is; each holds one
 * event of a type.
 */
export const eventRetention: Retention = function* (t, { db, now }) {
  const { topics, events } = db.s
  const condition = and(lte(topics.touchedAt, now - RETENTION_MS.topics), notLike(topics.topic, accountTopic('%')))
  const gone = yield* removeBatch(t, { table: topics, key: topics.topic, condition })
  if (gone.length > 0) yield* ask(t.delete(events).where(inArray(events.topic, gone.map(String))))
  return gone.length
}

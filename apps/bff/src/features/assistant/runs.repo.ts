import { runTopic } from '@qingpin/contract/assistant/assistant.events'
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { type At, prepared, preparedInsert } from '../../db/prepared.ts'
import type { Schema } from '../../schema/schema.ts'
import { LEASE_MS } from './run.rules.ts'

export type RunRow = Schema['runs']['$inferSelect']
type Anytime = Pick<Ctx, 'db' | 'now'>

/** The topic that notifies the writer of a run to stop; it holds no events. */
export const stopTopic = (runId: string): string => `runstop:${runId}`

const insertRunRow = preparedInsert('runs')

export function* insertRun(
  t: Q,
  ctx: Ctx,
  run: Pick<RunRow, 'chatId' | 'ownerId' | 'questionId' | 'model'>,
): Op<RunRow> {
  const row: RunRow = {
    ...run,
    id: newId(ctx.now),
    state: 'running',
    stopRequested: false,
    leaseUntil: ctx.now + LEASE_MS,
    promptTokens: null,
    completionTokens: null,
    note: null,
    cost: 0,
    startedAt: ctx.now,
    endedAt: null,
    topicExpiredAt: null,
  }
  yield* ask(insertRunRow(ctx.db, t, row))
  return row
}

const openRuns = prepared('open_runs', ({ q, s: { runs } }, at: At<{ ownerId: string }>) =>
  q
    .select()
    .from(runs)
    .where(and(eq(runs.ownerId, at('ownerId')), eq(runs.state, 'running')))
    .orderBy(asc(runs.startedAt)),
)

/** The open runs of an account, oldest first. */
export function* openRunsOf(t: Q, { db }: Anytime, ownerId: string): Op<RunRow[]> {
  return yield* ask(openRuns(db, t, { ownerId }))
}

export async function openRunOf(ctx: Pick<Ctx, 'db'>, chatId: string): Promise<RunRow | undefined> {
  const { runs } = ctx.db.s
  const [row] = await ctx.db.q
    .select()
    .from(runs)
    .where(and(eq(runs.chatId, chatId), eq(runs.state, 'running')))
  return row
}

const runOfOwner = prepared('run_of_owner', ({ q, s: { runs } }, at: At<{ id: string; ownerId: string }>) =>
  q
    .select()
    .from(runs)
    .where(and(eq(runs.id, at('id')), eq(runs.ownerId, at('ownerId')))),
)

export async function findRun({ db }: Pick<Ctx, 'db'>, id: string, ownerId: string): Promise<RunRow | undefined> {
  const [row] = await runOfOwner(db, db.q, { id, ownerId })
  return row
}

const lockState = prepared('run_state', ({ q, s: { runs }, lock }, at: At<{ id: string }>) =>
  lock(
    q
      .select({ state: runs.state })
      .from(runs)
      .where(eq(runs.id, at('id'))),
  ),
)

/** Whether the run can still be written to; locked, so that nothing is appended after its end. */
export function* isOpen(t: Q, { db }: Anytime, id: string): Op<boolean> {
  const [row] = yield* ask(lockState(db, t, { id }))
  return row?.state === 'running'
}

const renew = prepared('renew_lease', ({ q, s: { runs } }, at: At<{ id: string; leaseUntil: number }>) =>
  q
    .update(runs)
    .set({ leaseUntil: sql`${at('leaseUntil')}` })
    .where(and(eq(runs.id, at('id')), eq(runs.state, 'running')))
    .returning({ stopRequested: runs.stopRequested }),
)

/** Renews the lease of a run. Returns whether a stop was requested; undefined when the run has ended. */
export function* renewLease(t: Q, { db, now }: Anytime, id: string): Op<boolean | undefined> {
  const [row] = yield* ask(renew(db, t, { id, leaseUntil: now + LEASE_MS }))
  return row?.stopRequested
}

/** Requests a stop of the writer, in whichever process it runs. */
export function* requestStop(t: Q, { db }: Anytime, id: string): Op<void> {
  const { runs } = db.s
  yield* ask(
    t
      .update(runs)
      .set({ stopRequested: true })
      .where(and(eq(runs.id, id), eq(runs.state, 'running')))
      .returning({ notified: db.notify(stopTopic(id)) }),
  )
}

export type RunEnd = Pick<RunRow, 'state' | 'note' | 'cost' | 'promptTokens' | 'completionTokens'>

/** Ends a run once; undefined when it has ended before. */
export function* closeRun(t: Q, { db, now }: Anytime, id: string, end: RunEnd): Op<RunRow | undefined> {
  const { runs } = db.s
  const [row] = yield* ask(
    t
      .update(runs)
      .set({ ...end, endedAt: now })
      .where(and(eq(runs.id, id), eq(runs.state, 'running')))
      .returning(),
  )
  return row
}

/** Whether the writer of a run is gone; locked, because the writer may come back meanwhile. */
export function* isAbandoned(t: Q, { db, now }: Anytime, id: string): Op<boolean> {
  const { runs } = db.s
  const [row] = yield* ask(db.lock(t.select().from(runs).where(eq(runs.id, id))))
  return row !== undefined && row.state === 'running' && row.leaseUntil <= now
}

/** A run of any owner, for the job that watches it. */
export async function requireRun({ db }: Pick<Ctx, 'db'>, id: string): Promise<RunRow> {
  const [row] = await db.q.select().from(db.s.runs).where(eq(db.s.runs.id, id))
  if (!row) throw new Error('there is no such run')
  return row
}

/** Marks the topic of a run as removed. */
export function* markTopicExpired(t: Q, { db, now }: Anytime, id: string): Op<void> {
  const { runs } = db.s
  yield* ask(t.update(runs).set({ topicExpiredAt: now }).where(eq(runs.id, id)))
}

export interface RunEvent {
  type: string
  data: unknown
  at: number
}

/** All events of a run's topic, to put the text together after its writer died. */
export function* eventsOf(t: Q, { db }: Anytime, runId: string): Op<RunEvent[]> {
  const { events } = db.s
  return yield* ask(
    t
      .select({ type: events.type, data: events.data, at: events.at })
      .from(events)
      .where(eq(events.topic, runTopic(runId)))
      .orderBy(asc(events.seq)),
  )
}

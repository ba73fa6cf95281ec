import { and, asc, eq, inArray, lte, or, sql } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { ask, type Db, type Op, type Q } from '../db/db.ts'
import { newId } from '../db/ids.ts'
import { type At, prepared, placeholdersFor } from '../db/prepared.ts'
import type { JobCount } from '../runtime/metrics.ts'
import type { QueueRules } from './queue.rules.ts'

type JobsCtx = Pick<Ctx, 'db' | 'now'>
export type JobRow = JobsCtx['db']['s']['jobs']['$inferSelect']

export interface NewJob {
  queue: string
  data: Record<string, string | number>
  /** Asking twice while the job waits or runs is asking once. */
  key?: string
  /** Epoch ms; at once when not said. */
  runAt?: number
}

/** The topic whose notification says that a queue has a due job. */
export const queueTopic = (queue: string): string => `jobs:${queue}`

const insertJob = prepared('enqueue', ({ q, s: { jobs }, notify }, at: At<JobRow & { topic: string }>) =>
  q
    .insert(jobs)
    .values(placeholdersFor(jobs, at))
    .onConflictDoNothing()
    .returning({ notified: notify(at('topic')) }),
)
const insertLaterJob = prepared('enqueue_later', ({ q, s: { jobs } }, at: At<JobRow>) =>
  q.insert(jobs).values(placeholdersFor(jobs, at)).onConflictDoNothing(),
)

/** Asks for a job inside the caller's transaction: it exists exactly when that commits. */
export function* enqueue(t: Q, ctx: JobsCtx, { queue, data, key, runAt = ctx.now }: NewJob): Op<void> {
  const job: JobRow = {
    id: newId(ctx.now),
    queue,
    data,
    key: key ?? null,
    state: 'ready',
    attempt: 0,
    runAt,
    leaseUntil: null,
    error: null,
    createdAt: ctx.now,
  }
  // What is due later is found by the look of every second; a worker notified now would find nothing.
  if (runAt > ctx.now) yield* ask(insertLaterJob(ctx.db, t, job))
  else yield* ask(insertJob(ctx.db, t, { ...job, topic: queueTopic(queue) }))
}

/**
 * Takes jobs that are due, or whose lease was not renewed in time. A lease that ran out counts as an attempt, so
 * that a job which kills its process ends up dead instead of killing for ever.
 */
export function* claim(t: Q, ctx: JobsCtx, queue: string, rules: QueueRules, limit: number): Op<JobRow[]> {
  const { jobs } = ctx.db.s
  const due = or(
    and(eq(jobs.state, 'ready'), lte(jobs.runAt, ctx.now)),
    and(eq(jobs.state, 'active'), lte(jobs.leaseUntil, ctx.now)),
  )
  const found = yield* ask(
    ctx.db.lock(
      t
        .select({ id: jobs.id, attempt: jobs.attempt })
        .from(jobs)
        .where(and(eq(jobs.queue, queue), due))
        .orderBy(asc(jobs.runAt))
        .limit(limit),
      'skip locked',
    ),
  )
  const lost = found.filter((job) => job.attempt > rules.retries).map((job) => job.id)
  if (lost.length > 0) {
    yield* ask(
      t.update(jobs).set({ state: 'dead', key: null, error: 'the process was lost' }).where(inArray(jobs.id, lost)),
    )
  }
  const taken = found.filter((job) => job.attempt <= rules.retries).map((job) => job.id)
  if (taken.length === 0) return []
  return yield* ask(
    t
      .update(jobs)
      .set({ state: 'active', attempt: sql`${jobs.attempt} + 1`, leaseUntil: ctx.now + rules.leaseMs })
      .where(inArray(jobs.id, taken))
      .returning(),
  )
}

/** The row, unless another worker has taken the job since: that is another attempt. */
const mine = ({ db }: JobsCtx, job: JobRow) =>
  and(eq(db.s.jobs.id, job.id), eq(db.s.jobs.attempt, job.attempt), eq(db.s.jobs.state, 'active'))

export function* extend(t: Q, ctx: JobsCtx, job: JobRow, leaseUntil: number): Op<void> {
  yield* ask(t.update(ctx.db.s.jobs).set({ leaseUntil }).where(mine(ctx, job)))
}

export function* finish(t: Q, ctx: JobsCtx, job: JobRow): Op<void> {
  yield* ask(t.delete(ctx.db.s.jobs).where(mine(ctx, job)))
}

/** Puts a job that did its work, and will have more, back to wait; what it failed at before is forgotten. */
export function* postpone(t: Q, ctx: JobsCtx, job: JobRow, runAt: number): Op<void> {
  const next = { state: 'ready', attempt: 0, runAt, leaseUntil: null, error: null } as const
  yield* ask(t.update(ctx.db.s.jobs).set(next).where(mine(ctx, job)))
}

/** @param retryAt epoch ms; undefined gives up */
export function* fail(t: Q, ctx: JobsCtx, job: JobRow, error: string, retryAt: number | undefined): Op<void> {
  const next =
    retryAt === undefined
      ? ({ state: 'dead', key: null, error } as const)
      : ({ state: 'ready', runAt: retryAt, leaseUntil: null, error } as const)
  yield* ask(t.update(ctx.db.s.jobs).set(next).where(mine(ctx, job)))
}

/** How many jobs each queue has in each state, and when the first of them is due. */
export async function countJobs({ q, s: { jobs } }: Db): Promise<JobCount[]> {
  return q
    .select({
      queue: jobs.queue,
      state: jobs.state,
      jobs: sql<number>`count(*)`.mapWith(Number),
      due: sql<number>`min(${jobs.runAt})`.mapWith(Number),
    })
    .from(jobs)
    .groupBy(jobs.queue, jobs.state)
}

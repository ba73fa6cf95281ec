import { desc, eq, and, type AnyColumn, sql, type SQL } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { timeIdCursor, type TimeId } from '../../db/cursor.ts'
import { ask, type Q } from '../../db/db.ts'

/** Which entries of a customer are read: the newest, or those before a position. */
export interface TimelinePage {
  customerId: string
  before: TimeId | undefined
  /** One more than a page has, so that the end is known. */
  limit: number
}

export const positionOf = timeIdCursor.read

const older = (before: TimeId | undefined, at: AnyColumn, id: AnyColumn): SQL | undefined =>
  before && sql`(${at}, ${id}) < (${before.at}, ${before.id})`

export function* followUpsOf(t: Q, ctx: Pick<Ctx, 'db'>, { customerId, before, limit }: TimelinePage) {
  const { customerFollowUps: f } = ctx.db.s
  return yield* ask(
    t
      .select()
      .from(f)
      .where(and(eq(f.customerId, customerId), older(before, f.createdAt, f.id)))
      .orderBy(desc(f.createdAt), desc(f.id))
      .limit(limit),
  )
}

export function* assignmentsOf(t: Q, ctx: Pick<Ctx, 'db'>, { customerId, before, limit }: TimelinePage) {
  const { customerAssignments: a } = ctx.db.s
  return yield* ask(
    t
      .select()
      .from(a)
      .where(and(eq(a.customerId, customerId), older(before, a.createdAt, a.id)))
      .orderBy(desc(a.createdAt), desc(a.id))
      .limit(limit),
  )
}

export function* editsOf(t: Q, ctx: Pick<Ctx, 'db'>, { customerId, before, limit }: TimelinePage) {
  const { customerEdits: e } = ctx.db.s
  return yield* ask(
    t
      .select()
      .from(e)
      .where(and(eq(e.customerId, customerId), older(before, e.createdAt, e.id)))
      .orderBy(desc(e.createdAt), desc(e.id))
      .limit(limit),
  )
}

export function* remindersOf(t: Q, ctx: Pick<Ctx, 'db'>, { customerId, before, limit }: TimelinePage) {
  const { customerReminders: r } = ctx.db.s
  return yield* ask(
    t
      .select()
      .from(r)
      .where(and(eq(r.customerId, customerId), older(before, r.createdAt, r.id)))
      .orderBy(desc(r.createdAt), desc(r.id))
      .limit(limit),
  )
}

/** What happened to the placements of the customer, each with its worker. */
export function* placementLogsOf(t: Q, ctx: Pick<Ctx, 'db'>, { customerId, before, limit }: TimelinePage) {
  const { placementLogs: logs, placements, resumes } = ctx.db.s
  return yield* ask(
    t
      .select({ log: logs, worker: resumes.name })
      .from(logs)
      .innerJoin(placements, eq(placements.id, logs.placementId))
      .leftJoin(resumes, eq(resumes.id, placements.resumeId))
      .where(and(eq(placements.customerId, customerId), older(before, logs.createdAt, logs.id)))
      .orderBy(desc(logs.createdAt), desc(logs.id))
      .limit(limit),
  )
}

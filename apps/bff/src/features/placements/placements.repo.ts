import type { PlacementDue } from '@qingpin/contract/placements/placements.enums'
import { and, asc, count, desc, eq, gt, gte, inArray, isNotNull, isNull, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import type { Schema } from '../../schema/schema.ts'
import { dueBy } from './placements.rules.ts'
import type { PlacementRow } from './placements.table.ts'

type At = Pick<Ctx, 'db'>
export type LogRow = Schema['placementLogs']['$inferSelect']
export type NewPlacement = Omit<
  PlacementRow,
  'id' | 'version' | 'trialPassedAt' | 'endedOn' | 'cause' | 'endReason' | 'createdAt' | 'updatedAt'
>

export function* insertPlacement(t: Q, ctx: Ctx, placement: NewPlacement): Op<PlacementRow> {
  const { now } = ctx
  const [row] = yield* ask(
    t
      .insert(ctx.db.s.placements)
      .values({ ...placement, id: newId(now), version: 1, createdAt: now, updatedAt: now })
      .returning(),
  )
  return row as PlacementRow
}

/** Writes columns of a locked placement as its next version. */
export function* setPlacement(t: Q, ctx: Ctx, row: PlacementRow, part: Partial<PlacementRow>): Op<PlacementRow> {
  const { placements } = ctx.db.s
  const [next] = yield* ask(
    t
      .update(placements)
      .set({ ...part, version: row.version + 1, updatedAt: ctx.now })
      .where(eq(placements.id, row.id))
      .returning(),
  )
  return next as PlacementRow
}

export function* insertLog(
  t: Q,
  ctx: Pick<Ctx, 'db' | 'now'>,
  { id: placementId, version: serial, startsOn, endsOn, endedOn }: PlacementRow,
  log: Pick<LogRow, 'action' | 'byId'> & Partial<Pick<LogRow, 'cause' | 'reason'>>,
): Op<void> {
  const days = { startsOn, endsOn: endedOn ?? endsOn }
  yield* ask(
    t
      .insert(ctx.db.s.placementLogs)
      .values({ ...log, ...days, id: newId(ctx.now), placementId, serial, createdAt: ctx.now }),
  )
}

export function* findPlacement(t: Q, { db }: At, id: string): Op<PlacementRow | undefined> {
  const [row] = yield* ask(t.select().from(db.s.placements).where(eq(db.s.placements.id, id)))
  return row
}

/** The placement that a customer has now, the newest where a merge has left two. */
export function* findLive(t: Q, { db }: At, customerId: string): Op<PlacementRow | undefined> {
  const { placements } = db.s
  const [row] = yield* ask(
    t
      .select()
      .from(placements)
      .where(and(eq(placements.customerId, customerId), isNull(placements.endedOn)))
      .orderBy(desc(placements.createdAt), desc(placements.id))
      .limit(1),
  )
  return row
}

/** All placements of a customer. */
export function* listOf(t: Q, { db }: At, customerId: string): Op<PlacementRow[]> {
  return yield* ask(t.select().from(db.s.placements).where(eq(db.s.placements.customerId, customerId)))
}

/** Placements of workers that are not over on a day. */
export function* listAfter(
  t: Q,
  { db }: At,
  { resumeIds, day, exceptId }: { resumeIds: readonly string[]; day: string; exceptId?: string | undefined },
): Op<PlacementRow[]> {
  const { placements: p } = db.s
  const last = sql`coalesce(${p.endedOn}, ${p.endsOn})`
  return yield* ask(
    t
      .select()
      .from(p)
      .where(
        and(
          inArray(p.resumeId, [...resumeIds]),
          or(sql`${last} is null`, sql`${last} >= ${day}`),
          exceptId ? ne(p.id, exceptId) : undefined,
        ),
      )
      .orderBy(asc(p.startsOn)),
  )
}

/** The columns of a placement with the names of its worker and of who entered it. */
const shown = ({ db }: At) => {
  const { placements, resumes, accounts } = db.s
  return {
    placement: placements,
    worker: { name: resumes.name, jobType: resumes.jobType, avatarUrl: resumes.avatarUrl },
    createdBy: accounts.name,
  }
}

const joined = (at: Q, ctx: At) => {
  const { placements, resumes, accounts } = ctx.db.s
  return at
    .select(shown(ctx))
    .from(placements)
    .leftJoin(resumes, eq(resumes.id, placements.resumeId))
    .leftJoin(accounts, eq(accounts.id, placements.createdBy))
    .$dynamic()
}
export type ShownRow = Awaited<ReturnType<typeof joined>>[number]

export type PlacementsOf = { customerId: string } | { resumeId: string }
const ofCondition = ({ db }: At, of: PlacementsOf) =>
  'customerId' in of ? eq(db.s.placements.customerId, of.customerId) : eq(db.s.placements.resumeId, of.resumeId)

export function* findShown(t: Q, ctx: At, id: string): Op<ShownRow> {
  const [row] = yield* ask(joined(t, ctx).where(eq(ctx.db.s.placements.id, id)))
  return row as ShownRow
}

export function* findShownAll(t: Q, ctx: At, ids: readonly string[]): Op<ShownRow[]> {
  if (ids.length === 0) return []
  return yield* ask(joined(t, ctx).where(inArray(ctx.db.s.placements.id, [...ids])))
}

/** Running placements whose contract ends between two days. */
export function* listEnding(t: Q, { db }: At, { from, by }: { from: string; by: string }): Op<PlacementRow[]> {
  const { placements: p } = db.s
  return yield* ask(
    t
      .select()
      .from(p)
      .where(and(isNull(p.endedOn), isNotNull(p.endsOn), gte(p.endsOn, from), lte(p.endsOn, by)))
      .orderBy(asc(p.endsOn), asc(p.id)),
  )
}

/** The placements of a customer or of a worker, newest first. */
export function* listShown(t: Q, ctx: At, of: PlacementsOf): Op<ShownRow[]> {
  const { placements: p } = ctx.db.s
  return yield* ask(joined(t, ctx).where(ofCondition(ctx, of)).orderBy(desc(p.startsOn), desc(p.createdAt), desc(p.id)))
}

/** What happened to the placements of a customer or of a worker, newest first. */
export function* listLogs(t: Q, ctx: At, of: PlacementsOf) {
  const { placementLogs: logs, placements, accounts, resumes } = ctx.db.s
  return yield* ask(
    t
      .select({ log: logs, customerId: placements.customerId, worker: resumes.name, by: accounts.name })
      .from(logs)
      .innerJoin(placements, eq(placements.id, logs.placementId))
      .leftJoin(resumes, eq(resumes.id, placements.resumeId))
      .leftJoin(accounts, eq(accounts.id, logs.byId))
      .where(ofCondition(ctx, of))
      .orderBy(desc(logs.createdAt), desc(placements.createdAt), desc(logs.serial), desc(logs.id)),
  )
}

const dueDay = ({ db }: At, due: PlacementDue) =>
  due === 'trial' ? db.s.placements.trialUntil : db.s.placements.endsOn

function dueCondition(ctx: Pick<Ctx, 'db' | 'now'>, due: PlacementDue): SQL | undefined {
  const { placements: p } = ctx.db.s
  const day = dueDay(ctx, due)
  const open = and(isNull(p.endedOn), isNotNull(day), lte(day, dueBy(due, ctx.now)))
  return due === 'trial' ? and(open, isNull(p.trialPassedAt)) : open
}

export interface DuePage {
  due: PlacementDue
  page: number
  pageSize: number
}

/** Those that are due first. @param seen which customers count */
export const pageOfDue = (ctx: Ctx, { due, page, pageSize }: DuePage, seen: SQL | undefined): Promise<ShownRow[]> =>
  joined(ctx.db.q, ctx)
    .where(and(dueCondition(ctx, due), seen))
    .orderBy(asc(dueDay(ctx, due)), asc(ctx.db.s.placements.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize)

export async function countDue(
  ctx: Pick<Ctx, 'db' | 'now'>,
  due: PlacementDue,
  seen: SQL | undefined,
): Promise<number> {
  const [row] = await ctx.db.q
    .select({ n: count() })
    .from(ctx.db.s.placements)
    .where(and(dueCondition(ctx, due), seen))
  return Number(row?.n ?? 0)
}

/** Gives placements to another customer. @param ids only these; all of the first one where left out */
export function* setCustomer(
  t: Q,
  { db }: At,
  { from, to, ids }: { from: string; to: string; ids?: readonly string[] | undefined },
): Op<string[]> {
  const { placements: p } = db.s
  const moved = yield* ask(
    t
      .update(p)
      .set({ customerId: to })
      .where(and(eq(p.customerId, from), ids ? inArray(p.id, [...ids]) : gt(p.id, '')))
      .returning({ id: p.id }),
  )
  return moved.map(({ id }) => id)
}

/** The column that names the customer, for a condition on who may see them. */
export const placedCustomer = ({ db }: Pick<Ctx, 'db'>) => db.s.placements.customerId

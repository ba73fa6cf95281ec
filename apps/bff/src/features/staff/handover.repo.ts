import { and, asc, count, desc, eq } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import type { Schema } from '../../schema/schema.ts'

export type HandoverRow = Schema['handovers']['$inferSelect']
export type ItemRow = Schema['handoverItems']['$inferSelect']
type At = Pick<Ctx, 'db' | 'now'>

export function* insertHandover(
  t: Q,
  { db, now }: At,
  row: Omit<HandoverRow, 'id' | 'createdAt' | 'finishedAt' | 'given' | 'state'>,
): Op<HandoverRow> {
  const values = { ...row, id: newId(now), given: {}, state: 'running', createdAt: now } as const
  const [inserted] = yield* ask(t.insert(db.s.handovers).values(values).returning())
  return inserted as HandoverRow
}

/** The handover, locked, so that two workers take turns. */
export function* lockHandover(t: Q, { db }: At, id: string): Op<HandoverRow | undefined> {
  const [row] = yield* ask(db.lock(t.select().from(db.s.handovers).where(eq(db.s.handovers.id, id))))
  return row
}

export function* lastHandover(t: Q, { db }: At, leaverId: string): Op<HandoverRow | undefined> {
  const { handovers: h } = db.s
  const [row] = yield* ask(
    t.select().from(h).where(eq(h.leaverId, leaverId)).orderBy(desc(h.createdAt), desc(h.id)).limit(1),
  )
  return row
}

export function* setHandover(t: Q, { db }: At, id: string, part: Partial<HandoverRow>): Op<void> {
  yield* ask(t.update(db.s.handovers).set(part).where(eq(db.s.handovers.id, id)))
}

export function* insertItems(
  t: Q,
  { db, now }: At,
  handoverId: string,
  items: readonly Pick<ItemRow, 'kind' | 'subjectId' | 'result' | 'toId'>[],
): Op<void> {
  if (items.length === 0) return
  const rows = items.map((item) => ({ ...item, id: newId(now), handoverId, createdAt: now }))
  yield* ask(t.insert(db.s.handoverItems).values(rows).onConflictDoNothing())
}

export function* countItems(t: Q, { db }: At, handoverId: string): Op<number> {
  const { handoverItems: i } = db.s
  const [row] = yield* ask(t.select({ n: count() }).from(i).where(eq(i.handoverId, handoverId)))
  return Number(row?.n ?? 0)
}

/** What became of each thing, customers first; with the names that it is known by. */
export function* listItems(
  t: Q,
  { db }: At,
  handoverId: string,
  { page, pageSize }: { page: number; pageSize: number },
) {
  const { handoverItems: i, customers, interviewRooms, resumeShares, resumes, accounts } = db.s
  return yield* ask(
    t
      .select({
        item: i,
        customer: customers.name,
        room: interviewRooms.title,
        worker: resumes.name,
        to: accounts.name,
      })
      .from(i)
      .leftJoin(customers, and(eq(i.kind, 'customer'), eq(customers.id, i.subjectId)))
      .leftJoin(interviewRooms, and(eq(i.kind, 'interview'), eq(interviewRooms.id, i.subjectId)))
      .leftJoin(resumeShares, and(eq(i.kind, 'share'), eq(resumeShares.id, i.subjectId)))
      .leftJoin(resumes, eq(resumes.id, resumeShares.resumeId))
      .leftJoin(accounts, eq(accounts.id, i.toId))
      .where(eq(i.handoverId, handoverId))
      .orderBy(asc(i.kind), asc(i.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize),
  )
}

export function* nameOf(t: Q, { db }: Pick<Ctx, 'db'>, id: string): Op<string> {
  const { accounts } = db.s
  const [row] = yield* ask(t.select({ name: accounts.name }).from(accounts).where(eq(accounts.id, id)))
  return row?.name ?? ''
}

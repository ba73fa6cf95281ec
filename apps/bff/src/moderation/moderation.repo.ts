import { and, asc, count, eq, inArray, lte, ne } from 'drizzle-orm'
import { MOST_REVIEWED } from './moderation.rules.ts'
import { RETENTION_MS } from '../config/retention.ts'
import type { Ctx } from '../context.ts'
import { ask, type Op, type Q } from '../db/db.ts'
import { expiredRows } from '../db/retention.ts'
import type { Schema } from '../schema/schema.ts'

export type ModeratedFieldRow = Schema['moderatedFields']['$inferSelect']
type Part = Pick<Ctx, 'db'>

export function* insertText(t: Q, { db }: Part, row: ModeratedFieldRow): Op<void> {
  yield* ask(t.insert(db.s.moderatedFields).values(row))
}

export function* findText(t: Q, { db }: Part, id: string): Op<ModeratedFieldRow | undefined> {
  const { moderatedFields } = db.s
  const [row] = yield* ask(t.select().from(moderatedFields).where(eq(moderatedFields.id, id)))
  return row
}

export function* setState(t: Q, { db }: Part, id: string, state: ModeratedFieldRow['state']): Op<void> {
  const { moderatedFields } = db.s
  yield* ask(t.update(moderatedFields).set({ state }).where(eq(moderatedFields.id, id)))
}

export function* removeText(t: Q, { db }: Part, id: string): Op<void> {
  const { moderatedFields } = db.s
  yield* ask(t.delete(moderatedFields).where(eq(moderatedFields.id, id)))
}

/** Texts of some subjects without a good verdict, by the beginning of their field. */
export function* findOpen(
  t: Q,
  { db }: Part,
  { subject, subjectIds }: { subject: ModeratedFieldRow['subject']; subjectIds: readonly string[] },
): Op<ModeratedFieldRow[]> {
  const { moderatedFields: texts } = db.s
  if (subjectIds.length === 0) return []
  return yield* ask(
    t
      .select()
      .from(texts)
      .where(and(eq(texts.subject, subject), inArray(texts.subjectId, [...subjectIds]), ne(texts.state, 'refused'))),
  )
}

export function* countInReview(t: Q, { db }: Part): Op<number> {
  const { moderatedFields } = db.s
  const [row] = yield* ask(t.select({ n: count() }).from(moderatedFields).where(eq(moderatedFields.state, 'review')))
  return Number(row?.n ?? 0)
}

export function* findInReview(t: Q, { db }: Part): Op<ModeratedFieldRow[]> {
  const { moderatedFields } = db.s
  return yield* ask(
    t
      .select()
      .from(moderatedFields)
      .where(eq(moderatedFields.state, 'review'))
      .orderBy(asc(moderatedFields.createdAt), asc(moderatedFields.id))
      .limit(MOST_REVIEWED),
  )
}

/** Texts that were judged a while ago. */
export const moderationRetention = expiredRows(({ moderatedFields: texts }, now) => ({
  table: texts,
  key: texts.id,
  condition: and(ne(texts.state, 'waiting'), lte(texts.createdAt, now - RETENTION_MS.moderatedFields)),
}))

import { and, asc, count, eq, inArray, lte, notInArray } from 'drizzle-orm'
import { MOST_REVIEWED } from '@qingpin/contract/reviews/reviews.rules'
import { RETENTION_MS } from '../config/retention.ts'
import type { Ctx } from '../context.ts'
import { ask, type Op, type Q } from '../db/db.ts'
import { expiredRows } from '../db/retention.ts'
import type { Schema } from '../schema/schema.ts'
import { HIDDEN_STATES } from './moderation.rules.ts'

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

type Change = Partial<
  Pick<ModeratedFieldRow, 'state' | 'cause' | 'label' | 'reason' | 'note' | 'decidedBy' | 'decidedAt' | 'textSealed'>
>

export function* setState(t: Q, { db }: Part, id: string, change: Change): Op<void> {
  const { moderatedFields } = db.s
  yield* ask(t.update(moderatedFields).set(change).where(eq(moderatedFields.id, id)))
}

/** Changes a text that waits for a person; false where it does not. */
export function* decideInReview(t: Q, { db }: Part, id: string, change: Change): Op<boolean> {
  const { moderatedFields: texts } = db.s
  const waiting = and(eq(texts.id, id), eq(texts.state, 'review'))
  return (yield* ask(t.update(texts).set(change).where(waiting).returning({ id: texts.id }))).length > 0
}

export function* removeText(t: Q, { db }: Part, id: string): Op<void> {
  const { moderatedFields } = db.s
  yield* ask(t.delete(moderatedFields).where(eq(moderatedFields.id, id)))
}

/** Texts of some subjects that strangers do not see. */
export function* findHidden(
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
      .where(
        and(
          eq(texts.subject, subject),
          inArray(texts.subjectId, [...subjectIds]),
          inArray(texts.state, [...HIDDEN_STATES]),
        ),
      ),
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

/** Texts that were decided a while ago. One that is hidden stays: without its row strangers would read it. */
export const moderationRetention = expiredRows(({ moderatedFields: texts }, now) => ({
  table: texts,
  key: texts.id,
  condition: and(notInArray(texts.state, [...HIDDEN_STATES]), lte(texts.createdAt, now - RETENTION_MS.moderatedFields)),
}))

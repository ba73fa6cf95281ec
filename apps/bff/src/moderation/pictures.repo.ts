import { and, asc, count, eq, inArray, lte } from 'drizzle-orm'
import { MOST_REVIEWED } from '@qingpin/contract/reviews/reviews.rules'
import { RETENTION_MS } from '../config/retention.ts'
import type { Ctx } from '../context.ts'
import { ask, type Op, type Q } from '../db/db.ts'
import { expiredRows } from '../db/retention.ts'
import type { Schema } from '../schema/schema.ts'

export type CheckedPictureRow = Schema['checkedPictures']['$inferSelect']
export type PictureVerdictRow = Schema['pictureVerdicts']['$inferSelect']
type Part = Pick<Ctx, 'db'>
type Change = Partial<
  Pick<CheckedPictureRow, 'state' | 'traceId' | 'cause' | 'label' | 'reason' | 'note' | 'decidedBy' | 'decidedAt'>
>

/** False where its content is being checked, or was refused or let pass by a person. */
export function* insertPicture(t: Q, { db }: Part, row: CheckedPictureRow): Op<boolean> {
  const made = yield* ask(t.insert(db.s.checkedPictures).values(row).onConflictDoNothing().returning())
  return made.length > 0
}

export function* findPicture(t: Q, { db }: Part, id: string): Op<CheckedPictureRow | undefined> {
  const { checkedPictures: p } = db.s
  const [row] = yield* ask(t.select().from(p).where(eq(p.id, id)))
  return row
}

/** Locked, because a verdict and a person may decide at once. */
export function* lockByTrace(t: Q, { db }: Part, traceId: string): Op<CheckedPictureRow | undefined> {
  const { checkedPictures: p } = db.s
  const [row] = yield* ask(db.lock(t.select().from(p).where(eq(p.traceId, traceId))))
  return row
}

/** Changes a picture that is undecided; false where it was decided. */
export function* changeOpen(
  t: Q,
  { db }: Part,
  id: string,
  states: readonly CheckedPictureRow['state'][],
  change: Change,
): Op<boolean> {
  const { checkedPictures: p } = db.s
  const open = and(eq(p.id, id), inArray(p.state, [...states]))
  return (yield* ask(t.update(p).set(change).where(open).returning({ id: p.id }))).length > 0
}

export function* removePicture(t: Q, { db }: Part, by: { id: string } | { fileId: string }): Op<void> {
  const { checkedPictures: p } = db.s
  yield* ask(t.delete(p).where('id' in by ? eq(p.id, by.id) : eq(p.fileId, by.fileId)))
}

export function* countInReview(t: Q, { db }: Part): Op<number> {
  const { checkedPictures: p } = db.s
  const [row] = yield* ask(t.select({ n: count() }).from(p).where(eq(p.state, 'review')))
  return Number(row?.n ?? 0)
}

export function* findInReview(t: Q, { db }: Part): Op<CheckedPictureRow[]> {
  const { checkedPictures: p } = db.s
  return yield* ask(
    t.select().from(p).where(eq(p.state, 'review')).orderBy(asc(p.createdAt), asc(p.id)).limit(MOST_REVIEWED),
  )
}

/** Stores a verdict that belongs to nothing we know yet; one that came before stays. */
export function* insertVerdict(t: Q, { db }: Part, row: PictureVerdictRow): Op<void> {
  yield* ask(t.insert(db.s.pictureVerdicts).values(row).onConflictDoNothing())
}

/** Takes the verdict that came before we knew its picture. */
export function* takeVerdict(t: Q, { db }: Part, traceId: string): Op<PictureVerdictRow | undefined> {
  const { pictureVerdicts: v } = db.s
  const [row] = yield* ask(t.delete(v).where(eq(v.traceId, traceId)).returning())
  return row
}

export const pictureRetention = [
  expiredRows(({ pictureVerdicts: v }, now) => ({
    table: v,
    key: v.traceId,
    condition: lte(v.createdAt, now - RETENTION_MS.pictureVerdicts),
  })),
  // A refused one stays as long as its file: it is hidden for good.
  expiredRows(({ checkedPictures: p }, now) => ({
    table: p,
    key: p.id,
    condition: and(eq(p.state, 'passed'), lte(p.createdAt, now - RETENTION_MS.moderatedFields)),
  })),
]

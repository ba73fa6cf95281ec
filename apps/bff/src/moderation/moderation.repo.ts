import { and, eq, lte, ne } from 'drizzle-orm'
import { RETENTION_MS } from '../config/retention.ts'
import type { Ctx } from '../context.ts'
import { ask, type Op, type Q } from '../db/db.ts'
import { expiredRows } from '../db/retention.ts'
import type { Schema } from '../schema/schema.ts'

export type ModeratedTextRow = Schema['moderatedTexts']['$inferSelect']
type Part = Pick<Ctx, 'db'>

export function* insertText(t: Q, { db }: Part, row: ModeratedTextRow): Op<void> {
  yield* ask(t.insert(db.s.moderatedTexts).values(row))
}

export function* findText(t: Q, { db }: Part, id: string): Op<ModeratedTextRow | undefined> {
  const { moderatedTexts } = db.s
  const [row] = yield* ask(t.select().from(moderatedTexts).where(eq(moderatedTexts.id, id)))
  return row
}

export function* setState(t: Q, { db }: Part, id: string, state: ModeratedTextRow['state']): Op<void> {
  const { moderatedTexts } = db.s
  yield* ask(t.update(moderatedTexts).set({ state }).where(eq(moderatedTexts.id, id)))
}

export function* removeText(t: Q, { db }: Part, id: string): Op<void> {
  const { moderatedTexts } = db.s
  yield* ask(t.delete(moderatedTexts).where(eq(moderatedTexts.id, id)))
}

/** Texts that were judged a while ago. */
export const moderationRetention = expiredRows(({ moderatedTexts: texts }, now) => ({
  table: texts,
  key: texts.id,
  condition: and(ne(texts.state, 'waiting'), lte(texts.createdAt, now - RETENTION_MS.moderatedTexts)),
}))

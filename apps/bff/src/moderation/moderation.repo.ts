import { and, eq, lte, ne } from 'drizzle-orm'
import { RETENTION_MS } from '../config/retention.ts'
import type { Ctx } from '../context.ts'
import { ask, type Op, type Q } from '../db/db.ts'
import { expiredRows } from '../db/retention.ts'
import type { Schema } from '../schema/schema.ts'

export type TextCheckRow = Schema['textChecks']['$inferSelect']
type Part = Pick<Ctx, 'db'>

export function* insertCheck(t: Q, { db }: Part, row: TextCheckRow): Op<void> {
  yield* ask(t.insert(db.s.textChecks).values(row))
}

export function* findCheck(t: Q, { db }: Part, id: string): Op<TextCheckRow | undefined> {
  const { textChecks } = db.s
  const [row] = yield* ask(t.select().from(textChecks).where(eq(textChecks.id, id)))
  return row
}

export function* setState(t: Q, { db }: Part, id: string, state: TextCheckRow['state']): Op<void> {
  const { textChecks } = db.s
  yield* ask(t.update(textChecks).set({ state }).where(eq(textChecks.id, id)))
}

export function* removeCheck(t: Q, { db }: Part, id: string): Op<void> {
  const { textChecks } = db.s
  yield* ask(t.delete(textChecks).where(eq(textChecks.id, id)))
}

/** Texts that were judged a while ago. */
export const moderationRetention = expiredRows(({ textChecks: checks }, now) => ({
  table: checks,
  key: checks.id,
  condition: and(ne(checks.state, 'waiting'), lte(checks.createdAt, now - RETENTION_MS.moderatedTexts)),
}))

import { and, eq, inArray, ne } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { ask, type Op, type Q } from '../db/db.ts'
import type { Schema } from '../schema/schema.ts'

type Part = Pick<Ctx, 'db'>
export type AuditRow = Schema['auditLog']['$inferSelect']

export function* insertAuditRow(t: Q, { db }: Part, row: AuditRow): Op<void> {
  yield* ask(t.insert(db.s.auditLog).values(row))
}

/** Rows of some actions on one subject. */
export interface ActionsOn {
  subjectType: string
  subjectId: string
  actions: readonly string[]
}

/** Whether an account other than `accountId` did one of the actions. */
export function* hasRowOfAnother(
  t: Q,
  { db }: Part,
  { subjectType, subjectId, actions }: ActionsOn,
  accountId: string,
): Op<boolean> {
  const { auditLog: log } = db.s
  const rows = yield* ask(
    t
      .select({ id: log.id })
      .from(log)
      .where(
        and(
          eq(log.subjectType, subjectType),
          eq(log.subjectId, subjectId),
          inArray(log.action, [...actions]),
          ne(log.actorId, accountId),
        ),
      )
      .limit(1),
  )
  return rows.length > 0
}

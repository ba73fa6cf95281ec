import { and, count, eq, gt, inArray, lte, ne } from 'drizzle-orm'
import { RETENTION_MS } from '../config/retention.ts'
import type { Ctx } from '../context.ts'
import { ask, type Op, type Q } from '../db/db.ts'
import { expiredRows } from '../db/retention.ts'
import type { Schema } from '../schema/schema.ts'

type Part = Pick<Ctx, 'db'>
export type AuditRow = Schema['auditLog']['$inferSelect']

export function* insertAuditRow(t: Q, { db }: Part, row: AuditRow): Op<void> {
  yield* ask(t.insert(db.s.auditLog).values(row))
}

/** The requests of the oldest rows. */
export async function oldestRequests({ db }: Part, most: number): Promise<string[]> {
  const { auditLog: log } = db.s
  const rows = await db.q.select({ requestId: log.requestId }).from(log).orderBy(log.id).limit(most)
  return rows.map(({ requestId }) => requestId)
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

/** How many rows of some actions an account has left since a moment. */
export function* countRowsOf(
  t: Q,
  { db }: Part,
  { actorId, actions, since }: { actorId: string; actions: readonly string[]; since: number },
): Op<number> {
  const { auditLog: log } = db.s
  const [row] = yield* ask(
    t
      .select({ n: count() })
      .from(log)
      .where(and(eq(log.actorId, actorId), gt(log.at, since), inArray(log.action, [...actions]))),
  )
  return Number(row?.n ?? 0)
}

/** The action of a login that was refused; its rows hold network addresses, and are deleted after a time. */
export const FAILED_LOGIN = 'account.login-failed'

export const failedLoginRetention = expiredRows(({ auditLog: log }, now) => ({
  table: log,
  key: log.id,
  condition: and(eq(log.action, FAILED_LOGIN), lte(log.at, now - RETENTION_MS.failedLogins)),
}))

import type { Role } from '@qingpin/contract/core/policy'
import { and, eq, inArray, ne } from 'drizzle-orm'
import { ask, type Op, type Q } from '../db/db.ts'
import { newId } from '../db/ids.ts'
import { accountIdOf, type Ctx, personOf } from '../context.ts'

/** Before and after, by field. Personal fields stand here masked, never in full. */
export type Changes = Record<string, [before: unknown, after: unknown]>

export interface AuditEntry {
  /** `<subject>.<verb>`, as in `resume.update`. */
  action: `${string}.${string}`
  subjectId: string
  changes?: Changes
  /** Who did it, where that is not the caller: a login makes its own actor. */
  actor?: { id: string; role: Role }
}

/** Writes one audit row inside the caller's transaction. */
export function* record(t: Q, ctx: Ctx, entry: AuditEntry): Op<void> {
  yield* ask(
    t.insert(ctx.db.s.auditLog).values({
      id: newId(ctx.now),
      at: ctx.now,
      actorId: entry.actor?.id ?? accountIdOf(ctx),
      actorRole: entry.actor?.role ?? personOf(ctx)?.role ?? 'guest',
      action: entry.action,
      subjectType: entry.action.slice(0, entry.action.indexOf('.')),
      subjectId: entry.subjectId,
      changes: entry.changes ?? null,
      requestId: ctx.requestId,
    }),
  )
}

/** Whether an account other than `accountId` has ever done one of these to the subject; guests have none. */
export function* doneByAnother(
  t: Q,
  { db }: Pick<Ctx, 'db'>,
  { actions, subjectId }: { actions: readonly [AuditEntry['action'], ...AuditEntry['action'][]]; subjectId: string },
  accountId: string,
): Op<boolean> {
  const { auditLog: log } = db.s
  const [subjectType = ''] = actions[0].split('.')
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

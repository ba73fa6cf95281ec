import type { Role } from '@qingpin/contract/core/policy'
import { accountIdOf, type Ctx, personOf } from '../context.ts'
import type { Op, Q } from '../db/db.ts'
import { newId } from '../db/ids.ts'
import { countRowsOf, hasRowOfAnother, insertAuditRow } from './audit.repo.ts'

export { FAILED_LOGIN, failedLoginRetention } from './audit.repo.ts'

/** Before and after, by field. Personal fields stand here masked, never in full. */
export type Changes = Record<string, [before: unknown, after: unknown]>

type Action = `${string}.${string}`

export interface AuditEntry {
  /** `<subject>.<verb>`, as in `resume.update`. */
  action: Action
  subjectId: string
  changes?: Changes
  /** The actor where it is not the caller: a login makes its own. */
  actor?: { id: string; role: Role }
}

const subjectOf = (action: Action): string => action.slice(0, action.indexOf('.'))

/** Writes one audit row inside the caller's transaction. */
export function* record(t: Q, ctx: Ctx, { action, subjectId, changes, actor }: AuditEntry): Op<void> {
  yield* insertAuditRow(t, ctx, {
    id: newId(ctx.now),
    at: ctx.now,
    actorId: actor?.id ?? accountIdOf(ctx),
    actorRole: actor?.role ?? personOf(ctx)?.role ?? (ctx.actor.kind === 'guest' ? 'guest' : 'system'),
    action,
    subjectType: subjectOf(action),
    subjectId,
    changes: changes ?? null,
    requestId: ctx.requestId,
  })
}

/** Whether an account other than `accountId` has ever done one of these to the subject; guests have none. */
export function* doneByAnother(
  t: Q,
  ctx: Pick<Ctx, 'db'>,
  { actions, subjectId }: { actions: readonly [Action, ...Action[]]; subjectId: string },
  accountId: string,
): Op<boolean> {
  return yield* hasRowOfAnother(t, ctx, { subjectType: subjectOf(actions[0]), subjectId, actions }, accountId)
}

/** How often an account has done one of these since a moment (epoch ms). */
export const countOf = (
  t: Q,
  ctx: Pick<Ctx, 'db'>,
  sought: { actorId: string; actions: readonly Action[]; since: number },
): Op<number> => countRowsOf(t, ctx, sought)

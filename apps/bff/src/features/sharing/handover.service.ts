import type { Role } from '@qingpin/contract/core/policy'
import * as audit from '../../audit/audit.ts'
import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { countGood, giveShares } from './handover.repo.ts'

/** How many good links each account has; who has none stands in no entry. */
export function* goodShares(
  t: Q,
  ctx: Pick<Ctx, 'db' | 'now'>,
  accountIds: readonly string[],
): Op<Map<string, number>> {
  if (accountIds.length === 0) return new Map()
  return new Map((yield* countGood(t, ctx, accountIds)).map(({ createdBy, n }) => [createdBy, Number(n)]))
}

/** Gives the good links of an account to an heir, who can see and revoke them from now on; gives their ids. */
export function* handOverShares(
  t: Q,
  ctx: Ctx,
  { from, heir, by }: { from: string; heir: string; by: { id: string; role: Role } },
): Op<string[]> {
  const ids = yield* giveShares(t, ctx, from, heir)
  for (const id of ids)
    yield* audit.record(t, ctx, {
      action: 'share.handover',
      subjectId: id,
      changes: { createdBy: [from, heir] },
      actor: by,
    })
  return ids
}

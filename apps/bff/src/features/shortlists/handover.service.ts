import type { Role } from '@qingpin/contract/core/policy'
import * as audit from '../../audit/audit.ts'
import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { listGood, setCreator } from './handover.repo.ts'

/** Gives the lists that customers can open still to the owner of the customer, else to the heir, who hears of reactions. */
export function* handOverShortlists(
  t: Q,
  ctx: Ctx,
  { from, heir, by }: { from: string; heir: string; by: { id: string; role: Role } },
): Op<void> {
  for (const { id, owner } of yield* listGood(t, ctx, from)) {
    const toId = owner === null || owner === from ? heir : owner
    yield* setCreator(t, ctx, id, toId)
    yield* audit.record(t, ctx, {
      action: 'shortlist.handover',
      subjectId: id,
      changes: { createdBy: [from, toId] },
      actor: by,
    })
  }
}

import { accountIdOf, type Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { applyPlans, type KindPlan, type Owner, type Owners } from '../attachments/index.ts'
import * as repo from './record.repo.ts'
import type { ResumeRow } from './resumes.table.ts'

/** Applies plans to the files of a locked resume, and writes the columns that follow, with others that change along. */
export function* writeFiles<R extends Owner>(
  t: Q,
  ctx: Ctx,
  row: R,
  plans: readonly KindPlan[],
  also: Partial<Pick<ResumeRow, 'updatedAt' | 'lastUpdatedBy'>> = {},
): Op<R> {
  if (plans.length === 0) return row
  const columns = { ...(yield* applyPlans(t, ctx, row, plans)), ...also }
  yield* repo.setUnversioned(t, ctx, row.id, columns)
  return { ...row, ...columns }
}

/** A change of nothing but files. It counts in `filesVersion` alone: an edit of the texts under way is not refused for it. */
const changeFiles: Owners['write'] = (t, ctx, row, plans) =>
  writeFiles(t, ctx, row, plans, { updatedAt: ctx.now, lastUpdatedBy: accountIdOf(ctx) })

/** Resumes, as the owners of attachments. */
export const fileOwners: Owners = {
  find: (t, ctx, id) => repo.findResume(t, ctx, { id }),
  lock: (t, ctx, id) => repo.lockResume(t, ctx, { id }),
  write: changeFiles,
}

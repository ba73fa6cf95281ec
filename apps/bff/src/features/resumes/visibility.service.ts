import * as audit from '../../audit/audit.ts'
import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import * as repo from './record.repo.ts'
import type { ResumeRow } from './resumes.table.ts'

/** `listed` is the decision of staff, `hidden` that of the worker; what is left out stays. */
export interface Listing {
  listed?: boolean | undefined
  hidden?: boolean | undefined
}

/** Lists a locked resume or takes it off the list, with an audit row; gives the resume as it is then. */
export function* setListing(t: Q, ctx: Ctx, row: ResumeRow, { listed, hidden }: Listing): Op<ResumeRow> {
  const shown = hidden === undefined ? row : yield* setHidden(t, ctx, row, hidden)
  return listed === undefined ? shown : yield* setListed(t, ctx, shown, listed)
}

function* setHidden(t: Q, ctx: Ctx, row: ResumeRow, hidden: boolean): Op<ResumeRow> {
  if (hidden === (row.hiddenAt !== null)) return row
  const hiddenAt = hidden ? ctx.now : null
  yield* repo.setUnversioned(t, ctx, row.id, { hiddenAt })
  yield* audit.record(t, ctx, { action: hidden ? 'resume.hide' : 'resume.show', subjectId: row.id })
  return { ...row, hiddenAt }
}

/** A draft that staff lists has been reviewed. */
function* setListed(t: Q, ctx: Ctx, row: ResumeRow, listed: boolean): Op<ResumeRow> {
  const isSo = row.status !== 'draft' && row.unlistedAt === null
  if (listed === isSo) return row
  yield* audit.record(t, ctx, { action: listed ? 'resume.list' : 'resume.unlist', subjectId: row.id })
  const unlistedAt = listed ? null : ctx.now
  if (listed && row.status === 'draft') return yield* repo.updateResume(t, ctx, row, { status: 'pending', unlistedAt })
  yield* repo.setUnversioned(t, ctx, row.id, { unlistedAt })
  return { ...row, unlistedAt }
}

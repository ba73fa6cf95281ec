import * as audit from '../../audit/audit.ts'
import { accountIdOf, type Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { notify } from '../notifications/index.ts'
import * as repo from './record.repo.ts'
import type { ResumeRow } from './resumes.table.ts'
import { isListed, nextListing } from './visibility.rules.ts'

/** `listed` and `reviewed` are decisions of staff, `hidden` that of the worker; what is left out stays. */
export interface Listing {
  listed?: boolean | undefined
  /** A draft has been reviewed. */
  reviewed?: true | undefined
  hidden?: boolean | undefined
  /** Whether she agreed to be listed, as it is recorded; undefined where she was not asked. */
  agreed: boolean | undefined
  /** What of her strangers see in full, and may find her by. */
  shows: { name: boolean; phone: boolean }
}

/**
 * Lists a locked resume or takes it off the list, with an audit row, and gives it as it is then. Without her recorded
 * consent nothing that staff decides lists it.
 */
export function* setListing(t: Q, ctx: Ctx, row: ResumeRow, listing: Listing): Op<ResumeRow> {
  const shown = listing.hidden === undefined ? row : yield* setHidden(t, ctx, row, listing.hidden)
  const after = yield* setListed(t, ctx, yield* setShown(t, ctx, shown, listing.shows), listing)
  yield* notifyWorker(t, ctx, row, after)
  return after
}

/** Notifies her where her resume came on the list, or went off it, by another hand than her own. */
function* notifyWorker(t: Q, ctx: Ctx, before: ResumeRow, { accountId, ...after }: ResumeRow): Op<void> {
  const listed = isListed(after)
  if (accountId === null || accountId === accountIdOf(ctx) || listed === isListed(before)) return
  const kind = listed ? 'worker-listed' : 'worker-unlisted'
  yield* notify(t, ctx, { accountId, kind, subjectId: before.id })
}

function* setHidden(t: Q, ctx: Ctx, row: ResumeRow, hidden: boolean): Op<ResumeRow> {
  if (hidden === (row.hiddenAt !== null)) return row
  const hiddenAt = hidden ? ctx.now : null
  yield* repo.setUnversioned(t, ctx, row.id, { hiddenAt })
  yield* audit.record(t, ctx, { action: hidden ? 'resume.hide' : 'resume.show', subjectId: row.id })
  return { ...row, hiddenAt }
}

function* setShown(t: Q, ctx: Ctx, row: ResumeRow, shows: Listing['shows']): Op<ResumeRow> {
  if (row.showsName === shows.name && row.showsPhone === shows.phone) return row
  const changed = { ...row, showsName: shows.name, showsPhone: shows.phone }
  yield* repo.setShown(t, ctx, changed)
  return changed
}

function* setListed(t: Q, ctx: Ctx, row: ResumeRow, listing: Listing): Op<ResumeRow> {
  const { action, ...next } = nextListing(row, listing)
  if (action === undefined) return row
  yield* audit.record(t, ctx, { action, subjectId: row.id })
  const columns = { unlistedAt: next.unlistedFor === null ? null : ctx.now, unlistedFor: next.unlistedFor }
  if (next.status !== row.status) return yield* repo.updateResume(t, ctx, row, { status: next.status, ...columns })
  yield* repo.setUnversioned(t, ctx, row.id, columns)
  return { ...row, ...columns }
}

import { can } from '@qingpin/contract/core/policy'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { findResume, lockResume, type ResumeRow } from '../resumes/index.ts'

/** Whose files these are: staff's that edits resumes, and the worker's own. Anybody else learns of no resume. */
function allowed(ctx: Ctx, row: ResumeRow | undefined): ResumeRow {
  const { role, accountId } = requirePerson(ctx)
  if (!row || !(can(role, 'resume:edit') || row.accountId === accountId)) throw new AppError('NOT_FOUND')
  return row
}

export function* requireVisible(t: Q, ctx: Ctx, id: string): Op<ResumeRow> {
  return allowed(ctx, yield* findResume(t, ctx, { id }))
}

/** Locks the resume: whatever is added to, ordered or taken from its files comes one after another. */
export function* requireEditable(t: Q, ctx: Ctx, id: string): Op<ResumeRow> {
  return allowed(ctx, yield* lockResume(t, ctx, { id }))
}

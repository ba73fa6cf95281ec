import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import { mayRemoveProofs } from '@qingpin/contract/resumes/resumes.policy'
import { accountIdOf, type Ctx, requirePerson } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { AppError } from '../../errors.ts'
import { letGo } from '../../storage/index.ts'
import type { ResumeRow } from '../resumes/resumes.columns.ts'
import { avatarOf, type FileRow } from './attachments.view.ts'
import { isRow, type KindPlan, removedBy, touchesProofs } from './merge.rules.ts'

/** The files that are there, of all kinds. */
export function* listFiles(t: Q, ctx: Ctx, resumeId: string): Op<FileRow[]> {
  const { resumeFiles: f } = ctx.db.s
  return yield* ask(
    t
      .select()
      .from(f)
      .where(and(eq(f.resumeId, resumeId), isNull(f.removedIn))),
  )
}

/** The files that were taken away not long ago. */
export function* listGone(t: Q, ctx: Ctx, resumeId: string): Op<FileRow[]> {
  const { resumeFiles: f } = ctx.db.s
  return yield* ask(
    t
      .select()
      .from(f)
      .where(and(eq(f.resumeId, resumeId), isNotNull(f.removedIn))),
  )
}

/**
 * Does what plans say to the files of a locked resume; gives the columns of the resume that follow. Throws
 * PAPERS_PROTECTED where the caller may not take away what a listed worker is judged by.
 */
export function* applyPlans(
  t: Q,
  ctx: Ctx,
  row: ResumeRow,
  plans: readonly KindPlan[],
): Op<Pick<ResumeRow, 'filesVersion' | 'avatarUrl'>> {
  if (plans.length === 0) return { filesVersion: row.filesVersion, avatarUrl: row.avatarUrl }
  if (touchesProofs(plans) && !mayRemoveProofs(requirePerson(ctx), row)) throw new AppError('PAPERS_PROTECTED')
  const { resumeFiles: f } = ctx.db.s
  const filesVersion = row.filesVersion + 1
  const removed = plans.flatMap(removedBy)
  if (removed.length > 0) {
    const ids = removed.map(({ id }) => id)
    yield* ask(t.update(f).set({ removedIn: filesVersion, removedAt: ctx.now }).where(inArray(f.id, ids)))
  }
  const added: FileRow[] = []
  for (const { kind, after } of plans)
    for (const [position, one] of after.entries()) {
      if (!isRow(one)) added.push({ ...one, ...placed(ctx, row, filesVersion), kind, position })
      else if (one.position !== position) yield* ask(t.update(f).set({ position }).where(eq(f.id, one.id)))
    }
  if (added.length > 0) yield* ask(t.insert(f).values(added))
  yield* letGo(
    t,
    ctx,
    removed.flatMap(({ fileId }) => fileId ?? []),
  )
  return { filesVersion, avatarUrl: avatarOf(yield* listFiles(t, ctx, row.id)) }
}

const placed = (ctx: Ctx, row: ResumeRow, filesVersion: number) => ({
  id: newId(ctx.now),
  resumeId: row.id,
  addedIn: filesVersion,
  removedIn: null,
  removedAt: null,
  createdBy: accountIdOf(ctx),
  createdAt: ctx.now,
})

/** The same, and the columns are written, with what else is said of the resume. */
export function* placeFiles(
  t: Q,
  ctx: Ctx,
  row: ResumeRow,
  plans: readonly KindPlan[],
  also: Partial<ResumeRow> = {},
): Op<ResumeRow> {
  if (plans.length === 0) return row
  const { resumes } = ctx.db.s
  const columns = { ...(yield* applyPlans(t, ctx, row, plans)), ...also }
  yield* ask(t.update(resumes).set(columns).where(eq(resumes.id, row.id)))
  return { ...row, ...columns }
}

/**
 * A change of nothing but files. It counts in `filesVersion` alone: who edits the texts meanwhile is not stopped by it.
 */
export const changeFiles = (t: Q, ctx: Ctx, row: ResumeRow, plans: readonly KindPlan[]): Op<ResumeRow> =>
  placeFiles(t, ctx, row, plans, { updatedAt: ctx.now, lastUpdatedBy: accountIdOf(ctx) })

import type { FileType } from '@qingpin/contract/attachments/attachments.enums'
import { mayRemoveProofs } from '@qingpin/contract/resumes/resumes.policy'
import { accountIdOf, type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { AppError } from '../../errors.ts'
import { checkPicture } from '../../moderation/index.ts'
import { letGo } from '../../storage/index.ts'
import type { Owner } from './attachments.guard.ts'
import * as repo from './attachments.repo.ts'
import type { FileRow } from './attachments.table.ts'
import { type FileFields, fileFields, type LinkOptions } from './attachments.view.ts'
import { avatarOf, type FileInput, fileListsIn, isExternal, isShownToStrangers } from './kinds.rules.ts'
import { isRow, type KindPlan, mergeFiles, removedBy, touchesProofs } from './merge.rules.ts'

/** The changes that an input asks for in the files of a new resume. */
export const planFirstFiles = ({ links }: Ctx, input: FileInput): KindPlan[] =>
  mergeFiles({ rows: [], removed: [], links }, fileListsIn(input))

/** The changes that an input asks for in the files of a locked resume. @param seen the `filesVersion` that was edited */
export function* planFiles(t: Q, ctx: Ctx, resumeId: string, input: FileInput, seen?: number): Op<KindPlan[]> {
  const lists = fileListsIn(input)
  if (lists.size === 0) return []
  return mergeFiles(yield* mergeBase(t, ctx, resumeId), lists, seen)
}

/** The same for the kinds of which the resume has no file yet. */
export function* planMissingFiles(t: Q, ctx: Ctx, resumeId: string, input: FileInput): Op<KindPlan[]> {
  const base = yield* mergeBase(t, ctx, resumeId)
  const there = new Set<FileType>(base.rows.map(({ kind }) => kind))
  return mergeFiles(base, new Map([...fileListsIn(input)].filter(([kind]) => !there.has(kind))))
}

function* mergeBase(t: Q, ctx: Ctx, resumeId: string) {
  const rows = yield* repo.listFiles(t, ctx, resumeId)
  return { rows, removed: yield* repo.listRemovedFiles(t, ctx, resumeId), links: ctx.links }
}

/**
 * Applies plans to the files of a locked resume; gives the columns of the resume that follow, which the caller writes.
 * Throws PAPERS_PROTECTED where the caller may not remove the proofs of a listed worker.
 */
export function* applyPlans(
  t: Q,
  ctx: Ctx,
  owner: Owner,
  plans: readonly KindPlan[],
): Op<Pick<Owner, 'filesVersion' | 'avatarUrl'>> {
  if (plans.length === 0) return { filesVersion: owner.filesVersion, avatarUrl: owner.avatarUrl }
  if (touchesProofs(plans) && !mayRemoveProofs(requirePerson(ctx), owner)) throw new AppError('PAPERS_PROTECTED')
  const filesVersion = owner.filesVersion + 1
  const removed = plans.flatMap(removedBy)
  yield* repo.markRemoved(
    t,
    ctx,
    removed.map(({ id }) => id),
    filesVersion,
  )
  const added: FileRow[] = []
  for (const { kind, after } of plans)
    for (const [position, one] of after.entries()) {
      if (!isRow(one)) added.push({ ...one, ...newRow(ctx, owner, filesVersion), kind, position })
      else if (one.position !== position) yield* repo.setPosition(t, ctx, one.id, position)
    }
  yield* repo.insertFiles(t, ctx, added)
  yield* checkPictures(t, ctx, owner, added)
  yield* letGo(
    t,
    ctx,
    removed.flatMap(({ fileId }) => fileId ?? []),
  )
  return { filesVersion, avatarUrl: avatarOf(yield* repo.listFiles(t, ctx, owner.id)) }
}

/** Has what a worker shows of herself judged; pictures that staff adds are the agency's own. */
function* checkPictures(t: Q, ctx: Ctx, owner: Owner, rows: readonly FileRow[]): Op<void> {
  if (owner.accountId === null || owner.accountId !== accountIdOf(ctx)) return
  for (const { fileId, kind, mimetype } of rows)
    if (fileId !== null && isShownToStrangers(kind) && mimetype.startsWith('image/'))
      yield* checkPicture(t, ctx, { fileId, subject: 'resume', subjectId: owner.id })
}

const newRow = (ctx: Ctx, owner: Owner, filesVersion: number) => ({
  id: newId(ctx.now),
  resumeId: owner.id,
  addedIn: filesVersion,
  removedIn: null,
  removedAt: null,
  createdBy: accountIdOf(ctx),
  createdAt: ctx.now,
})

/** The file fields of a resume's reply. @param hidden for strangers: without these, and without files on other hosts */
export function* readFileFields(
  t: Q,
  ctx: Ctx,
  { id, filesVersion }: Pick<Owner, 'id' | 'filesVersion'>,
  { full, until, hidden }: Pick<LinkOptions, 'full' | 'until'> & { hidden?: ReadonlySet<string> },
): Op<FileFields> {
  const rows = yield* repo.listFiles(t, ctx, id)
  const shown = hidden ? rows.filter((row) => !isExternal(row) && !hidden.has(row.id)) : rows
  return fileFields(shown, { links: ctx.links, now: ctx.now, filesVersion, full, until })
}

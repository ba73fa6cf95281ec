import { and, eq, inArray, isNotNull, isNull, lte, ne, notExists, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import type { CheckedPictureRow } from '../../moderation/index.ts'
import type { FileUse } from '../../storage/index.ts'
import type { FileRow } from './attachments.table.ts'
import { REMOVED_FILE_RETENTION_MS } from './uploads.rules.ts'

/** The files of a resume, of all kinds. */
export function* listFiles(t: Q, ctx: Ctx, resumeId: string): Op<FileRow[]> {
  const { resumeFiles: f } = ctx.db.s
  return yield* ask(
    t
      .select()
      .from(f)
      .where(and(eq(f.resumeId, resumeId), isNull(f.removedIn))),
  )
}

/** The files that were removed from a resume not long ago. */
export function* listRemovedFiles(t: Q, ctx: Ctx, resumeId: string): Op<FileRow[]> {
  const { resumeFiles: f } = ctx.db.s
  return yield* ask(
    t
      .select()
      .from(f)
      .where(and(eq(f.resumeId, resumeId), isNotNull(f.removedIn))),
  )
}

/** The files of some resumes that strangers do not see: not judged yet, or refused. By their ids, each with its state. */
export function* hiddenFiles(
  t: Q,
  ctx: Pick<Ctx, 'db'>,
  resumeIds: readonly string[],
): Op<Map<string, Exclude<CheckedPictureRow['state'], 'passed'>>> {
  const { resumeFiles: f, checkedPictures: p } = ctx.db.s
  if (resumeIds.length === 0) return new Map()
  const rows = yield* ask(
    t
      .select({ id: f.id, state: p.state })
      .from(p)
      .innerJoin(f, eq(f.fileId, p.fileId))
      .where(and(inArray(f.resumeId, [...resumeIds]), isNull(f.removedIn), ne(p.state, 'passed'))),
  )
  return new Map(rows.flatMap(({ id, state }) => (state === 'passed' ? [] : [[id, state]])))
}

export function* insertFiles(t: Q, ctx: Ctx, rows: readonly FileRow[]): Op<void> {
  if (rows.length > 0) yield* ask(t.insert(ctx.db.s.resumeFiles).values([...rows]))
}

/** Marks files as removed; the rows stay for a while, so that an older copy does not bring them back. */
export function* markRemoved(t: Q, ctx: Ctx, ids: readonly string[], filesVersion: number): Op<void> {
  if (ids.length === 0) return
  const { resumeFiles: f } = ctx.db.s
  yield* ask(
    t
      .update(f)
      .set({ removedIn: filesVersion, removedAt: ctx.now })
      .where(inArray(f.id, [...ids])),
  )
}

export function* setPosition(t: Q, ctx: Ctx, id: string, position: number): Op<void> {
  const { resumeFiles: f } = ctx.db.s
  yield* ask(t.update(f).set({ position }).where(eq(f.id, id)))
}

export function* deleteRemovedFiles(t: Q, ctx: Ctx): Op<void> {
  const { resumeFiles: f } = ctx.db.s
  yield* ask(t.delete(f).where(lte(f.removedAt, ctx.now - REMOVED_FILE_RETENTION_MS)))
}

/** Whether a resume names a stored file; assembly hands this to storage. */
export const fileUse: FileUse = {
  *isInUse(t, { db }, id) {
    const { resumeFiles: f } = db.s
    const named = and(eq(f.fileId, id), isNull(f.removedIn))
    return (yield* ask(t.select({ id: f.id }).from(f).where(named).limit(1))).length > 0
  },
  unused: ({ db: { q, s } }) =>
    notExists(
      q
        .select({ one: sql`1` })
        .from(s.resumeFiles)
        .where(and(eq(s.resumeFiles.fileId, s.files.id), isNull(s.resumeFiles.removedIn))),
    ),
}

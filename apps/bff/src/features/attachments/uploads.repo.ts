import { and, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import type { Schema } from '../../schema/schema.ts'
import type { KeptRow } from '../../storage/index.ts'
import type { FileRow } from '../resumes/index.ts'

export type UploadRow = Schema['fileUploads']['$inferSelect']

/** What was sent for each of our files, by the id of the file. */
export function* hashesOf(t: Q, ctx: Ctx, rows: readonly FileRow[]): Op<Map<string, string>> {
  const ids = rows.flatMap(({ fileId }) => fileId ?? [])
  if (ids.length === 0) return new Map()
  const { files } = ctx.db.s
  const found = yield* ask(t.select({ id: files.id, sha256: files.sha256 }).from(files).where(inArray(files.id, ids)))
  return new Map(found.map(({ id, sha256 }) => [id, sha256]))
}

export interface Shown {
  entry: FileRow
  file: KeptRow | null
}

/** A file that stands in a resume now, with what lies in the store. */
export async function findShown({ db }: Pick<Ctx, 'db'>, entryId: string): Promise<Shown | undefined> {
  const { resumeFiles, files } = db.s
  const [row] = await db.q
    .select({ entry: resumeFiles, file: files })
    .from(resumeFiles)
    .leftJoin(files, eq(files.id, resumeFiles.fileId))
    .where(and(eq(resumeFiles.id, entryId), isNull(resumeFiles.removedIn)))
  return row
}

export function* insertUpload(t: Q, ctx: Ctx, row: UploadRow): Op<void> {
  yield* ask(t.insert(ctx.db.s.fileUploads).values(row))
}

/** What an account has on its way: permissions that are neither over nor confirmed. */
export function* openUploads(t: Q, ctx: Ctx, accountId: string | null): Op<Pick<UploadRow, 'size' | 'expiresAt'>[]> {
  if (accountId === null) return []
  const { fileUploads } = ctx.db.s
  return yield* ask(
    t
      .select({ size: fileUploads.size, expiresAt: fileUploads.expiresAt })
      .from(fileUploads)
      .where(
        and(eq(fileUploads.createdBy, accountId), isNull(fileUploads.entryId), gt(fileUploads.expiresAt, ctx.now)),
      ),
  )
}

export function* findUpload(t: Q, ctx: Ctx, id: string, resumeId: string): Op<UploadRow | undefined> {
  const { fileUploads } = ctx.db.s
  const asked = and(eq(fileUploads.id, id), eq(fileUploads.resumeId, resumeId))
  const [row] = yield* ask(t.select().from(fileUploads).where(asked))
  return row
}

/** How long who looks at an upload may take. Whoever died over it is waited for as long. */
const LOOK_MS = 120_000

/** Takes an upload to look at; false where somebody else does, or has done so. */
export function* takeUpload(t: Q, ctx: Ctx, id: string): Op<boolean> {
  const { fileUploads } = ctx.db.s
  const free = or(isNull(fileUploads.takenUntil), lte(fileUploads.takenUntil, ctx.now))
  const rows = yield* ask(
    t
      .update(fileUploads)
      .set({ takenUntil: ctx.now + LOOK_MS })
      .where(and(eq(fileUploads.id, id), isNull(fileUploads.entryId), free))
      .returning({ id: fileUploads.id }),
  )
  return rows.length > 0
}

/** It was looked at in vain, and may be looked at again. */
export function* leaveUpload(t: Q, ctx: Ctx, id: string): Op<void> {
  const { fileUploads } = ctx.db.s
  const unconfirmed = and(eq(fileUploads.id, id), isNull(fileUploads.entryId))
  yield* ask(t.update(fileUploads).set({ takenUntil: null }).where(unconfirmed))
}

export function* endUpload(t: Q, ctx: Ctx, id: string, entryId: string): Op<void> {
  const { fileUploads } = ctx.db.s
  yield* ask(t.update(fileUploads).set({ entryId }).where(eq(fileUploads.id, id)))
}

/** Forgets what was not confirmed: who looked too long may find that another has. */
export function* forgetUpload(t: Q, ctx: Ctx, id: string): Op<void> {
  const { fileUploads } = ctx.db.s
  yield* ask(t.delete(fileUploads).where(and(eq(fileUploads.id, id), isNull(fileUploads.entryId))))
}

import { and, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import type { StoredFileRow } from '../../storage/index.ts'
import type { FileRow, UploadRow } from './attachments.table.ts'
import { EXPIRED_UPLOAD_RETENTION_MS, EXPIRY_BATCH, INSPECTION_MS } from './uploads.rules.ts'

/** The content hash of each stored file of some rows, by the id of the stored file. */
export function* hashesOf(t: Q, ctx: Ctx, rows: readonly FileRow[]): Op<Map<string, string>> {
  const ids = rows.flatMap(({ fileId }) => fileId ?? [])
  if (ids.length === 0) return new Map()
  const { files } = ctx.db.s
  const found = yield* ask(t.select({ id: files.id, sha256: files.sha256 }).from(files).where(inArray(files.id, ids)))
  return new Map(found.map(({ id, sha256 }) => [id, sha256]))
}

export interface StoredEntry {
  entry: FileRow
  file: StoredFileRow | null
}

/** A file of a resume with its row in the store; undefined where it was removed. */
export async function findStored({ db }: Pick<Ctx, 'db'>, entryId: string): Promise<StoredEntry | undefined> {
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

/** The permissions of an account that are neither expired nor confirmed. */
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
  const both = and(eq(fileUploads.id, id), eq(fileUploads.resumeId, resumeId))
  const [row] = yield* ask(t.select().from(fileUploads).where(both))
  return row
}

/** Claims an upload for inspection; false where another process has claimed or confirmed it. */
export function* claimUpload(t: Q, ctx: Ctx, id: string): Op<boolean> {
  const { fileUploads } = ctx.db.s
  const free = or(isNull(fileUploads.claimedUntil), lte(fileUploads.claimedUntil, ctx.now))
  const rows = yield* ask(
    t
      .update(fileUploads)
      .set({ claimedUntil: ctx.now + INSPECTION_MS })
      .where(and(eq(fileUploads.id, id), isNull(fileUploads.entryId), free))
      .returning({ id: fileUploads.id }),
  )
  return rows.length > 0
}

/** Gives a claimed upload back: the inspection failed on our side and may be repeated. */
export function* releaseUpload(t: Q, ctx: Ctx, id: string): Op<void> {
  const { fileUploads } = ctx.db.s
  const unconfirmed = and(eq(fileUploads.id, id), isNull(fileUploads.entryId))
  yield* ask(t.update(fileUploads).set({ claimedUntil: null }).where(unconfirmed))
}

/** Records the row of resume_files that an upload became. */
export function* confirmUpload(t: Q, ctx: Ctx, id: string, entryId: string): Op<void> {
  const { fileUploads } = ctx.db.s
  yield* ask(t.update(fileUploads).set({ entryId }).where(eq(fileUploads.id, id)))
}

/** Deletes an upload unless another process has confirmed it meanwhile. */
export function* deleteUnconfirmed(t: Q, ctx: Ctx, id: string): Op<void> {
  const { fileUploads } = ctx.db.s
  yield* ask(t.delete(fileUploads).where(and(eq(fileUploads.id, id), isNull(fileUploads.entryId))))
}

/** One batch of permissions that expired long enough ago. */
export function expiredUploads({ db, now }: Ctx): PromiseLike<Pick<UploadRow, 'id' | 'key'>[]> {
  const { fileUploads } = db.s
  return db.q
    .select({ id: fileUploads.id, key: fileUploads.key })
    .from(fileUploads)
    .where(lte(fileUploads.expiresAt, now - EXPIRED_UPLOAD_RETENTION_MS))
    .limit(EXPIRY_BATCH)
}

export function* deleteUploads(t: Q, ctx: Ctx, ids: readonly string[]): Op<void> {
  const { fileUploads } = ctx.db.s
  yield* ask(t.delete(fileUploads).where(inArray(fileUploads.id, [...ids])))
}

/** Those of some ids that have a row. */
export async function knownUploads({ db: { q, s } }: Pick<Ctx, 'db'>, ids: readonly string[]): Promise<string[]> {
  const { fileUploads } = s
  const rows = await q
    .select({ id: fileUploads.id })
    .from(fileUploads)
    .where(inArray(fileUploads.id, [...ids]))
  return rows.map(({ id }) => id)
}

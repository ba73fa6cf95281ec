import { and, asc, inArray, isNull } from 'drizzle-orm'
import type { FileType } from '@qingpin/contract/resumes/resumes.enums'
import type { Ctx } from '../context.ts'
import { linkEnd } from './links.ts'

export interface ShownPhoto {
  kind: FileType
  url: string
  /** The address of a foreign file is all we have of it. */
  thumbnailUrl: string
}

/**
 * The photos of many resumes in one query, in their order, with addresses that need no login and end within two hours.
 * Kinds that are papers have no place here. Resumes without any are missing.
 */
export async function photosOf(
  { db, links, now }: Pick<Ctx, 'db' | 'links' | 'now'>,
  resumeIds: readonly string[],
  kinds: readonly Exclude<FileType, 'idCardFront' | 'idCardBack' | 'medicalReport'>[],
): Promise<Map<string, ShownPhoto[]>> {
  const found = new Map<string, ShownPhoto[]>()
  if (resumeIds.length === 0) return found
  const { resumeFiles: f } = db.s
  const rows = await db.q
    .select({ id: f.id, resumeId: f.resumeId, kind: f.kind, url: f.url, fileId: f.fileId, mimetype: f.mimetype })
    .from(f)
    .where(and(inArray(f.resumeId, [...resumeIds]), inArray(f.kind, [...kinds]), isNull(f.removedIn)))
    .orderBy(asc(f.position), asc(f.id))
  const until = linkEnd(now)
  for (const row of rows) {
    const url = row.fileId === null ? row.url : links.open(row.id, until)
    const small = row.fileId !== null && row.mimetype.startsWith('image/')
    const photo = { kind: row.kind, url, thumbnailUrl: small ? links.open(row.id, until, 'small') : url }
    found.set(row.resumeId, [...(found.get(row.resumeId) ?? []), photo])
  }
  return found
}

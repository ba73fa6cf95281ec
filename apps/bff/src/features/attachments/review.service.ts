import type { FileType } from '@qingpin/contract/attachments/attachments.enums'
import type { Ctx } from '../../context.ts'
import { linkEnd } from '../../crypto/signed-links.ts'
import type { Op, Q } from '../../db/db.ts'
import * as repo from './attachments.repo.ts'

/** The files of some resumes that strangers do not see: not judged yet, or refused. By their ids. */
export const hiddenFromStrangers = (
  t: Q,
  ctx: Pick<Ctx, 'db'>,
  resumeIds: readonly string[],
): Op<ReadonlyMap<string, unknown>> => repo.hiddenFiles(t, ctx, resumeIds)

/** A picture of a resume as its reviewer sees it. */
export interface ReviewedFile {
  kind: FileType
  url: string
}

/** Where some stored files stand in resumes, by the id of the file; what was removed meanwhile is left out. */
export function* reviewedFiles(
  t: Q,
  ctx: Pick<Ctx, 'db' | 'links' | 'now'>,
  fileIds: readonly string[],
): Op<ReadonlyMap<string, ReviewedFile>> {
  const rows = yield* repo.filesNaming(t, ctx, fileIds)
  const until = linkEnd(ctx.now)
  return new Map(rows.map(({ id, fileId, kind }) => [fileId ?? '', { kind, url: ctx.links.open(id, until) }]))
}

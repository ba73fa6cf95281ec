import type { FileType } from '@qingpin/contract/resumes/resumes.enums'
import { seesPrivate } from '@qingpin/contract/resumes/resumes.policy'
import { type Ctx, requirePerson } from '../../context.ts'
import { fileInfo, type FileRow, inOrder, isElsewhere, isPaper, KIND_NAMES, type ResumeRow } from '../resumes/index.ts'
import type { Added } from './add.service.ts'

const lookOf = (ctx: Ctx, resume: ResumeRow) => {
  const actor = requirePerson(ctx)
  const full = seesPrivate(actor, resume) || resume.accountId === actor.accountId
  return { links: ctx.links, now: ctx.now, filesVersion: resume.filesVersion, full }
}

/** A file that was added, in the words of old clients and in ours. */
export function addedView(ctx: Ctx, resume: ResumeRow, { row, repeated }: Added) {
  const file = fileInfo(row, lookOf(ctx, resume))
  return { fileUrl: file.url, fileType: row.kind, fileName: file.filename, fileSize: file.size, file, repeated }
}

const rank = (kind: FileType) => KIND_NAMES.indexOf(kind)

/** All files of a resume. Addresses of papers on other hosts are not among them: nobody looks at a list on purpose. */
export function filesView(ctx: Ctx, resume: ResumeRow, rows: readonly FileRow[]) {
  const look = { ...lookOf(ctx, resume), full: false }
  return {
    resumeId: resume.id,
    filesVersion: resume.filesVersion,
    files: inOrder(rows)
      .toSorted((a, b) => rank(a.kind) - rank(b.kind))
      .map((row) => ({
        ...fileInfo(row, look),
        fileType: row.kind,
        paper: isPaper(row.kind),
        external: isElsewhere(row),
      })),
  }
}

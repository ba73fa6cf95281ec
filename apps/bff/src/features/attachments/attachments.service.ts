import type { Input } from '@qingpin/contract/core/define'
import type { attachmentRoutes } from '@qingpin/contract/attachments/attachments.routes'
import { can } from '@qingpin/contract/core/policy'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import { AppError } from '../../errors.ts'
import {
  changeFiles,
  fileInfo,
  type FileRow,
  inOrder,
  isPaper,
  type KindPlan,
  listFiles,
  listGone,
} from '../resumes/index.ts'
import { requireEditable, requireVisible } from './attachments.guard.ts'
import { auditOf } from './add.service.ts'
import { filesView } from './uploads.view.ts'

type Routes = typeof attachmentRoutes

export const list = (ctx: Ctx, resumeId: string) =>
  ctx.db.tx(function* (t) {
    const resume = yield* requireVisible(t, ctx, resumeId)
    return filesView(ctx, resume, yield* listFiles(t, ctx, resumeId))
  })

export const order = (ctx: Ctx, resumeId: string, { fileType: kind, ids }: Input<Routes['order']>['body']) =>
  ctx.db.tx(function* (t) {
    const resume = yield* requireEditable(t, ctx, resumeId)
    const before = inOrder((yield* listFiles(t, ctx, resumeId)).filter((row) => row.kind === kind))
    const named = [...new Set(ids)].flatMap((id) => before.find((row) => row.id === id) ?? [])
    const after = [...named, ...before.filter((row) => !named.includes(row))]
    const same = after.every((row, i) => row === before[i])
    const changed = yield* changeFiles(t, ctx, resume, same ? [] : [{ kind, before, after }])
    return filesView(ctx, changed, yield* listFiles(t, ctx, resumeId))
  })

const OPEN_SECONDS = 120

/**
 * An address that shows one file, signed for whoever asks. Papers are shown to the worker herself and to who may reveal
 * numbers, and each look is kept.
 */
export async function open(
  ctx: Ctx,
  resumeId: string,
  fileId: string,
  { download = false }: { download?: boolean | undefined },
) {
  const actor = requirePerson(ctx)
  const row = await ctx.db.tx(function* (t) {
    const resume = yield* requireVisible(t, ctx, resumeId)
    const found = (yield* listFiles(t, ctx, resumeId)).find(({ id }) => id === fileId)
    if (!found) throw new AppError('NOT_FOUND')
    if (!isPaper(found.kind)) return found
    if (resume.accountId !== actor.accountId && !can(actor.role, 'resume:reveal')) throw new AppError('NOT_FOUND')
    yield* audit.record(t, ctx, {
      action: 'resume.view-paper',
      subjectId: resumeId,
      changes: { [found.kind]: [null, fileId] },
    })
    return found
  })
  const { filename, mimetype } = row
  if (row.fileId === null) return { url: row.url, thumbnailUrl: null, filename, mimetype, expiresAt: null }
  const until = Math.floor(ctx.now / 1000) + OPEN_SECONDS
  return {
    url: ctx.links.open(row.id, until, download ? 'download' : undefined),
    thumbnailUrl: mimetype.startsWith('image/') ? ctx.links.open(row.id, until, 'small') : null,
    filename,
    mimetype,
    expiresAt: new Date(until * 1000).toISOString(),
  }
}

type Which = Input<Routes['removeFileByPost']>['body']

/** Takes a file away. One that went not long ago is answered as if it had gone now. */
export const remove = (ctx: Ctx, resumeId: string, which: Which) =>
  ctx.db.tx(function* (t) {
    const resume = yield* requireEditable(t, ctx, resumeId)
    const rows = yield* listFiles(t, ctx, resumeId)
    const row = meant(ctx, rows, which)
    const gone = row ? undefined : meant(ctx, yield* listGone(t, ctx, resumeId), which)
    const found = row ?? gone
    if (!found) throw new AppError('NOT_FOUND')
    const before = inOrder(rows.filter(({ kind }) => kind === found.kind))
    const plans: KindPlan[] = row ? [{ kind: row.kind, before, after: before.filter((one) => one !== row) }] : []
    const changed = yield* changeFiles(t, ctx, resume, plans)
    if (row) yield* auditOf(t, ctx, resumeId, plans)
    const look = { links: ctx.links, now: ctx.now, filesVersion: changed.filesVersion, full: false }
    return {
      resumeId,
      deletedFileUrl: which.fileUrl ?? fileInfo(found, look).url,
      fileType: found.kind,
      filesVersion: changed.filesVersion,
    }
  })

function meant({ links }: Ctx, rows: readonly FileRow[], { fileId, fileUrl, fileType }: Which): FileRow | undefined {
  const id = fileId ?? (fileUrl === undefined ? undefined : links.idIn(fileUrl))
  return rows.find(
    (row) =>
      (fileType === undefined || row.kind === fileType) &&
      (row.id === id || (row.fileId === null && fileUrl !== undefined && row.url === fileUrl)),
  )
}

import { OPEN_SECONDS } from '@qingpin/contract/attachments/attachments.rules'
import type { Input } from '@qingpin/contract/core/define'
import type { attachmentRoutes } from '@qingpin/contract/attachments/attachments.routes'
import { can } from '@qingpin/contract/core/policy'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { waitToReveal } from '../auth/index.ts'
import { type Owner, requireEditable, requireVisible } from './attachments.guard.ts'
import { hiddenFiles, listFiles, listRemovedFiles } from './attachments.repo.ts'
import type { FileRow } from './attachments.table.ts'
import { auditFiles, type Target } from './add.service.ts'
import { fileInfo, filesView } from './attachments.view.ts'
import { inOrder, isPaper } from './kinds.rules.ts'
import type { KindPlan } from './merge.rules.ts'

type Routes = typeof attachmentRoutes

function* viewOf(t: Q, ctx: Ctx, owner: Owner) {
  return filesView(ctx, owner, yield* listFiles(t, ctx, owner.id), yield* hiddenFiles(t, ctx, [owner.id]))
}

export const list = (ctx: Ctx, { owners, resumeId }: Target) =>
  ctx.db.tx(function* (t) {
    const owner = yield* requireVisible(t, ctx, owners, resumeId)
    return yield* viewOf(t, ctx, owner)
  })

export const order = (
  ctx: Ctx,
  { owners, resumeId }: Target,
  { fileType: kind, ids }: Input<Routes['order']>['body'],
) =>
  ctx.db.tx(function* (t) {
    const owner = yield* requireEditable(t, ctx, owners, resumeId)
    const before = inOrder((yield* listFiles(t, ctx, resumeId)).filter((row) => row.kind === kind))
    const named = [...new Set(ids)].flatMap((id) => before.find((row) => row.id === id) ?? [])
    const after = [...named, ...before.filter((row) => !named.includes(row))]
    const same = after.every((row, i) => row === before[i])
    const changed = same ? owner : yield* owners.write(t, ctx, owner, [{ kind, before, after }])
    return yield* viewOf(t, ctx, changed)
  })

/**
 * A signed address that shows one file for OPEN_SECONDS. Papers are shown to the worker herself and to staff that may
 * reveal numbers, and each look leaves an audit row.
 */
export async function open(
  ctx: Ctx,
  { owners, resumeId }: Target,
  fileId: string,
  { download = false }: { download?: boolean | undefined },
) {
  const row = await ctx.db.tx((t) => findReadable(t, ctx, { owners, resumeId }, fileId))
  // The warning to managers must stay, so the error is raised outside the transaction.
  if ('wait' in row) throw new AppError('REVEAL_TOO_FAST', { retryAfterSeconds: row.wait / 1000 })
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

/** The file that the caller may read; how long to wait (ms) where staff has read too many papers. */
function* findReadable(t: Q, ctx: Ctx, { owners, resumeId }: Target, fileId: string): Op<FileRow | { wait: number }> {
  const actor = requirePerson(ctx)
  const owner = yield* requireVisible(t, ctx, owners, resumeId)
  const found = (yield* listFiles(t, ctx, resumeId)).find(({ id }) => id === fileId)
  if (!found) throw new AppError('NOT_FOUND')
  if (!isPaper(found.kind)) return found
  const own = owner.accountId === actor.accountId
  if (!own && !can(actor.role, 'resume:reveal')) throw new AppError('NOT_FOUND')
  const wait = own ? 0 : yield* waitToReveal(t, ctx)
  if (wait > 0) return { wait }
  yield* audit.record(t, ctx, {
    action: 'resume.view-paper',
    subjectId: resumeId,
    changes: { [found.kind]: [null, fileId] },
  })
  return found
}

type FileQuery = Input<Routes['removeFileByPost']>['body']

/** Removes a file. One that was removed not long ago is answered as if it were removed now. */
export const remove = (ctx: Ctx, { owners, resumeId }: Target, query: FileQuery) =>
  ctx.db.tx(function* (t) {
    const owner = yield* requireEditable(t, ctx, owners, resumeId)
    const rows = yield* listFiles(t, ctx, resumeId)
    const row = findFile(ctx, rows, query)
    const found = row ?? findFile(ctx, yield* listRemovedFiles(t, ctx, resumeId), query)
    if (!found) throw new AppError('NOT_FOUND')
    const before = inOrder(rows.filter(({ kind }) => kind === found.kind))
    const plans: KindPlan[] = row ? [{ kind: row.kind, before, after: before.filter((one) => one !== row) }] : []
    const { filesVersion } = row ? yield* owners.write(t, ctx, owner, plans) : owner
    if (row) yield* auditFiles(t, ctx, resumeId, plans)
    return {
      resumeId,
      deletedFileUrl:
        query.fileUrl ?? fileInfo(found, { links: ctx.links, now: ctx.now, filesVersion, full: false }).url,
      fileType: found.kind,
      filesVersion,
    }
  })

function findFile({ links }: Ctx, rows: readonly FileRow[], { fileId, fileUrl, fileType }: FileQuery) {
  const id = fileId ?? (fileUrl === undefined ? undefined : links.idIn(fileUrl))
  return rows.find(
    (row) =>
      (fileType === undefined || row.kind === fileType) &&
      (row.id === id || (row.fileId === null && fileUrl !== undefined && row.url === fileUrl)),
  )
}

import type { Input } from '@qingpin/contract/core/define'
import type { ErrorCode } from '@qingpin/contract/core/error-spec'
import { FILE_RULES, MEDIA_TYPES, OPEN_UPLOADS, UPLOAD_SECONDS } from '@qingpin/contract/attachments/attachments.rules'
import type { attachmentRoutes } from '@qingpin/contract/attachments/attachments.routes'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { AppError } from '../../errors.ts'
import {
  baseName,
  storeFile,
  type StoredFileRow,
  letGo,
  prefixesOf,
  storeErrorOf,
  type InspectedFile,
  inspectFile,
} from '../../storage/index.ts'
import type { Upload } from '../../ports/object-store.port.ts'
import { lockAccount } from '../auth/index.ts'
import { type Owner, requireEditable, requireVisible } from './attachments.guard.ts'
import { listFiles } from './attachments.repo.ts'
import type { UploadRow } from './attachments.table.ts'
import { addFiles, requireCapacity, type Target } from './add.service.ts'
import { type Added, addedView } from './attachments.view.ts'
import * as repo from './uploads.repo.ts'
import { INSPECTION_RETRY_SECONDS } from './uploads.rules.ts'

type UploadRequest = Input<(typeof attachmentRoutes)['requestUpload']>['body']

/**
 * Permission to write one file of the stated type and size to a key of its own; it is not read there before `confirm`. It
 * counts against what the account may have on its way until it is confirmed, refused or expired.
 */
export async function requestUpload(ctx: Ctx, { owners, resumeId }: Target, wish: UploadRequest) {
  const id = newId(ctx.now)
  const { fileType: kind, size, mimetype } = wish
  const upload: Upload = { key: `${prefixesOf(ctx).incoming}${id}`, type: mimetype, size, seconds: UPLOAD_SECONDS }
  const expiresAt = ctx.now + UPLOAD_SECONDS * 1000
  const row: UploadRow = {
    id,
    resumeId,
    kind,
    filename: baseName(wish.filename),
    size,
    mimetype,
    key: upload.key,
    entryId: null,
    claimedUntil: null,
    createdBy: requirePerson(ctx).accountId,
    createdAt: ctx.now,
    expiresAt,
  }
  await ctx.db.tx(function* (t) {
    const owner = yield* requireEditable(t, ctx, owners, resumeId)
    const there = (yield* listFiles(t, ctx, resumeId)).filter((one) => one.kind === kind)
    requireCapacity(ctx, owner, kind, there)
    requirePossible(wish)
    yield* reserve(t, ctx, row)
  })
  const ticket = await ticketFor(ctx, wish.way, upload).catch(async (error: unknown) => {
    await ctx.db.tx((t) => repo.deleteUnconfirmed(t, ctx, id))
    throw storeErrorOf(error)
  })
  return { uploadId: id, ...ticket, expiresAt: new Date(expiresAt).toISOString() }
}

/**
 * Throws UPLOADS_WAITING where the account has as much on its way as it may. Locks the account, so that two requests at
 * once cannot both find room.
 */
function* reserve(t: Q, ctx: Ctx, row: UploadRow): Op<void> {
  yield* lockAccount(t, ctx, row.createdBy ?? '')
  const open = yield* repo.openUploads(t, ctx, row.createdBy)
  const room = open.length < OPEN_UPLOADS.most
  const bytes = open.reduce((total, one) => total + one.size, row.size)
  if (!room || bytes > OPEN_UPLOADS.maxBytes) {
    const firstEnds = Math.min(...open.map((one) => one.expiresAt))
    throw new AppError('UPLOADS_WAITING', { retryAfterSeconds: Math.ceil((firstEnds - ctx.now) / 1000) })
  }
  yield* repo.insertUpload(t, ctx, row)
}

function requirePossible({ fileType, size, mimetype }: UploadRequest): void {
  const { media, maxBytes } = FILE_RULES[fileType]
  if (size === 0) throw new AppError('FILE_EMPTY')
  if (size > maxBytes) throw new AppError('FILE_TOO_LARGE')
  if (/^image\/hei[cf]/i.test(mimetype)) throw new AppError('HEIC_NOT_SUPPORTED')
  const medium = Object.hasOwn(MEDIA_TYPES, mimetype) ? MEDIA_TYPES[mimetype] : undefined
  if (medium === undefined || !media.includes(medium)) throw new AppError('FILE_TYPE_NOT_ALLOWED')
}

const NOTHING = { headers: {}, fields: {}, key: null }

/** The permission in the requested way, or in the next one that this store knows. */
async function ticketFor({ stores }: Ctx, way: UploadRequest['way'], upload: Upload) {
  const store = stores.private
  const key = way === 'key' ? await store.uploadByKey(upload) : undefined
  if (key) {
    const { url, id, secret, token, expiresAt } = key
    const held = { id, secret, token, expiresAt: new Date(expiresAt).toISOString() }
    return { ...NOTHING, way: 'key' as const, method: 'PUT' as const, url, key: held }
  }
  const put = way === 'form' ? undefined : await store.uploadByPut(upload)
  if (put) return { ...NOTHING, way: 'put' as const, method: 'PUT' as const, ...put }
  return { ...NOTHING, way: 'form' as const, method: 'POST' as const, ...(await store.uploadByForm(upload)) }
}

/**
 * Inspects what arrived, as if it had come through a form: it is stored again under a key that no permission leads to.
 * The object that arrived is removed, whether it was accepted or not.
 */
export async function confirm(ctx: Ctx, target: Target, uploadId: string) {
  const { upload, done } = await requireUpload(ctx, target, uploadId)
  const { owner, added } = done ?? (await inspectOnce(ctx, target, upload))
  return { ...addedView(ctx, owner, added), resumeId: owner.id, filesVersion: owner.filesVersion }
}

interface Confirmed {
  owner: Owner
  added: Added
}
const underWay = new WeakMap<Ctx['db'], Map<string, Promise<Confirmed>>>()

/**
 * Inspects an upload once, however often it is confirmed: repeats in this process wait for the same answer, and in
 * another process the row is claimed.
 */
function inspectOnce(ctx: Ctx, target: Target, upload: UploadRow): Promise<Confirmed> {
  const all = underWay.get(ctx.db) ?? new Map<string, Promise<Confirmed>>()
  underWay.set(ctx.db, all)
  const begun = all.get(upload.id)
  if (begun) return begun
  const one = ctx.db
    .tx((t) => repo.claimUpload(t, ctx, upload.id))
    .then((mine) => (mine ? inspect(ctx, target, upload) : confirmedElsewhere(ctx, target, upload.id)))
    .finally(() => all.delete(upload.id))
  all.set(upload.id, one)
  return one
}

/** An upload that the caller may confirm, and its outcome where it was confirmed before. */
const requireUpload = (ctx: Ctx, { owners, resumeId }: Target, uploadId: string) =>
  ctx.db.tx(function* (t) {
    const owner = yield* requireVisible(t, ctx, owners, resumeId)
    const row = yield* repo.findUpload(t, ctx, uploadId, resumeId)
    if (!row) throw new AppError('NOT_FOUND')
    const entry = row.entryId && (yield* listFiles(t, ctx, resumeId)).find(({ id }) => id === row.entryId)
    if (row.entryId && !entry) throw new AppError('NOT_FOUND')
    return { upload: row, done: entry ? { owner, added: { row: entry, repeated: true } } : undefined }
  })

/** The outcome of another process; UPLOAD_IN_PROGRESS while it inspects. */
async function confirmedElsewhere(ctx: Ctx, target: Target, uploadId: string): Promise<Confirmed> {
  const { done } = await requireUpload(ctx, target, uploadId)
  if (!done) throw new AppError('UPLOAD_IN_PROGRESS', { retryAfterSeconds: INSPECTION_RETRY_SECONDS })
  return done
}

async function inspect(ctx: Ctx, target: Target, upload: UploadRow): Promise<Confirmed> {
  const { kind, key, filename } = upload
  const rule = FILE_RULES[kind]
  let stored: StoredFileRow | undefined
  try {
    const arrived = await ctx.stores.private.read(key)
    if (!arrived) throw new AppError('UPLOAD_NOT_ARRIVED')
    const file = await inspectFile(
      ctx,
      { name: filename, bytes: readable(arrived.body) },
      rule,
      async (one: InspectedFile) => storeFile(ctx, one, rule.longestSide),
    )
    stored = file
    const confirmed = await ctx.db.tx(function* (t) {
      const result = yield* addFiles(t, ctx, target, [{ kind, stored: file, name: filename }])
      const [added] = result.added
      if (!added) throw new Error('a file was added and is not there')
      yield* repo.confirmUpload(t, ctx, upload.id, added.row.id)
      if (added.row.fileId !== file.id) yield* letGo(t, ctx, [file.id])
      return { owner: result.owner, added }
    })
    await removeArrived(ctx, key)
    return confirmed
  } catch (error) {
    await giveBack(ctx, upload, stored, error)
    throw storeErrorOf(error)
  }
}

async function* readable(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body
  } catch (error) {
    throw storeErrorOf(error)
  }
}

/** Failures on our side, after which the upload can be confirmed again. */
const REPEATABLE: readonly ErrorCode[] = ['FILES_UNAVAILABLE', 'SERVICE_BUSY', 'UPLOAD_NOT_ARRIVED']

/** Deletes a refused upload; one that failed on our side stays for another try. */
async function giveBack(ctx: Ctx, upload: UploadRow, stored: StoredFileRow | undefined, error: unknown): Promise<void> {
  const again = !(error instanceof AppError) || REPEATABLE.includes(error.code)
  await ctx.db.tx(function* (t) {
    if (stored) yield* letGo(t, ctx, [stored.id])
    if (again) yield* repo.releaseUpload(t, ctx, upload.id)
    else yield* repo.deleteUnconfirmed(t, ctx, upload.id)
  })
  if (!again) await removeArrived(ctx, upload.key)
}

/** Removes the object that arrived; where that fails, the expiry of uploads does it later. */
async function removeArrived({ stores, log }: Ctx, key: string): Promise<void> {
  await stores.private
    .remove(key)
    .catch((error: unknown) => log.warn({ err: error }, 'an upload was left where it came'))
}

import type { Input } from '@qingpin/contract/core/define'
import type { ErrorCode } from '@qingpin/contract/core/error-spec'
import { FILE_RULES, MEDIA_TYPES, OPEN_UPLOADS } from '@qingpin/contract/attachments/attachments.rules'
import type { attachmentRoutes } from '@qingpin/contract/attachments/attachments.routes'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { AppError } from '../../errors.ts'
import {
  baseName,
  keepFile,
  type KeptRow,
  letGo,
  placesOf,
  storeTrouble,
  type TakenFile,
  takeFile,
} from '../../storage/index.ts'
import type { Upload } from '../../ports/object-store.port.ts'
import { lockAccount } from '../auth/index.ts'
import { listFiles, type ResumeRow } from '../resumes/index.ts'
import { requireEditable, requireVisible } from './attachments.guard.ts'
import { type Added, addFiles, requirePlace } from './add.service.ts'
import * as repo from './uploads.repo.ts'
import { addedView } from './uploads.view.ts'

type Asked = Input<(typeof attachmentRoutes)['askUpload']>['body']

const SECONDS = 600

/**
 * Permission to write one file, of what was said, to a place of its own; nothing reads it there before `confirm`. It takes
 * of what the account may have on its way until it is confirmed, refused or over.
 */
export async function ask(ctx: Ctx, resumeId: string, asked: Asked) {
  const id = newId(ctx.now)
  const { fileType: kind, size, mimetype } = asked
  const upload: Upload = { key: `${placesOf(ctx).incoming}${id}`, type: mimetype, size, seconds: SECONDS }
  const expiresAt = ctx.now + SECONDS * 1000
  const row: repo.UploadRow = {
    id,
    resumeId,
    kind,
    filename: baseName(asked.filename),
    size,
    mimetype,
    key: upload.key,
    entryId: null,
    takenUntil: null,
    createdBy: requirePerson(ctx).accountId,
    createdAt: ctx.now,
    expiresAt,
  }
  await ctx.db.tx(function* (t) {
    const resume = yield* requireEditable(t, ctx, resumeId)
    const there = (yield* listFiles(t, ctx, resumeId)).filter((one) => one.kind === kind)
    requirePlace(ctx, resume, kind, there)
    requirePossible(asked)
    yield* reserve(t, ctx, row)
  })
  const ticket = await ticketFor(ctx, asked.way, upload).catch(async (error: unknown) => {
    await ctx.db.tx((t) => repo.forgetUpload(t, ctx, id))
    throw storeTrouble(error)
  })
  return { uploadId: id, ...ticket, expiresAt: new Date(expiresAt).toISOString() }
}

/** Throws UPLOADS_WAITING where the account has as much on its way as it may. Locked: two at once would both find room. */
function* reserve(t: Q, ctx: Ctx, row: repo.UploadRow): Op<void> {
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

function requirePossible({ fileType, size, mimetype }: Asked): void {
  const { media, maxBytes } = FILE_RULES[fileType]
  if (size === 0) throw new AppError('FILE_EMPTY')
  if (size > maxBytes) throw new AppError('FILE_TOO_LARGE')
  if (/^image\/hei[cf]/i.test(mimetype)) throw new AppError('HEIC_NOT_SUPPORTED')
  const medium = Object.hasOwn(MEDIA_TYPES, mimetype) ? MEDIA_TYPES[mimetype] : undefined
  if (medium === undefined || !media.includes(medium)) throw new AppError('FILE_TYPE_NOT_ALLOWED')
}

const NOTHING = { headers: {}, fields: {}, key: null }

/** The way that was asked for, or the next one that this store knows. */
async function ticketFor({ stores }: Ctx, way: Asked['way'], upload: Upload) {
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
 * Reads what arrived, as if it had come through a form: what is kept is what was looked at, at a place that no permission
 * leads to. What came is removed, whether it was taken or not.
 */
export async function confirm(ctx: Ctx, resumeId: string, uploadId: string) {
  const { upload, done } = await standing(ctx, resumeId, uploadId)
  const { resume, added } = done ?? (await together(ctx, upload))
  return { ...addedView(ctx, resume, added), resumeId, filesVersion: resume.filesVersion }
}

interface Confirmed {
  resume: ResumeRow
  added: Added
}
const underWay = new WeakMap<Ctx['db'], Map<string, Promise<Confirmed>>>()

/**
 * Who confirms what is being looked at waits for the same answer: a film is read once, however often it is asked. In
 * another process the row is taken, and the answer that it is.
 */
function together(ctx: Ctx, upload: repo.UploadRow): Promise<Confirmed> {
  const all = underWay.get(ctx.db) ?? new Map<string, Promise<Confirmed>>()
  underWay.set(ctx.db, all)
  const begun = all.get(upload.id)
  if (begun) return begun
  const one = ctx.db
    .tx((t) => repo.takeUpload(t, ctx, upload.id))
    .then((mine) => (mine ? take(ctx, upload) : byAnother(ctx, upload)))
    .finally(() => all.delete(upload.id))
  all.set(upload.id, one)
  return one
}

/** An upload that is the caller's to confirm, and what came of it if it was confirmed before. */
const standing = (ctx: Ctx, resumeId: string, uploadId: string) =>
  ctx.db.tx(function* (t) {
    const resume = yield* requireVisible(t, ctx, resumeId)
    const row = yield* repo.findUpload(t, ctx, uploadId, resumeId)
    if (!row) throw new AppError('NOT_FOUND')
    const entry = row.entryId && (yield* listFiles(t, ctx, resumeId)).find(({ id }) => id === row.entryId)
    if (row.entryId && !entry) throw new AppError('NOT_FOUND')
    return { upload: row, done: entry ? { resume, added: { row: entry, repeated: true } } : undefined }
  })

/** Somebody else looks at it, or has done so. */
async function byAnother(ctx: Ctx, { id, resumeId }: repo.UploadRow): Promise<Confirmed> {
  const { done } = await standing(ctx, resumeId, id)
  if (!done) throw new AppError('UPLOAD_IN_PROGRESS', { retryAfterSeconds: 2 })
  return done
}

async function take(ctx: Ctx, upload: repo.UploadRow): Promise<Confirmed> {
  const { resumeId, kind, key, filename } = upload
  const rule = FILE_RULES[kind]
  let kept: KeptRow | undefined
  try {
    const arrived = await ctx.stores.private.read(key)
    if (!arrived) throw new AppError('UPLOAD_NOT_ARRIVED')
    const file = await takeFile(ctx, { name: filename, bytes: readable(arrived.body) }, rule, async (one: TakenFile) =>
      keepFile(ctx, one, rule.longestSide),
    )
    kept = file
    const { resume, added } = await ctx.db.tx(function* (t) {
      const result = yield* addFiles(t, ctx, resumeId, [{ kind, kept: file, name: filename }])
      const [one] = result.added
      if (!one) throw new Error('a file was added and is not there')
      yield* repo.endUpload(t, ctx, upload.id, one.row.id)
      if (one.row.fileId !== file.id) yield* letGo(t, ctx, [file.id])
      return { resume: result.resume, added: one }
    })
    await clear(ctx, key)
    return { resume, added }
  } catch (error) {
    await giveBack(ctx, upload, kept, error)
    throw storeTrouble(error)
  }
}

async function* readable(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body
  } catch (error) {
    throw storeTrouble(error)
  }
}

const ANOTHER_TIME: readonly ErrorCode[] = ['FILES_UNAVAILABLE', 'SERVICE_BUSY', 'UPLOAD_NOT_ARRIVED']

/** A refused file goes; what failed on our side can be confirmed once more. */
async function giveBack(ctx: Ctx, upload: repo.UploadRow, kept: KeptRow | undefined, error: unknown): Promise<void> {
  const again = !(error instanceof AppError) || ANOTHER_TIME.includes(error.code)
  await ctx.db.tx(function* (t) {
    if (kept) yield* letGo(t, ctx, [kept.id])
    if (again) yield* repo.leaveUpload(t, ctx, upload.id)
    else yield* repo.forgetUpload(t, ctx, upload.id)
  })
  if (!again) await clear(ctx, upload.key)
}

/** What cannot be removed now is swept up with the uploads that are over. */
async function clear({ stores, log }: Ctx, key: string): Promise<void> {
  await stores.private
    .remove(key)
    .catch((error: unknown) => log.warn({ err: error }, 'an upload was left where it came'))
}

import { ENDINGS } from '@qingpin/contract/attachments/attachments.rules'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { StoreFailure, type StoreName } from '../ports/object-store.port.ts'
import { claimFile, giveUp, type StoredFileRow, type NewFile, markStored } from './stored-files.repo.ts'
import type { InspectedFile } from './inspect-file.ts'
import { streamOf } from '../runtime/byte-stream.ts'
import { FILE_RETRY_SECONDS } from './storage.rules.ts'

/** A film has any ending of its kind; the store sends its type along. */
const endingOf = ({ medium }: InspectedFile) => ENDINGS[medium][0] ?? 'bin'

function described(taken: InspectedFile, drawn: number, store: StoreName): NewFile {
  const common = { store, mimetype: taken.type, ending: endingOf(taken) }
  if (taken.medium === 'video')
    return { ...common, sha256: '', drawn: 0, size: 0, width: null, height: null, hasSmall: false }
  const { bytes } = taken
  const content = { ...common, sha256: taken.sha256(), size: bytes.length }
  return taken.medium === 'pdf'
    ? { ...content, drawn: 0, width: null, height: null, hasSmall: false }
    : { ...content, drawn, width: taken.width, height: taken.height, hasSmall: true }
}

/** The error of the API for an error of the store. Refused credentials are for the operator to resolve, not the caller. */
export function storeErrorOf(error: unknown): unknown {
  if (!(error instanceof StoreFailure)) return error
  if (error.reason === 'refused') return error
  return new AppError('FILES_UNAVAILABLE', {
    cause: error,
    retryAfterSeconds: error.retryAfterSeconds ?? FILE_RETRY_SECONDS,
  })
}

/** A stored file as a reply. Throws NOT_FOUND where there is none, and FILES_UNAVAILABLE. */
export async function sendFile(
  { stores }: Pick<Ctx, 'stores'>,
  file: StoredFileRow | undefined,
  cacheControl: string,
): Promise<Response> {
  if (file?.state !== 'ready') throw new AppError('NOT_FOUND')
  const object = await stores[file.store].read(file.key).catch((error: unknown) => {
    throw storeErrorOf(error)
  })
  if (!object) throw new AppError('NOT_FOUND')
  const headers = {
    'content-type': file.mimetype,
    'content-length': String(object.length),
    'cache-control': cacheControl,
  }
  return new Response(object.body, { headers })
}

/**
 * Puts a file that was taken into the store, once for each content. It is held for the caller, who has to use it or let
 * it go. Throws FILES_UNAVAILABLE.
 *
 * @param drawn the longer side that pictures were held to
 */
export async function storeFile(
  ctx: Ctx,
  taken: InspectedFile,
  drawn: number,
  store: StoreName = 'private',
): Promise<StoredFileRow> {
  const row = await ctx.db.tx((t) => claimFile(t, ctx, described(taken, drawn, store)))
  if (row.state === 'ready') return row
  try {
    const known = await write(ctx, row, taken)
    const ready = await ctx.db.tx((t) => markStored(t, ctx, row.id, known))
    if (!ready) throw new AppError('FILES_UNAVAILABLE', { retryAfterSeconds: FILE_RETRY_SECONDS })
    return ready
  } catch (error) {
    await ctx.db.tx((t) => giveUp(t, ctx, row.id))
    throw storeErrorOf(error)
  }
}

async function write({ stores }: Ctx, row: StoredFileRow, taken: InspectedFile): Promise<Partial<StoredFileRow>> {
  const store = stores[row.store]
  if (taken.medium === 'video') {
    let size = 0
    const source = taken.bytes
    let fault: unknown
    async function* counted() {
      try {
        for await (const piece of source) {
          size += piece.length
          yield piece
        }
      } catch (error) {
        fault = error
        throw error
      }
    }
    await store.put(row.key, { type: row.mimetype }, streamOf(counted())).catch((error: unknown) => {
      // What was wrong with the film says more than what the store makes of it.
      throw fault ?? error
    })
    return { size, sha256: taken.sha256() }
  }
  const put = (key: string, bytes: Uint8Array, type: string) =>
    store.put(key, { type, size: bytes.length }, new Uint8Array(bytes))
  await put(row.key, taken.bytes, row.mimetype)
  if (row.smallKey !== null && taken.medium === 'picture') await put(row.smallKey, taken.thumbnail.bytes, 'image/jpeg')
  return {}
}

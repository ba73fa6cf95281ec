import type { Ctx } from '../../context.ts'
import { AppError } from '../../errors.ts'
import type { SheetPhoto } from '../../ports/pdf.port.ts'
import { storeErrorOf } from '../../storage/index.ts'
import { isPaper } from './kinds.rules.ts'
import { readDrawing } from '../../http/h5-app.ts'
import { FILE_PATH, type LinkAs } from '../../crypto/signed-links.ts'
import { findStored } from './uploads.repo.ts'

/** PDFs are downloaded: a browser's viewer may run what is in them. */
const DOWNLOADED = 'application/pdf'

/** Redirects to the file while the address holds. NOT_FOUND for one that was changed, has expired, or names no file. */
export async function read(
  ctx: Ctx,
  id: string,
  link: { until: number; as?: LinkAs; signature: string },
): Promise<Response> {
  const seconds = link.until - Math.floor(ctx.now / 1000)
  if (seconds <= 0 || !ctx.links.holds(id, link)) throw new AppError('NOT_FOUND')
  const { entry, file } = (await findStored(ctx, id)) ?? {}
  if (!entry || file?.state !== 'ready') throw new AppError('NOT_FOUND')
  const small = link.as === 'small' ? file.smallKey : null
  const named = link.as === 'download' || file.mimetype === DOWNLOADED
  const paper = isPaper(entry.kind)
  const address = await ctx.stores[file.store]
    .readUrl(small ?? file.key, {
      seconds,
      unkept: paper,
      ...(named && !small ? { downloadName: entry.filename } : {}),
    })
    .catch((error: unknown) => {
      throw storeErrorOf(error)
    })
  const cacheControl = paper ? 'no-store' : `private, max-age=${seconds}`
  return new Response(null, { status: 302, headers: { location: address, 'cache-control': cacheControl } })
}

/**
 * The small picture that stands for a worker, for a sheet that is drawn here; undefined where there is none on this server. Rejects with
 * a StoreFailure.
 */
export async function readAvatar(ctx: Ctx, stored: string): Promise<SheetPhoto | undefined> {
  const drawing = await readDrawing(stored)
  if (drawing) return { bytes: drawing, format: 'svg' }
  const id = stored.startsWith(FILE_PATH) ? ctx.links.idIn(stored) : undefined
  const { file } = (id === undefined ? undefined : await findStored(ctx, id)) ?? {}
  if (file?.state !== 'ready' || file.smallKey === null) return undefined
  const object = await ctx.stores[file.store].read(file.smallKey)
  return object && { bytes: new Uint8Array(await new Response(object.body).arrayBuffer()), format: 'jpg' }
}

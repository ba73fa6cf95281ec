import type { Ctx } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { type LinkAs, storeTrouble } from '../../storage/index.ts'
import { isPaper } from '../resumes/index.ts'
import { findShown } from './uploads.repo.ts'

/** Browsers open PDFs in ways that we do not see into: they are saved. */
const SAVED = 'application/pdf'

/** Leads on to the file, for as long as the address lasts. Of one that was changed, is over, or leads nowhere: not found. */
export async function read(
  ctx: Ctx,
  id: string,
  link: { until: number; as?: LinkAs; signature: string },
): Promise<Response> {
  const seconds = link.until - Math.floor(ctx.now / 1000)
  if (seconds <= 0 || !ctx.links.holds(id, link)) throw new AppError('NOT_FOUND')
  const { entry, file } = (await findShown(ctx, id)) ?? {}
  if (!entry || file?.state !== 'ready') throw new AppError('NOT_FOUND')
  const small = link.as === 'small' ? file.smallKey : null
  const named = link.as === 'download' || file.mimetype === SAVED
  const paper = isPaper(entry.kind)
  const address = await ctx.stores[file.store]
    .readUrl(small ?? file.key, {
      seconds,
      unkept: paper,
      ...(named && !small ? { downloadName: entry.filename } : {}),
    })
    .catch((error: unknown) => {
      throw storeTrouble(error)
    })
  const kept = paper ? 'no-store' : `private, max-age=${seconds}`
  return new Response(null, { status: 302, headers: { location: address, 'cache-control': kept } })
}

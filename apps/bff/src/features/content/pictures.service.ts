import { contentManageRoutes } from '@qingpin/contract/content/manage.routes'
import { PICTURE_PATH, PICTURE_RULE } from '@qingpin/contract/content/content.rules'
import * as audit from '../../audit/audit.ts'
import type { Ctx } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { once } from '../../http/once.ts'
import { checkPicture } from '../../moderation/index.ts'
import { inspectFile, letGo, readForm, sendFile, storeFile, useFile } from '../../storage/index.ts'
import { FILE_RETRY_SECONDS } from '../../storage/storage.rules.ts'
import { PICTURE_CACHE } from './content.rules.ts'
import { findPictureFile, insertPicture } from './pictures.repo.ts'

/** Stores the picture of a form, drawn anew and without what a camera wrote into it. */
export async function addPicture(ctx: Ctx, request: Request) {
  const { files } = await readForm(request, contentManageRoutes.addPicture.upload, (file) =>
    inspectFile(ctx, file, PICTURE_RULE, (picture) => storeFile(ctx, picture, PICTURE_RULE.longestSide, 'assets')),
  )
  const [file] = files
  if (!file) throw new AppError('FILE_MISSING')
  try {
    return await once(ctx, function* (t) {
      if (!(yield* useFile(t, ctx, file.id)))
        throw new AppError('FILES_UNAVAILABLE', { retryAfterSeconds: FILE_RETRY_SECONDS })
      const id = yield* insertPicture(t, ctx, file.id)
      yield* checkPicture(t, ctx, { fileId: file.id, subject: 'content', subjectId: id })
      yield* audit.record(t, ctx, { action: 'content-picture.add', subjectId: id })
      return { url: PICTURE_PATH + id, width: file.width ?? 0, height: file.height ?? 0 }
    })
  } catch (error) {
    await ctx.db.tx((t) => letGo(t, ctx, [file.id]))
    throw error
  }
}

/** Sends a picture to anybody, unless it was refused. */
export const readPicture = async (ctx: Ctx, id: string): Promise<Response> =>
  sendFile(ctx, await findPictureFile(ctx, id), PICTURE_CACHE)

export { picturesOf as contentPicturesOf } from './pictures.repo.ts'

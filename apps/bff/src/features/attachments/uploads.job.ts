import type { Ctx } from '../../context.ts'
import { hourly } from '../../jobs/index.ts'
import { isThoroughHour, prefixesOf, removeObject, removeStrays } from '../../storage/index.ts'
import { deleteRemovedFiles } from './attachments.repo.ts'
import { deleteUploads, expiredUploads, knownUploads } from './uploads.repo.ts'

export { fileUse } from './attachments.repo.ts'

/** Ends uploads that were not confirmed in time, and forgets rows of files that were removed long ago. */
export const uploadExpiry = hourly('upload-expiry', async (ctx) => {
  await endUploads(ctx)
  await ctx.db.tx((t) => deleteRemovedFiles(t, ctx))
  if (isThoroughHour(ctx.now)) await removeStrays(ctx, prefixesOf(ctx).incoming, (ids) => knownUploads(ctx, ids))
})

async function endUploads(ctx: Ctx): Promise<void> {
  for (;;) {
    const expired = await expiredUploads(ctx)
    const ids: string[] = []
    for (const { id, key } of expired) if (await removeObject(ctx, key)) ids.push(id)
    // Objects that the store refused to remove are tried again in an hour.
    if (ids.length === 0) return
    await ctx.db.tx((t) => deleteUploads(t, ctx, ids))
  }
}

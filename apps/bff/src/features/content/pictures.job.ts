import { UNUSED_PICTURE_DAYS } from '@qingpin/contract/content/content.rules'
import { DAY_MS } from '@qingpin/contract/core/days'
import { hourly } from '../../jobs/index.ts'
import { letGo } from '../../storage/index.ts'
import { PICTURE_BATCH } from './content.rules.ts'
import { addUse, deleteUnused, namerOf, unusedPictures } from './pictures.repo.ts'

export { pictureUse } from './pictures.repo.ts'

/** Removes pictures that no article and no banner has named for long. */
export const pictureRetention = hourly('picture-retention', async (ctx) => {
  await ctx.db.tx(function* (t) {
    const before = ctx.now - UNUSED_PICTURE_DAYS * DAY_MS
    for (const { id, fileId } of yield* unusedPictures(t, ctx, before, PICTURE_BATCH)) {
      const namer = yield* namerOf(t, ctx, id)
      if (namer === undefined) {
        if (yield* deleteUnused(t, ctx, id)) yield* letGo(t, ctx, [fileId])
      } else yield* addUse(t, ctx, namer, id)
    }
  })
})

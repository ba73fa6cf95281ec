import type { Ctx } from '../context.ts'
import { forgetPicture } from '../moderation/index.ts'
import { type Hourly, hourly, type Queue } from '../jobs/index.ts'
import type { FileState } from './stored-files.table.ts'
import { prefixesOf } from './keys.ts'
import { forgetFile, type FileUse, knownFiles, letGo, retireFile, unusedFiles } from './stored-files.repo.ts'
import { FEW_STRAYS, FILE_BATCH, FILE_REMOVAL, isThoroughHour, STRAY_AGE_MS } from './storage.rules.ts'

/** Removes the objects of a file that is no longer in use, then its row. */
export const fileRemoval = (use: FileUse): Queue => ({
  ...FILE_REMOVAL,
  async run(ctx, { id }) {
    const file = await ctx.db.tx((t) => retireFile(t, ctx, use, String(id)))
    if (file === undefined || typeof file === 'number') return file
    for (const key of [file.key, file.smallKey]) if (key !== null) await ctx.stores[file.store].remove(key)
    await ctx.db.tx(function* (t) {
      yield* forgetFile(t, ctx, file.id)
      yield* forgetPicture(t, ctx, file.id)
    })
  },
})

/** Removes files that are not in use, and objects without a row. */
export const fileRetention = (use: FileUse): Hourly =>
  hourly('file-retention', async (ctx) => {
    const thorough = isThoroughHour(ctx.now)
    // A feature that stops using a file says so; all files are looked through for those where it did not.
    const states: FileState[] = thorough ? ['pending', 'leaving', 'ready'] : ['pending', 'leaving']
    await ctx.db.tx(function* (t) {
      yield* letGo(t, ctx, yield* unusedFiles(t, ctx, use, { states, limit: FILE_BATCH }))
    })
    if (thorough) await removeStrays(ctx, prefixesOf(ctx).stored, (ids) => knownFiles(ctx, ids))
  })

/** Removes one object; false where the store refused, so that one failure stops none of the others. */
export const removeObject = ({ stores, log }: Pick<Ctx, 'stores' | 'log'>, key: string): Promise<boolean> =>
  stores.private.remove(key).then(
    () => true,
    (error: unknown) => {
      log.warn({ err: error }, 'an object was not removed')
      return false
    },
  )

/**
 * Removes the objects under a prefix that no row knows: a process died between the store and the database. More of them
 * than processes leave behind means that this database is an older copy of one that knows them: nothing is removed then.
 * @param known those of some ids that have a row
 */
export async function removeStrays(
  ctx: Ctx,
  prefix: string,
  known: (ids: readonly string[]) => Promise<readonly string[]>,
): Promise<void> {
  const strays: string[] = []
  let batch: { key: string; id: string }[] = []
  const judge = async () => {
    const ids = [...new Set(batch.map(({ id }) => id))]
    const rows = new Set(ids.length === 0 ? [] : await known(ids))
    strays.push(...batch.filter(({ id }) => !rows.has(id)).map(({ key }) => key))
    batch = []
  }
  for await (const { key, writtenAt } of ctx.stores.private.list(prefix)) {
    if (writtenAt > ctx.now - STRAY_AGE_MS) continue
    batch.push({ key, id: key.slice(prefix.length).split('.')[0] ?? '' })
    if (batch.length === FILE_BATCH) await judge()
  }
  await judge()
  if (strays.length > FEW_STRAYS) {
    ctx.log.error(
      { strays: strays.length },
      'the store holds many files that this database does not know: none is removed',
    )
    return
  }
  for (const key of strays) await removeObject(ctx, key)
}

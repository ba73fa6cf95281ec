import { inArray, lte } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { ask } from '../db/db.ts'
import { hourly, type Queue } from '../jobs/index.ts'
import type { FileState } from './stored-files.table.ts'
import { placesOf } from './keys.ts'
import { type FileUse, forgetFile, knownIds, letGo, REMOVAL, retireFile, unusedFiles } from './stored-files.repo.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const BATCH = 500
/** A permission that is over may still have a file on its way. */
const UPLOAD_KEPT_MS = HOUR
/** Who edits an older copy of a resume than this brings back what was taken from it since. */
const GONE_KEPT_MS = 30 * DAY
/** The hour of the day, in UTC, when all files and the store are looked through: noon in Beijing, when machines are on. */
const THOROUGH_HOUR = 4

/** Removes the objects of a file that nobody uses any more, then its row. */
export const fileRemoval = (use: FileUse): Queue => ({
  name: REMOVAL,
  retries: 10,
  baseMs: 10_000,
  leaseMs: 60_000,
  async run(ctx, { id }) {
    const file = await ctx.db.tx((t) => retireFile(t, ctx, use, String(id)))
    if (file === undefined || typeof file === 'number') return file
    for (const key of [file.key, file.smallKey]) if (key !== null) await ctx.stores[file.store].remove(key)
    await ctx.db.tx((t) => forgetFile(t, ctx, file.id))
  },
})

/** What was begun and never ended: files nobody names, uploads nobody confirmed, objects without a row. */
export const fileSweep = (use: FileUse) =>
  hourly('file-sweep', async (ctx) => {
    const thorough = new Date(ctx.now).getUTCHours() === THOROUGH_HOUR
    await letUnusedGo(ctx, use, thorough)
    await endUploads(ctx)
    await forgetGone(ctx)
    if (thorough) await removeStrays(ctx)
  })

/** Whatever stops using a file says so; to look at all of them is for those of which nobody did. */
async function letUnusedGo(ctx: Ctx, use: FileUse, thorough: boolean): Promise<void> {
  const states: FileState[] = thorough ? ['pending', 'leaving', 'ready'] : ['pending', 'leaving']
  await ctx.db.tx(function* (t) {
    yield* letGo(t, ctx, yield* unusedFiles(t, ctx, use, { states, limit: BATCH }))
  })
}

async function endUploads(ctx: Ctx): Promise<void> {
  const { fileUploads } = ctx.db.s
  for (;;) {
    const over = await ctx.db.q
      .select({ id: fileUploads.id, key: fileUploads.key })
      .from(fileUploads)
      .where(lte(fileUploads.expiresAt, ctx.now - UPLOAD_KEPT_MS))
      .limit(BATCH)
    const ids: string[] = []
    for (const { id, key } of over) if (await removed(ctx, key)) ids.push(id)
    // What the store keeps to itself is asked for again in an hour.
    if (ids.length === 0) return
    await ctx.db.tx(function* (t) {
      yield* ask(t.delete(fileUploads).where(inArray(fileUploads.id, ids)))
    })
  }
}

/** One object that cannot be removed keeps none of the others. */
const removed = ({ stores, log }: Ctx, key: string): Promise<boolean> =>
  stores.private.remove(key).then(
    () => true,
    (error: unknown) => {
      log.warn({ err: error }, 'an object was left by the sweep')
      return false
    },
  )

async function forgetGone(ctx: Ctx): Promise<void> {
  const { resumeFiles } = ctx.db.s
  await ctx.db.tx(function* (t) {
    yield* ask(t.delete(resumeFiles).where(lte(resumeFiles.removedAt, ctx.now - GONE_KEPT_MS)))
  })
}

/** So many may be left by processes that died. */
const FEW_STRAYS = 200

/**
 * Objects of this installation that no row knows: a process died between the store and the database. More of them than
 * processes leave behind means that this database is an older copy of one that knows them: nothing is removed then.
 */
async function removeStrays(ctx: Ctx): Promise<void> {
  const { kept, incoming } = placesOf(ctx)
  for (const [prefix, table] of [
    [kept, 'files'],
    [incoming, 'fileUploads'],
  ] as const) {
    const strays: string[] = []
    let batch: { key: string; id: string }[] = []
    const judge = async () => {
      const ids = [...new Set(batch.map(({ id }) => id))]
      const known = await knownIds(ctx, table, ids)
      strays.push(...batch.filter(({ id }) => !known.has(id)).map(({ key }) => key))
      batch = []
    }
    for await (const { key, writtenAt } of ctx.stores.private.list(prefix)) {
      if (writtenAt > ctx.now - DAY) continue
      batch.push({ key, id: key.slice(prefix.length).split('.')[0] ?? '' })
      if (batch.length === BATCH) await judge()
    }
    await judge()
    if (strays.length > FEW_STRAYS) {
      ctx.log.error(
        { strays: strays.length },
        'the store holds many files that this database does not know: none is removed',
      )
      continue
    }
    for (const key of strays) await removed(ctx, key)
  }
}

import { and, eq, inArray, lte, type SQL, sql } from 'drizzle-orm'
import { accountIdOf, type Ctx } from '../context.ts'
import { ask, type Op, type Q } from '../db/db.ts'
import { newId } from '../db/ids.ts'
import type { Schema } from '../schema/schema.ts'
import { enqueue } from '../jobs/index.ts'
import { prefixesOf } from './keys.ts'
import { FILE_REMOVAL, RESERVED_MS } from './storage.rules.ts'
import type { FileState } from './stored-files.table.ts'

export type StoredFileRow = Schema['files']['$inferSelect']

export type NewFile = Pick<StoredFileRow, 'store' | 'sha256' | 'drawn' | 'size' | 'mimetype' | 'width' | 'height'> & {
  ending: string
  hasSmall: boolean
}

/** The file with this content, held for the caller; or a new one, whose objects are still to be written. */
export function* claimFile(t: Q, ctx: Ctx, { ending, hasSmall, ...file }: NewFile): Op<StoredFileRow> {
  const { files } = ctx.db.s
  const reservedUntil = ctx.now + RESERVED_MS
  if (file.sha256 !== '') {
    const content = and(eq(files.sha256, file.sha256), eq(files.drawn, file.drawn), eq(files.store, file.store))
    const ready = and(content, eq(files.state, 'ready'))
    const [known] = yield* ask(ctx.db.lock(t.select().from(files).where(ready).limit(1)))
    if (known) {
      yield* ask(t.update(files).set({ reservedUntil }).where(eq(files.id, known.id)))
      return known
    }
  }
  const id = newId(ctx.now)
  const { stored } = prefixesOf(ctx)
  const row: StoredFileRow = {
    ...file,
    id,
    state: 'pending',
    key: `${stored}${id}.${ending}`,
    smallKey: hasSmall ? `${stored}${id}.small.jpg` : null,
    createdBy: accountIdOf(ctx),
    createdAt: ctx.now,
    reservedUntil,
  }
  yield* ask(t.insert(files).values(row))
  return row
}

/** The objects are written; undefined when it took so long that they were given up. */
export function* markStored(t: Q, ctx: Ctx, id: string, known: Partial<StoredFileRow>): Op<StoredFileRow | undefined> {
  const { files } = ctx.db.s
  const pending = and(eq(files.id, id), eq(files.state, 'pending'))
  const [row] = yield* ask(
    t
      .update(files)
      .set({ ...known, state: 'ready' })
      .where(pending)
      .returning(),
  )
  return row
}

/** Checks that a file can be named by a feature, and ends its reservation; false when it is being removed. */
export function* useFile(t: Q, ctx: Ctx, id: string): Op<boolean> {
  const { files } = ctx.db.s
  const [row] = yield* ask(ctx.db.lock(t.select({ state: files.state }).from(files).where(eq(files.id, id))))
  if (row?.state !== 'ready') return false
  yield* ask(t.update(files).set({ reservedUntil: ctx.now }).where(eq(files.id, id)))
  return true
}

/** Has files removed that a feature stopped using; one that is named or reserved elsewhere stays. */
export function* letGo(t: Q, ctx: Pick<Ctx, 'db' | 'now'>, ids: readonly string[]): Op<void> {
  for (const id of ids) yield* enqueue(t, ctx, { queue: FILE_REMOVAL.name, data: { id }, key: id })
}

/** Ends a write that failed. A file that is not ready cannot be in use elsewhere. */
export function* giveUp(t: Q, ctx: Ctx, id: string): Op<void> {
  const { files } = ctx.db.s
  const pending = and(eq(files.id, id), eq(files.state, 'pending'))
  yield* ask(t.update(files).set({ reservedUntil: ctx.now }).where(pending))
  yield* letGo(t, ctx, [id])
}

/** What storage cannot know: whether a feature names a file. */
export interface FileUse {
  isInUse: (t: Q, ctx: Pick<Ctx, 'db'>, id: string) => Op<boolean>
  /** A condition on rows of `files`: no feature names them. */
  unused: (ctx: Pick<Ctx, 'db'>) => SQL
}

/** Files that several features name, each its own. */
export const usesTogether = (...uses: readonly FileUse[]): FileUse => ({
  *isInUse(t, ctx, id) {
    for (const use of uses) if (yield* use.isInUse(t, ctx, id)) return true
    return false
  },
  unused: (ctx) => and(...uses.map((use) => use.unused(ctx))) ?? sql`true`,
})

/** Takes a file out of use that no feature names; the moment to ask again where it is held, undefined where it stays. */
export function* retireFile(t: Q, ctx: Ctx, use: FileUse, id: string): Op<StoredFileRow | number | undefined> {
  const { files } = ctx.db.s
  const [row] = yield* ask(ctx.db.lock(t.select().from(files).where(eq(files.id, id))))
  if (!row || row.state === 'leaving') return row
  if (yield* use.isInUse(t, ctx, id)) return undefined
  if (row.reservedUntil > ctx.now) return row.reservedUntil
  yield* ask(t.update(files).set({ state: 'leaving' }).where(eq(files.id, id)))
  return row
}

export function* forgetFile(t: Q, ctx: Ctx, id: string): Op<void> {
  const { files } = ctx.db.s
  yield* ask(t.delete(files).where(and(eq(files.id, id), eq(files.state, 'leaving'))))
}

/** Files in some states, as many as one transaction should let go. */
export interface Unused {
  states: FileState[]
  limit: number
}

/** Files that no feature names and no request holds. */
export function* unusedFiles(t: Q, ctx: Ctx, use: FileUse, { states, limit }: Unused): Op<string[]> {
  const { files } = ctx.db.s
  const rows = yield* ask(
    t
      .select({ id: files.id })
      .from(files)
      .where(and(inArray(files.state, states), lte(files.reservedUntil, ctx.now), use.unused(ctx)))
      .limit(limit),
  )
  return rows.map(({ id }) => id)
}

/** Those of some ids that have a row. */
export const knownFiles = async ({ db: { q, s } }: Pick<Ctx, 'db'>, ids: readonly string[]): Promise<string[]> =>
  (
    await q
      .select({ id: s.files.id })
      .from(s.files)
      .where(inArray(s.files.id, [...ids]))
  ).map(({ id }) => id)

import { and, eq, inArray, isNull, lte, notExists, notInArray, or, sql } from 'drizzle-orm'
import { accountIdOf, type Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import type { FileUse, StoredFileRow } from '../../storage/index.ts'

export function* insertPicture(t: Q, ctx: Ctx, fileId: string): Op<string> {
  const id = newId(ctx.now)
  const row = { id, fileId, shownIn: null, createdBy: accountIdOf(ctx), createdAt: ctx.now }
  yield* ask(t.insert(ctx.db.s.contentPictures).values(row))
  return id
}

export async function findPictureFile({ db: { q, s } }: Ctx, id: string): Promise<StoredFileRow | undefined> {
  const [row] = await q
    .select({ file: s.files })
    .from(s.contentPictures)
    .innerJoin(s.files, eq(s.files.id, s.contentPictures.fileId))
    .leftJoin(
      s.checkedPictures,
      and(eq(s.checkedPictures.fileId, s.contentPictures.fileId), eq(s.checkedPictures.state, 'refused')),
    )
    .where(and(eq(s.contentPictures.id, id), isNull(s.checkedPictures.id)))
  return row?.file
}

interface ShownPicture {
  readonly id: string
  /** The title of the article or the banner that shows it; empty where none does. */
  readonly title: string
}

/** The pictures that some files are, by the ids of the files: of two of the same file one that is shown. */
export function* picturesOf(
  t: Q,
  { db }: Pick<Ctx, 'db'>,
  fileIds: readonly string[],
): Op<ReadonlyMap<string, ShownPicture>> {
  const { contentPictures: p, articles, banners } = db.s
  if (fileIds.length === 0) return new Map()
  const rows = yield* ask(
    t
      .select({ id: p.id, fileId: p.fileId, article: articles.title, banner: banners.title })
      .from(p)
      .leftJoin(articles, eq(articles.id, p.shownIn))
      .leftJoin(banners, eq(banners.id, p.shownIn))
      .where(inArray(p.fileId, [...fileIds])),
  )
  const found = rows.map(({ id, fileId, article, banner }) => ({ fileId, id, title: article ?? banner ?? '' }))
  const shownLast = found.toSorted((a, b) => Number(a.title !== '') - Number(b.title !== ''))
  return new Map(shownLast.map(({ fileId, ...picture }) => [fileId, picture]))
}

/** Writes down which pictures an article or a banner names now; none once it is gone. */
export function* setUse(t: Q, { db }: Ctx, shownIn: string, ids: readonly string[]): Op<void> {
  const { contentPictures: p } = db.s
  const others = ids.length === 0 ? undefined : notInArray(p.id, [...ids])
  yield* ask(
    t
      .update(p)
      .set({ shownIn: null })
      .where(and(eq(p.shownIn, shownIn), others)),
  )
  if (ids.length === 0) return
  yield* ask(
    t
      .update(p)
      .set({ shownIn })
      .where(inArray(p.id, [...ids])),
  )
}

/** Writes down that an article or a banner names a picture, besides the others that it names. */
export function* addUse(t: Q, { db }: Pick<Ctx, 'db'>, shownIn: string, id: string): Op<void> {
  const { contentPictures: p } = db.s
  yield* ask(t.update(p).set({ shownIn }).where(eq(p.id, id)))
}

/** Pictures that nothing has named for long, with the files they are made of. */
export function* unusedPictures(t: Q, { db }: Pick<Ctx, 'db'>, before: number, most: number) {
  const { contentPictures: p } = db.s
  return yield* ask(
    t
      .select({ id: p.id, fileId: p.fileId })
      .from(p)
      .where(and(isNull(p.shownIn), lte(p.createdAt, before)))
      .limit(most),
  )
}

/** Whether anything names a picture all the same: two articles may share one. */
export function* namerOf(t: Q, { db }: Pick<Ctx, 'db'>, id: string): Op<string | undefined> {
  const { articles, banners } = db.s
  const inArticle = or(db.contains(articles.html, id), db.contains(articles.coverUrl, id))
  const [article] = yield* ask(t.select({ id: articles.id }).from(articles).where(inArticle).limit(1))
  if (article) return article.id
  const inBanner = db.contains(banners.imageUrl, id)
  const [banner] = yield* ask(t.select({ id: banners.id }).from(banners).where(inBanner).limit(1))
  return banner?.id
}

/** Gives whether it was deleted: an editor may have published it meanwhile. */
export function* deleteUnused(t: Q, { db }: Pick<Ctx, 'db'>, id: string): Op<boolean> {
  const { contentPictures: p } = db.s
  const gone = yield* ask(
    t
      .delete(p)
      .where(and(eq(p.id, id), isNull(p.shownIn)))
      .returning({ id: p.id }),
  )
  return gone.length > 0
}

/** Whether a picture is made of a stored file; assembly hands this to storage. */
export const pictureUse: FileUse = {
  *isInUse(t, { db }, id) {
    const { contentPictures: p } = db.s
    return (yield* ask(t.select({ id: p.id }).from(p).where(eq(p.fileId, id)).limit(1))).length > 0
  },
  unused: ({ db: { q, s } }) =>
    notExists(
      q
        .select({ one: sql`1` })
        .from(s.contentPictures)
        .where(eq(s.contentPictures.fileId, s.files.id)),
    ),
}

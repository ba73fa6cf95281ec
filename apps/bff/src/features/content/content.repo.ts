import { and, asc, desc, eq, or, type SQL, sql } from 'drizzle-orm'
import { accountIdOf, type Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import type { Schema } from '../../schema/schema.ts'

export type BannerRow = Schema['banners']['$inferSelect']
export type ArticleRow = Schema['articles']['$inferSelect']

/** All active banners, shown now or later. */
export async function listActiveBanners({ db }: Ctx): Promise<BannerRow[]> {
  const { banners } = db.s
  return db.q
    .select()
    .from(banners)
    .where(eq(banners.status, 'active'))
    .orderBy(asc(banners.position), desc(banners.createdAt), desc(banners.id))
}

/** Adds one to a counter; false when there is no such active banner. */
export function* countOne(t: Q, ctx: Ctx, id: string, counter: 'views' | 'clicks'): Op<boolean> {
  const { banners } = ctx.db.s
  const rows = yield* ask(
    t
      .update(banners)
      .set({ [counter]: sql`${banners[counter]} + 1` })
      .where(and(eq(banners.id, id), eq(banners.status, 'active')))
      .returning({ id: banners.id }),
  )
  return rows.length > 0
}

export type NewBanner = Pick<
  BannerRow,
  'title' | 'subtitle' | 'imageUrl' | 'linkType' | 'linkUrl' | 'position' | 'status' | 'startsAt' | 'endsAt'
>

export function* insertBanner(t: Q, ctx: Ctx, banner: NewBanner): Op<BannerRow> {
  const { now } = ctx
  const by = accountIdOf(ctx)
  const [row] = yield* ask(
    t
      .insert(ctx.db.s.banners)
      .values({ ...banner, id: newId(now), views: 0, clicks: 0, createdBy: by, createdAt: now, updatedAt: now })
      .returning(),
  )
  return row as BannerRow
}

export interface ArticleFilter {
  keyword?: string | undefined
  page: number
  pageSize: number
}

function matching({ db }: Ctx, keyword: string | undefined): SQL | undefined {
  const { articles } = db.s
  const found = (text: string) =>
    or(db.contains(articles.title, text), db.contains(articles.summary, text), db.contains(articles.plainText, text))
  return and(eq(articles.status, 'published'), keyword ? found(keyword) : undefined)
}

/** The columns of a list row: all but the body. */
const cardColumns = ({ db }: Ctx) => {
  const { id, title, summary, author, source, coverUrl, publishedAt, createdAt, updatedAt } = db.s.articles
  return { id, title, summary, author, source, coverUrl, publishedAt, createdAt, updatedAt }
}
export type ArticleCardRow = Pick<
  ArticleRow,
  'id' | 'title' | 'summary' | 'author' | 'source' | 'coverUrl' | 'publishedAt' | 'createdAt' | 'updatedAt'
>

export async function listPublished(ctx: Ctx, { keyword, page, pageSize }: ArticleFilter) {
  const { articles } = ctx.db.s
  const where = matching(ctx, keyword)
  const rows: ArticleCardRow[] = await ctx.db.q
    .select(cardColumns(ctx))
    .from(articles)
    .where(where)
    .orderBy(desc(articles.publishedAt), desc(articles.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize)
  const [count] = await ctx.db.q
    .select({ n: sql<number>`count(*)` })
    .from(articles)
    .where(where)
  return { rows, total: Number(count?.n ?? 0) }
}

export async function findPublished({ db }: Ctx, id: string): Promise<ArticleRow | undefined> {
  const { articles } = db.s
  const [row] = await db.q
    .select()
    .from(articles)
    .where(and(eq(articles.id, id), eq(articles.status, 'published')))
  return row
}

export type NewArticle = Pick<
  ArticleRow,
  'title' | 'summary' | 'author' | 'source' | 'coverUrl' | 'html' | 'blocks' | 'plainText' | 'status'
>

export function* insertArticle(t: Q, ctx: Ctx, article: NewArticle): Op<ArticleRow> {
  const { now } = ctx
  const by = accountIdOf(ctx)
  const publishedAt = article.status === 'published' ? now : null
  const [row] = yield* ask(
    t
      .insert(ctx.db.s.articles)
      .values({ ...article, id: newId(now), publishedAt, createdBy: by, updatedBy: by, createdAt: now, updatedAt: now })
      .returning(),
  )
  return row as ArticleRow
}

import { and, asc, desc, eq, or, type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
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
export function* countBannerOnce(t: Q, ctx: Ctx, id: string, counter: 'views' | 'clicks'): Op<boolean> {
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

/** Adds one to each of some counters of a published article. No new version: an edit under way is not refused for it. */
export function* countArticle(t: Q, ctx: Ctx, id: string, counters: readonly ('views' | 'finished')[]): Op<void> {
  const { articles } = ctx.db.s
  const added = Object.fromEntries(counters.map((counter) => [counter, sql`${articles[counter]} + 1`]))
  yield* ask(
    t
      .update(articles)
      .set(added)
      .where(and(eq(articles.id, id), eq(articles.status, 'published'))),
  )
}

interface ArticleFilter {
  keyword?: string | undefined
  page: number
  pageSize: number
}

/** The articles whose title, summary or text contains a word. */
export function containing({ db }: Pick<Ctx, 'db'>, keyword: string | undefined): SQL | undefined {
  if (!keyword) return undefined
  const { articles } = db.s
  return or(
    db.contains(articles.title, keyword),
    db.contains(articles.summary, keyword),
    db.contains(articles.plainText, keyword),
  )
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
  const where = and(eq(articles.status, 'published'), containing(ctx, keyword))
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

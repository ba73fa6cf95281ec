import type { ArticleState } from '@qingpin/contract/content/content.enums'
import { and, count, desc, eq } from 'drizzle-orm'
import { accountIdOf, type Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { type ArticleRow, containing } from './content.repo.ts'

export type NewArticle = Pick<
  ArticleRow,
  'title' | 'summary' | 'author' | 'source' | 'coverUrl' | 'html' | 'blocks' | 'plainText' | 'status'
>
/** An article with the name of who changed it last. */
export interface ManagedArticleRow {
  article: ArticleRow
  editor: string | null
}

export interface ManagedFilter {
  status?: ArticleState | undefined
  keyword?: string | undefined
  page: number
  pageSize: number
}

/** Drafts and published ones, the last changed first, without their bodies. */
export async function listManaged(ctx: Ctx, { status, keyword, page, pageSize }: ManagedFilter) {
  const { articles, accounts } = ctx.db.s
  const { html: _html, blocks: _blocks, plainText: _plainText, ...card } = columnsOf(ctx)
  const where = and(status && eq(articles.status, status), containing(ctx, keyword))
  const rows = await ctx.db.q
    .select({ article: card, editor: accounts.name })
    .from(articles)
    .leftJoin(accounts, eq(accounts.id, articles.updatedBy))
    .where(where)
    .orderBy(desc(articles.updatedAt), desc(articles.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize)
  const [found] = await ctx.db.q.select({ n: count() }).from(articles).where(where)
  return { rows, total: Number(found?.n ?? 0) }
}

const columnsOf = ({ db }: Ctx) => {
  const { id, title, summary, author, source, coverUrl, html, blocks, plainText, status } = db.s.articles
  const { publishedAt, views, finished, version, createdBy, updatedBy, createdAt, updatedAt } = db.s.articles
  const text = { id, title, summary, author, source, coverUrl, html, blocks, plainText, status }
  return { ...text, publishedAt, views, finished, version, createdBy, updatedBy, createdAt, updatedAt }
}

export function* findArticle(t: Q, ctx: Ctx, id: string): Op<ManagedArticleRow | undefined> {
  const { articles, accounts } = ctx.db.s
  const [row] = yield* ask(
    t
      .select({ article: columnsOf(ctx), editor: accounts.name })
      .from(articles)
      .leftJoin(accounts, eq(accounts.id, articles.updatedBy))
      .where(eq(articles.id, id)),
  )
  return row
}

export function* lockArticle(t: Q, { db }: Ctx, id: string): Op<ArticleRow | undefined> {
  const { articles } = db.s
  const [row] = yield* ask(db.lock(t.select().from(articles).where(eq(articles.id, id))))
  return row
}

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

/** One that was published before keeps its day: it does not come up again as news. */
export function* changeArticle(t: Q, ctx: Ctx, row: ArticleRow, article: NewArticle): Op<void> {
  const { articles } = ctx.db.s
  const publishedAt = article.status === 'published' ? (row.publishedAt ?? ctx.now) : row.publishedAt
  const mark = { version: row.version + 1, updatedBy: accountIdOf(ctx), updatedAt: ctx.now }
  yield* ask(
    t
      .update(articles)
      .set({ ...article, ...mark, publishedAt })
      .where(eq(articles.id, row.id)),
  )
}

/** Takes a published article back to a draft. No account did that. */
export function* withdrawArticle(t: Q, ctx: Ctx, { id, version }: ArticleRow): Op<void> {
  const { articles } = ctx.db.s
  const mark = { version: version + 1, updatedBy: null, updatedAt: ctx.now }
  yield* ask(
    t
      .update(articles)
      .set({ status: 'draft', ...mark })
      .where(eq(articles.id, id)),
  )
}

export function* deleteArticle(t: Q, { db }: Ctx, id: string): Op<void> {
  const { articles } = db.s
  yield* ask(t.delete(articles).where(eq(articles.id, id)))
}

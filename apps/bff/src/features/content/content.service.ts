import { pageSizeOf } from '@qingpin/contract/core/paging'
import * as audit from '../../audit/audit.ts'
import type { Ctx } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { type Block, textOf, toBlocks } from './article-blocks.view.ts'
import { cleanHtml } from './article-html.rules.ts'
import { isFirst } from './banner-counts.service.ts'
import { forget, remembered } from './cache.service.ts'
import * as repo from './content.repo.ts'

const iso = (ms: number) => new Date(ms).toISOString()

const bannerView = (row: repo.BannerRow) => ({
  _id: row.id,
  id: row.id,
  title: row.title,
  subtitle: row.subtitle,
  imageUrl: row.imageUrl,
  linkUrl: row.linkUrl,
  linkType: row.linkType,
  order: row.position,
})

/** What is shown now. Banners that begin or end meanwhile need no other read. */
export async function activeBanners(ctx: Ctx) {
  const rows = await remembered(ctx, 'banners', () => repo.listActiveBanners(ctx))
  const { now } = ctx
  return rows
    .filter(({ startsAt, endsAt }) => (startsAt === null || startsAt <= now) && (endsAt === null || now < endsAt))
    .map(bannerView)
}

/** A counter of who saw or opened a banner; it is no proof of anything, so a lost or refused one does no harm. */
export async function countBanner(ctx: Ctx, id: string, counter: 'views' | 'clicks') {
  const known = (await activeBanners(ctx)).some((banner) => banner.id === id)
  if (!known) throw new AppError('NOT_FOUND')
  if (!isFirst(ctx, `${counter} ${id} ${ctx.caller}`)) return { counted: false }
  return { counted: await ctx.db.tx((t) => repo.countOne(t, ctx, id, counter)) }
}

const articleCard = (row: repo.ArticleCardRow) => ({
  _id: row.id,
  id: row.id,
  title: row.title,
  summary: row.summary,
  author: row.author,
  source: row.source,
  coverUrl: row.coverUrl,
  imageUrls: row.coverUrl ? [row.coverUrl] : [],
  status: 'published' as const,
  publishedAt: iso(row.publishedAt ?? row.createdAt),
  createdAt: iso(row.createdAt),
  updatedAt: iso(row.updatedAt),
})

export interface ArticleQuery {
  keyword?: string | undefined
  page: number
  pageSize?: number | undefined
  limit?: number | undefined
}

export async function listArticles(ctx: Ctx, query: ArticleQuery) {
  const pageSize = pageSizeOf(query)
  const { keyword, page } = query
  const read = () => repo.listPublished(ctx, { keyword, page, pageSize })
  // Only the page that everybody opens: searches are as many as there are words.
  const { rows, total } = await (page === 1 && !keyword ? remembered(ctx, `articles ${pageSize}`, read) : read())
  return { list: rows.map(articleCard), total, page, pageSize, totalPages: Math.ceil(total / pageSize) }
}

export async function readArticle(ctx: Ctx, id: string) {
  const row = await repo.findPublished(ctx, id)
  if (!row) throw new AppError('NOT_FOUND')
  const images = row.blocks.flatMap((block: Block) => (block.url ? [block.url] : []))
  return {
    ...articleCard(row),
    imageUrls: [...new Set([...(row.coverUrl ? [row.coverUrl] : []), ...images])],
    contentHtml: `<div class="article-content">${row.html}</div>`,
    contentRaw: row.plainText,
    blocks: row.blocks,
  }
}

export type ArticleInput = Pick<repo.NewArticle, 'title' | 'summary' | 'author' | 'source' | 'coverUrl' | 'status'> & {
  /** As an editor gives it; it is cleaned here. */
  html: string
}

/** Writes an article. What is stored has passed the allow-list, so that no reader needs to. */
export async function createArticle(ctx: Ctx, input: ArticleInput): Promise<string> {
  const html = await cleanHtml(input.html)
  const blocks = toBlocks(html)
  const id = await ctx.db.tx(function* (t) {
    const row = yield* repo.insertArticle(t, ctx, { ...input, html, blocks, plainText: textOf(blocks) })
    yield* audit.record(t, ctx, {
      action: 'article.create',
      subjectId: row.id,
      changes: { status: [null, row.status] },
    })
    return row.id
  })
  forget(ctx)
  return id
}

export async function createBanner(ctx: Ctx, banner: repo.NewBanner): Promise<string> {
  const id = await ctx.db.tx(function* (t) {
    const row = yield* repo.insertBanner(t, ctx, banner)
    yield* audit.record(t, ctx, { action: 'banner.create', subjectId: row.id })
    return row.id
  })
  forget(ctx)
  return id
}

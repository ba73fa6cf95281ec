import type { ManagedArticleRow } from './articles.repo.ts'
import type { ManagedBannerRow } from './banners.repo.ts'
import type { ArticleCardRow, ArticleRow, BannerRow } from './content.repo.ts'

const iso = (ms: number) => new Date(ms).toISOString()
const isoOrNull = (ms: number | null) => (ms === null ? null : iso(ms))

/** Whether the time of an active banner has come and not gone. */
export const isShown = ({ startsAt, endsAt }: Pick<BannerRow, 'startsAt' | 'endsAt'>, now: number): boolean =>
  (startsAt === null || startsAt <= now) && (endsAt === null || now < endsAt)

export const bannerView = (row: BannerRow) => ({
  _id: row.id,
  id: row.id,
  title: row.title,
  subtitle: row.subtitle,
  imageUrl: row.imageUrl,
  linkUrl: row.linkUrl,
  linkType: row.linkType,
  order: row.position,
  endsAt: isoOrNull(row.endsAt),
})

export const managedBanner = ({ banner, editor }: ManagedBannerRow, now: number) => ({
  ...bannerView(banner),
  audience: banner.audience,
  status: banner.status,
  startsAt: isoOrNull(banner.startsAt),
  shown: banner.status === 'active' && isShown(banner, now),
  views: banner.views,
  clicks: banner.clicks,
  version: banner.version,
  updatedBy: editor,
  updatedAt: iso(banner.updatedAt),
})

export const articleCard = (row: ArticleCardRow) => ({
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

export function articleView(row: ArticleRow) {
  const images = row.blocks.flatMap(({ url }) => (url ? [url] : []))
  return {
    ...articleCard(row),
    imageUrls: [...new Set([...(row.coverUrl ? [row.coverUrl] : []), ...images])],
    contentHtml: `<div class="article-content">${row.html}</div>`,
    contentRaw: row.plainText,
    blocks: row.blocks,
  }
}

type ManagedCardRow = Omit<ArticleRow, 'html' | 'blocks' | 'plainText'>

export const managedCard = ({ article, editor }: { article: ManagedCardRow; editor: string | null }) => ({
  ...articleCard(article),
  status: article.status,
  publishedAt: isoOrNull(article.publishedAt),
  views: article.views,
  finished: article.finished,
  version: article.version,
  updatedBy: editor,
})

export const managedArticle = (row: ManagedArticleRow) => ({ ...managedCard(row), blocks: row.article.blocks })

import type { ArticleCardRow, ArticleRow, BannerRow } from './content.repo.ts'

const iso = (ms: number) => new Date(ms).toISOString()

export const bannerView = (row: BannerRow) => ({
  _id: row.id,
  id: row.id,
  title: row.title,
  subtitle: row.subtitle,
  imageUrl: row.imageUrl,
  linkUrl: row.linkUrl,
  linkType: row.linkType,
  order: row.position,
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

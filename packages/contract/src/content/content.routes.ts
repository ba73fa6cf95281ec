import { z } from 'zod'
import { define } from '../core/define.ts'
import { PageQuery } from '../core/paging.ts'
import { IdParams } from '../core/fields.ts'

export const LINK_TYPES = ['none', 'miniprogram', 'h5', 'external'] as const

export const Banner = z.object({
  _id: z.string(),
  id: z.string(),
  title: z.string(),
  subtitle: z.string(),
  imageUrl: z.string(),
  linkUrl: z.string().describe('miniprogram: a page of the app; h5 and external: an https address'),
  linkType: z.enum(LINK_TYPES),
  order: z.number().int(),
})

export const ArticleCard = z.object({
  _id: z.string(),
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  author: z.string(),
  source: z.string(),
  coverUrl: z.string(),
  imageUrls: z.array(z.string()),
  status: z.literal('published'),
  publishedAt: z.iso.datetime(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})

const Span = z.object({ text: z.string(), strong: z.boolean().optional(), href: z.string().optional() })
const Block = z.object({
  kind: z.enum(['heading', 'text', 'item', 'quote', 'image']),
  spans: z.array(Span),
  url: z.string().optional().describe('of an image; its spans are the caption'),
})

export const Article = ArticleCard.extend({
  contentHtml: z.string().describe('cleaned by an allow-list when it was written'),
  contentRaw: z.string().describe('the text alone'),
  blocks: z.array(Block).describe('the same content in parts, for clients that draw it themselves'),
})

const counted = 'a repeat from the same address within an hour is not counted again'

export const contentRoutes = define({
  activeBanners: {
    method: 'get',
    path: '/api/banners/miniprogram/active',
    summary: 'Banners that are shown now, in order',
    allow: 'public',
    cacheSeconds: 60,
    reply: z.array(Banner),
  },
  bannerView: {
    method: 'post',
    path: '/api/banners/{id}/view',
    summary: 'Counts that a banner was seen',
    allow: 'public',
    idempotent: { because: counted },
    params: IdParams,
    reply: z.object({ counted: z.boolean() }),
    errors: ['NOT_FOUND'],
  },
  bannerClick: {
    method: 'post',
    path: '/api/banners/{id}/click',
    summary: 'Counts that a banner was opened',
    allow: 'public',
    idempotent: { because: counted },
    params: IdParams,
    reply: z.object({ counted: z.boolean() }),
    errors: ['NOT_FOUND'],
  },
  articles: {
    method: 'get',
    path: '/api/articles/miniprogram/list',
    summary: 'Published articles, newest first',
    allow: 'public',
    cacheSeconds: 60,
    query: PageQuery.extend({
      keyword: z.string().trim().max(50).optional().describe('stands in the title, the summary or the text'),
    }),
    reply: z.object({
      list: z.array(ArticleCard),
      total: z.number().int(),
      page: z.number().int(),
      pageSize: z.number().int(),
      totalPages: z.number().int(),
    }),
  },
  article: {
    method: 'get',
    path: '/api/articles/miniprogram/{id}',
    summary: 'One published article',
    allow: 'public',
    cacheSeconds: 60,
    params: IdParams,
    reply: Article,
    errors: ['NOT_FOUND'],
  },
})

import { z } from 'zod'
import { define } from '../core/define.ts'
import { PageQuery } from '../core/paging.ts'
import { IdParams, whole, written } from '../core/fields.ts'
import { AUDIENCES } from './content.enums.ts'
import { Article, ArticleCard, Banner } from './content.fields.ts'
import { CONTENT_CACHE_SECONDS, COUNTED_AGAIN_HOURS } from './content.rules.ts'

const counted = `a repeat from the same address within ${COUNTED_AGAIN_HOURS} h is not counted again`

export const contentRoutes = define({
  activeBanners: {
    method: 'get',
    path: '/api/banners/miniprogram/active',
    summary: 'Banners that are shown now, in order',
    allow: 'public',
    cacheSeconds: CONTENT_CACHE_SECONDS,
    query: z.object({
      role: z.enum(AUDIENCES).optional().describe('for whom; without it, for who is not logged in'),
    }),
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
    cacheSeconds: CONTENT_CACHE_SECONDS,
    query: PageQuery.extend({
      keyword: written(50).optional().describe('stands in the title, the summary or the text'),
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
    cacheSeconds: CONTENT_CACHE_SECONDS,
    params: IdParams,
    reply: Article,
    errors: ['NOT_FOUND'],
  },
  articleRead: {
    method: 'post',
    path: '/api/articles/{id}/read',
    summary: 'Counts that an article was opened, and how far it was read',
    allow: 'public',
    idempotent: { because: counted },
    params: IdParams,
    body: z.object({ progress: whole(0, 100).describe('percent of its length') }),
    reply: z.object({ counted: z.boolean() }),
    errors: ['NOT_FOUND'],
  },
  picture: {
    method: 'get',
    path: '/api/content/pictures/{id}',
    summary: 'A picture of an article or a banner; its content never changes',
    allow: 'public',
    produces: 'image/jpeg',
    params: IdParams,
    reply: z.object({}),
    errors: ['NOT_FOUND', 'FILES_UNAVAILABLE'],
  },
})

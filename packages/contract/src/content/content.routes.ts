import { z } from 'zod'
import { define } from '../core/define.ts'
import { PageQuery } from '../core/paging.ts'
import { IdParams, written } from '../core/fields.ts'
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
})

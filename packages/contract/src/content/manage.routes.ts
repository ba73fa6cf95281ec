import { z } from 'zod'
import { define } from '../core/define.ts'
import { choice, Id, IdParams, written } from '../core/fields.ts'
import { PageQuery } from '../core/paging.ts'
import { ARTICLE_STATES } from './content.enums.ts'
import { ArticleInput, BannerInput, ManagedArticle, ManagedArticleCard, ManagedBanner } from './content.fields.ts'
import { BANNERS_MOST, PICTURE_RULE } from './content.rules.ts'

const version = z.number().int().describe('the version that was read; another one in the database is a 409')

/** What operators, managers and admins write for all visitors. */
export const contentManageRoutes = define({
  banners: {
    method: 'get',
    path: '/api/content/banners',
    summary: 'All banners in their order, shown or not, with their counters',
    allow: 'content:edit',
    reply: z.object({ items: z.array(ManagedBanner) }),
  },
  banner: {
    method: 'get',
    path: '/api/content/banners/{id}',
    summary: 'One banner, to be edited',
    allow: 'content:edit',
    params: IdParams,
    reply: ManagedBanner,
    errors: ['NOT_FOUND'],
  },
  createBanner: {
    method: 'post',
    path: '/api/content/banners',
    summary: `Hangs up a banner, as the last in order; there are ${BANNERS_MOST} at most`,
    allow: 'content:edit',
    idempotent: 'key',
    status: 201,
    body: BannerInput,
    reply: ManagedBanner,
    errors: ['BANNERS_FULL'],
  },
  updateBanner: {
    method: 'put',
    path: '/api/content/banners/{id}',
    summary: 'Changes a banner',
    allow: 'content:edit',
    idempotent: { because: 'a repeat has a former version, and is refused' },
    params: IdParams,
    body: BannerInput.extend({ version }),
    reply: ManagedBanner,
    errors: ['NOT_FOUND', 'CONTENT_CHANGED'],
  },
  orderBanners: {
    method: 'put',
    path: '/api/content/banner-order',
    summary: 'Puts the banners into an order; those that are not named follow as they stood',
    allow: 'content:edit',
    idempotent: { because: 'the same order leaves the same order' },
    body: z.object({ ids: z.array(Id).max(BANNERS_MOST) }),
    reply: z.object({ items: z.array(ManagedBanner) }),
  },
  removeBanner: {
    method: 'delete',
    path: '/api/content/banners/{id}',
    summary: 'Deletes a banner and its counters',
    allow: 'content:edit',
    idempotent: { because: 'a banner that is gone is not found' },
    params: IdParams,
    reply: z.object({}),
    errors: ['NOT_FOUND'],
  },
  managedArticles: {
    method: 'get',
    path: '/api/content/articles',
    summary: 'Drafts and published articles, the last changed first, with their counters',
    allow: 'content:edit',
    query: PageQuery.extend({
      status: choice(ARTICLE_STATES).optional(),
      keyword: written(50).optional().describe('stands in the title, the summary or the text'),
    }),
    reply: z.object({
      items: z.array(ManagedArticleCard),
      total: z.number().int(),
      page: z.number().int(),
      pageSize: z.number().int(),
      totalPages: z.number().int(),
    }),
  },
  managedArticle: {
    method: 'get',
    path: '/api/content/articles/{id}',
    summary: 'One article, draft or published, to be edited',
    allow: 'content:edit',
    params: IdParams,
    reply: ManagedArticle,
    errors: ['NOT_FOUND'],
  },
  createArticle: {
    method: 'post',
    path: '/api/content/articles',
    summary: 'Writes an article; its content is cleaned by an allow-list before it is stored',
    allow: 'content:edit',
    idempotent: 'key',
    status: 201,
    body: ArticleInput,
    reply: ManagedArticle,
  },
  updateArticle: {
    method: 'put',
    path: '/api/content/articles/{id}',
    summary: 'Changes, publishes or withdraws an article',
    allow: 'content:edit',
    idempotent: { because: 'a repeat has a former version, and is refused' },
    params: IdParams,
    body: ArticleInput.extend({ version }),
    reply: ManagedArticle,
    errors: ['NOT_FOUND', 'CONTENT_CHANGED'],
  },
  removeArticle: {
    method: 'delete',
    path: '/api/content/articles/{id}',
    summary: 'Deletes an article and its counters',
    allow: 'content:edit',
    idempotent: { because: 'an article that is gone is not found' },
    params: IdParams,
    reply: z.object({}),
    errors: ['NOT_FOUND'],
  },
  addPicture: {
    method: 'post',
    path: '/api/content/pictures',
    summary: 'Adds a picture for an article or a banner; everybody may see it',
    allow: 'content:edit',
    limit: 'upload',
    idempotent: 'key',
    status: 201,
    upload: { field: 'file', most: PICTURE_RULE.most, maxBytes: PICTURE_RULE.maxBytes },
    reply: z.object({ url: z.string(), width: z.number().int(), height: z.number().int() }),
    errors: ['FILES_UNAVAILABLE'],
  },
})

import type { contentRoutes } from '@qingpin/contract/content/content.routes'
import type { Handlers } from '../../http/mount.ts'
import type { contentManageRoutes } from '@qingpin/contract/content/manage.routes'
import * as articles from './articles.service.ts'
import * as banners from './banners.service.ts'
import * as service from './content.service.ts'
import { addPicture, readPicture } from './pictures.service.ts'

export const contentHandlers: Handlers<typeof contentRoutes & typeof contentManageRoutes> = {
  activeBanners: (ctx, { query }) => service.activeBanners(ctx, query.role ?? 'guest'),
  bannerView: (ctx, { params }) => service.countBanner(ctx, params.id, 'views'),
  bannerClick: (ctx, { params }) => service.countBanner(ctx, params.id, 'clicks'),
  articles: (ctx, { query }) => service.listArticles(ctx, query),
  article: (ctx, { params }) => service.readArticle(ctx, params.id),
  articleRead: (ctx, { params, body }) => service.countReading(ctx, params.id, body),
  picture: (ctx, { params }) => readPicture(ctx, params.id),
  banners: (ctx) => banners.list(ctx),
  banner: (ctx, { params }) => banners.read(ctx, params.id),
  createBanner: (ctx, { body }) => banners.create(ctx, body),
  updateBanner: (ctx, { params, body }) => banners.update(ctx, params.id, body),
  orderBanners: (ctx, { body }) => banners.order(ctx, body),
  removeBanner: (ctx, { params }) => banners.remove(ctx, params.id),
  managedArticles: (ctx, { query }) => articles.list(ctx, query),
  managedArticle: (ctx, { params }) => articles.read(ctx, params.id),
  createArticle: (ctx, { body }) => articles.create(ctx, body),
  updateArticle: (ctx, { params, body }) => articles.update(ctx, params.id, body),
  removeArticle: (ctx, { params }) => articles.remove(ctx, params.id),
  addPicture: (ctx, { request }) => addPicture(ctx, request),
}

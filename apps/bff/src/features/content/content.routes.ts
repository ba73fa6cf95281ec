import type { contentRoutes } from '@qingpin/contract/content/content.routes'
import type { Handlers } from '../../http/mount.ts'
import * as service from './content.service.ts'

export const contentHandlers: Handlers<typeof contentRoutes> = {
  activeBanners: (ctx) => service.activeBanners(ctx),
  bannerView: (ctx, { params }) => service.countBanner(ctx, params.id, 'views'),
  bannerClick: (ctx, { params }) => service.countBanner(ctx, params.id, 'clicks'),
  articles: (ctx, { query }) => service.listArticles(ctx, query),
  article: (ctx, { params }) => service.readArticle(ctx, params.id),
}

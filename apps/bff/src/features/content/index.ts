export { contentHandlers } from './content.routes.ts'
export { activeBanners, createArticle, createBanner, listArticles } from './content.service.ts'

export { activeBanners, listArticles } from './content.service.ts'

export { activeBanners, listArticles } from './content.service.ts'
export { contentTitles } from './pictures.service.ts'

export { activeBanners, listArticles } from './content.service.ts'
export { contentPicturesOf } from './pictures.service.ts'

export { ArticleRow } from './article-row'
export { BannerHero, BannerTiles } from './banners'

export { ArticleReading } from './article/reading'
export { ArticleRow } from './article-row'
export { BannerHero, BannerTiles, useShownBanners } from './banners'

import { type ArticleFields, create as createArticle } from '@qingpin/bff/features/content/articles.service'
import { type BannerFields, create as createBanner } from '@qingpin/bff/features/content/banners.service'
import type { TestApp } from './harness.ts'

const editor = { accountId: 'e'.repeat(24), sessionId: '', role: 'operator', roles: ['operator'] } as const

export const ARTICLE: ArticleFields = {
  title: '挑月嫂，先问六件事',
  summary: '见面前写下来',
  author: '小轻',
  source: '轻聘',
  coverUrl: '/media/content/aunt.svg',
  status: 'published',
  html: '<p>先问有没有<strong>健康证</strong>。</p>',
}

/** Publishes an article; gives its id. */
export const anArticle = async (app: TestApp, over: Partial<ArticleFields> = {}): Promise<string> =>
  (await createArticle(app.ctx(editor), { ...ARTICLE, ...over })).id

export const BANNER: BannerFields = {
  title: '先视频面试',
  subtitle: '第一次也不慌',
  imageUrl: '/media/content/interview.svg',
  linkType: 'none',
  linkUrl: '',
  audience: [],
  status: 'active',
  startsAt: null,
  endsAt: null,
}

/** Hangs up a banner as the last in order; gives its id. */
export const aBanner = async (app: TestApp, over: Partial<BannerFields> = {}): Promise<string> =>
  (await createBanner(app.ctx(editor), { ...BANNER, ...over })).id

import type { NewBanner } from '@qingpin/bff/features/content/content.repo'
import { type ArticleInput, createArticle, createBanner } from '@qingpin/bff/features/content/content.service'
import type { TestApp } from './harness.ts'

const editor = { accountId: 'e'.repeat(24), sessionId: '', role: 'operator', roles: ['operator'] } as const

/** Publishes an article; gives its id. */
export const anArticle = (app: TestApp, over: Partial<ArticleInput> = {}): Promise<string> =>
  createArticle(app.ctx(editor), {
    title: '挑月嫂，先问六件事',
    summary: '见面前写下来',
    author: '小轻',
    source: '轻聘',
    coverUrl: '/media/content/aunt.svg',
    status: 'published',
    html: '<p>先问有没有<strong>健康证</strong>。</p>',
    ...over,
  })

/** Hangs up a banner; gives its id. */
export const aBanner = (app: TestApp, over: Partial<NewBanner> = {}): Promise<string> =>
  createBanner(app.ctx(editor), {
    title: '先视频面试',
    subtitle: '第一次也不慌',
    imageUrl: '/media/content/interview.svg',
    linkType: 'none',
    linkUrl: '',
    position: 0,
    status: 'active',
    startsAt: null,
    endsAt: null,
    ...over,
  })

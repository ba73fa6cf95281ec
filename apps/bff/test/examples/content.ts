import type { Actor } from '../../src/context.ts'
import { createArticle, createBanner } from '../../src/features/content/index.ts'
import type { Example, ExamplesOf } from './example.ts'

const editor: Actor = { accountId: 'e'.repeat(24), sessionId: '', role: 'operator', roles: ['operator'] }
const anArticle: Example['given'] = async (app) => ({
  ID: await createArticle(app.ctx(editor), {
    title: '挑月嫂，先问六件事',
    summary: '见面前写下来',
    author: '小轻',
    source: '轻聘',
    coverUrl: '/media/content/aunt.svg',
    status: 'published',
    html: '<p>先问有没有<strong>健康证</strong>。</p>',
  }),
})
const aBanner: Example['given'] = async (app) => ({
  ID: await createBanner(app.ctx(editor), {
    title: '先视频面试',
    subtitle: '第一次也不慌',
    imageUrl: '/media/content/interview.svg',
    linkType: 'none',
    linkUrl: '',
    position: 0,
    status: 'active',
    startsAt: null,
    endsAt: null,
  }),
})

export const contentExamples: ExamplesOf<'content'> = {
  'GET /api/banners/miniprogram/active': { as: 'guest', given: aBanner },
  'POST /api/banners/{id}/view': { as: 'guest', given: aBanner, params: { id: '$ID' }, rows: 'shared' },
  'POST /api/banners/{id}/click': { as: 'guest', given: aBanner, params: { id: '$ID' }, rows: 'shared' },
  'GET /api/articles/miniprogram/list': { as: 'guest', given: anArticle, query: { keyword: '月嫂', pageSize: '10' } },
  'GET /api/articles/miniprogram/{id}': { as: 'guest', given: anArticle, params: { id: '$ID' }, rows: 'shared' },
}

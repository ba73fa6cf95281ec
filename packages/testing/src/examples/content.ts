import { aBanner, anArticle } from '../content.ts'
import type { Example, ExamplesOf } from './example.ts'

const article: Example['given'] = async (app) => ({ ID: await anArticle(app) })
const banner: Example['given'] = async (app) => ({ ID: await aBanner(app) })

export const contentExamples: ExamplesOf<'content'> = {
  'GET /api/banners/miniprogram/active': { as: 'guest', given: banner },
  'POST /api/banners/{id}/view': { as: 'guest', given: banner, params: { id: '$ID' }, rows: 'shared' },
  'POST /api/banners/{id}/click': { as: 'guest', given: banner, params: { id: '$ID' }, rows: 'shared' },
  'GET /api/articles/miniprogram/list': { as: 'guest', given: article, query: { keyword: '月嫂', pageSize: '10' } },
  'GET /api/articles/miniprogram/{id}': { as: 'guest', given: article, params: { id: '$ID' }, rows: 'shared' },
}

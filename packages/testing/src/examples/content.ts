import { readFileSync } from 'node:fs'
import { PICTURE_PATH } from '@qingpin/contract/content/content.rules'
import { aBanner, anArticle } from '../content.ts'
import { aPhoto } from './attachments.ts'
import type { Example, ExamplesOf } from './example.ts'

const article: Example['given'] = async (app) => ({ ID: await anArticle(app) })
const banner: Example['given'] = async (app) => ({ ID: await aBanner(app) })

const BANNER = {
  title: '九月新班',
  subtitle: '周末也能学',
  imageUrl: '/media/content/door.svg',
  linkType: 'miniprogram',
  linkUrl: '/features/content/articles/index',
  audience: ['guest', 'personal'],
  status: 'active',
  startsAt: '2026-12-01T00:00:00.000Z',
  endsAt: null,
}
const ARTICLE = {
  title: '换季怎么照顾老人',
  summary: '衣食住行四件小事',
  author: '林晓',
  status: 'draft',
  blocks: [{ kind: 'text', spans: [{ text: '早晚添衣，' }, { text: '多喝水', strong: true }] }],
}
const aContentPicture: Example['given'] = async (app) => {
  const { token } = await app.aStaff('operator')
  const form = new FormData()
  form.append('file', new File([readFileSync(aPhoto())], 'photo.jpg'))
  const { json } = await app.raw('POST', '/api/content/pictures', { token, form })
  return { ID: json.data.url.slice(PICTURE_PATH.length) }
}

const keyed = { headers: { 'idempotency-key': '$KEY' } }

export const contentExamples: ExamplesOf<'content'> = {
  'GET /api/banners/miniprogram/active': { as: 'guest', given: banner },
  'POST /api/banners/{id}/view': { as: 'guest', given: banner, params: { id: '$ID' }, rows: 'shared' },
  'POST /api/banners/{id}/click': { as: 'guest', given: banner, params: { id: '$ID' }, rows: 'shared' },
  'GET /api/articles/miniprogram/list': { as: 'guest', given: article, query: { keyword: '月嫂', pageSize: '10' } },
  'GET /api/articles/miniprogram/{id}': { as: 'guest', given: article, params: { id: '$ID' }, rows: 'shared' },
  'POST /api/articles/{id}/read': {
    as: 'guest',
    given: article,
    params: { id: '$ID' },
    body: { progress: 60 },
    rows: 'shared',
  },
  'GET /api/content/pictures/{id}': { as: 'guest', given: aContentPicture, params: { id: '$ID' }, rows: 'shared' },
  'GET /api/content/banners': { as: 'operator', given: banner },
  'GET /api/content/banners/{id}': { as: 'operator', given: banner, params: { id: '$ID' }, rows: 'shared' },
  'POST /api/content/banners': { as: 'operator', body: BANNER, ...keyed },
  'PUT /api/content/banners/{id}': {
    as: 'operator',
    given: banner,
    params: { id: '$ID' },
    body: { ...BANNER, version: 1 },
    rows: 'shared',
  },
  'PUT /api/content/banner-order': { as: 'operator', given: banner, body: { ids: ['$ID'] } },
  'DELETE /api/content/banners/{id}': { as: 'operator', given: banner, params: { id: '$ID' }, rows: 'shared' },
  'GET /api/content/articles': { as: 'operator', given: article, query: { status: 'published', keyword: '月嫂' } },
  'GET /api/content/articles/{id}': { as: 'operator', given: article, params: { id: '$ID' }, rows: 'shared' },
  'POST /api/content/articles': { as: 'operator', body: ARTICLE, ...keyed },
  'PUT /api/content/articles/{id}': {
    as: 'operator',
    given: article,
    params: { id: '$ID' },
    body: { ...ARTICLE, status: 'published', version: 1 },
    rows: 'shared',
  },
  'DELETE /api/content/articles/{id}': { as: 'operator', given: article, params: { id: '$ID' }, rows: 'shared' },
  'POST /api/content/pictures': {
    as: 'operator',
    given: async () => ({ FILE: aPhoto() }),
    form: { file: '@$FILE' },
    ...keyed,
  },
}

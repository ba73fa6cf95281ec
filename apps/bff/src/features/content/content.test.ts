import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '@qingpin/contract/core/days'
import { aBanner, anArticle } from '@qingpin/testing/content'
import { ENGINES, refusal, type TestApp, useApp } from '@qingpin/testing/harness'
import { actionsOf } from '@qingpin/testing/rows'
import { statementsOf } from '@qingpin/testing/statements'
import type { ArticleFields } from './articles.service.ts'
import type { BannerFields } from './banners.service.ts'
import { countBanner } from './content.service.ts'

const makeHelpers = (app: TestApp) => {
  const write = (over: Partial<ArticleFields> = {}) => anArticle(app, over)
  const hang = (over: Partial<BannerFields> = {}) => aBanner(app, over)
  const articles = (query: object = {}) => app.as()('GET /api/articles/miniprogram/list', { query: query as never })
  const article = (id: string) => app.as()('GET /api/articles/miniprogram/{id}', { params: { id } })
  const banners = async () => (await app.as()('GET /api/banners/miniprogram/active')).map(({ id }) => id)
  return { write, hang, articles, article, banners }
}

describe.each(ENGINES)('articles on %s', (engine) => {
  const app = useApp(engine)
  const { write, articles, article } = makeHelpers(app)

  it('are public: listed newest first, and read one by one', async () => {
    const first = await write()
    app.advance(1000)
    const second = await write({ title: '先视频面试，再签约' })
    const { list, total } = await articles()
    expect([list.map(({ id }) => id), total]).toEqual([[second, first], 2])
    expect(JSON.stringify(list)).not.toContain('健康证')
    expect(await article(first)).toMatchObject({
      _id: first,
      title: '挑月嫂，先问六件事',
      status: 'published',
      imageUrls: ['/media/content/aunt.svg'],
      contentHtml: '<div class="article-content"><p>先问有没有<strong>健康证</strong>。</p></div>',
      contentRaw: '先问有没有健康证。',
      blocks: [{ kind: 'text', spans: [{ text: '先问有没有' }, { text: '健康证', strong: true }, { text: '。' }] }],
    })
    expect(await actionsOf(app, first)).toEqual(['article.create'])
  })

  it('are cleaned when they are written, so that pasted scripts reach no reader', async () => {
    const id = await write({ html: '<p onclick="x()">好<script>alert(1)</script><img src=x onerror=alert(1)></p>' })
    expect((await article(id)).contentHtml).toBe('<div class="article-content"><p>好</p></div>')
    const [row] = await app.db.q.select().from(app.db.s.articles).where(eq(app.db.s.articles.id, id))
    expect(JSON.stringify(row)).not.toContain('alert')
  })

  it('that are not published are in no list, no search and at no address', async () => {
    const before = (await articles()).total
    const id = await write({ status: 'draft', title: '还没写完的草稿' })
    expect((await articles()).total).toBe(before)
    expect((await articles({ keyword: '草稿' })).list).toEqual([])
    for (const unknown of [id, 'f'.repeat(24)]) expect((await refusal(article(unknown))).code).toBe('NOT_FOUND')
  })

  it('are found by two Chinese characters of the title, the summary or the text', async () => {
    const ids = [
      await write({ title: '说说海棠' }),
      await write({ summary: '讲海棠的' }),
      await write({ html: '<p>院里的<strong>海</strong>棠</p>' }),
    ]
    expect((await articles({ keyword: '海棠' })).list.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
    expect((await articles({ keyword: 'strong' })).list).toEqual([])
  })

  it.each(['%', '_', "'", '\\', "' or 1=1 --", '🌸'])('take the hostile text %s literally', async (text) => {
    const id = await write({ title: `前${text}后` })
    expect((await articles({ keyword: text })).list.map((one) => one.id)).toEqual([id])
  })

  it('come page by page, each once', async () => {
    for (let i = 0; i < 5; i++) await write({ title: `翻页${i}` })
    const seen: string[] = []
    for (let page = 1; page <= 3; page++) {
      const reply = await articles({ keyword: '翻页', page, pageSize: 2 })
      expect(reply).toMatchObject({ total: 5, page, pageSize: 2, totalPages: 3 })
      seen.push(...reply.list.map(({ id }) => id))
    }
    expect(new Set(seen).size).toBe(5)
    const far = await app.raw('GET', '/api/articles/miniprogram/list?page=9007199254740991&pageSize=100')
    expect([far.status, far.json.data?.list]).toEqual([200, []])
    const blank = await app.raw('GET', '/api/articles/miniprogram/list?keyword=&page=&pageSize=')
    expect([blank.status, blank.json.data?.pageSize]).toEqual([200, 10])
    expect((await refusal(articles({ keyword: '长'.repeat(51) }))).fields).toEqual({ keyword: '最多50个字。' })
  })

  it('of the first page are read from the database once a minute, and again after a write', async () => {
    await write()
    const open = () => articles({ pageSize: 7 })
    expect(await statementsOf(app.db, open)).toBe(2)
    expect(await statementsOf(app.db, open)).toBe(0)
    app.advance(1)
    const id = await write({ title: '刚写的' })
    expect((await open()).list.map((one) => one.id)).toContain(id)
    app.advance(MINUTE_MS)
    expect(await statementsOf(app.db, open)).toBe(2)
    expect(await statementsOf(app.db, () => articles({ pageSize: 7, keyword: '刚写' }))).toBe(2)
  })

  it('are not sent again to a client that has them', async () => {
    const id = await write()
    for (const path of ['/api/articles/miniprogram/list', `/api/articles/miniprogram/${id}`]) {
      const first = await app.raw('GET', path)
      expect(first.headers.get('cache-control')).toBe('public, max-age=60')
      const etag = first.headers.get('etag') ?? ''
      const again = await app.raw('GET', path, { headers: { 'if-none-match': etag } })
      expect([again.status, again.json]).toEqual([304, ''])
      const other = await app.raw('GET', path, { headers: { 'if-none-match': 'W/"other"' } })
      expect([other.status, other.headers.get('etag')]).toEqual([200, etag])
    }
  })
})

describe.each(ENGINES)('banners on %s', (engine) => {
  const app = useApp(engine, { TRUSTED_PROXIES: 'in-process' })
  const { hang, banners } = makeHelpers(app)
  const inMs = (ms: number) => new Date(app.ctx().now + ms).toISOString()
  const countersOf = async (id: string) => {
    const [row] = await app.db.q.select().from(app.db.s.banners).where(eq(app.db.s.banners.id, id))
    return [row?.views, row?.clicks]
  }
  const count = (what: 'view' | 'click', id: string) => app.raw('POST', `/api/banners/${id}/${what}`)

  it('are shown in order while active and within their time', async () => {
    const [first, second] = [await hang(), await hang()]
    await hang({ status: 'inactive' })
    const [ending, later] = [await hang({ endsAt: inMs(1000) }), await hang({ startsAt: inMs(1000) })]
    expect(await banners()).toEqual([first, second, ending])
    app.advance(1000)
    expect(await banners()).toEqual([first, second, later])
    expect((await app.as()('GET /api/home')).banners.map(({ id }) => id)).toEqual([first, second, later])
  })

  it('stay in no cache past the moment at which one comes or goes', async () => {
    await hang({ startsAt: inMs(20_500) })
    await hang({ endsAt: inMs(40_000) })
    const kept = async () => {
      const { headers, json } = await app.raw('GET', '/api/banners/miniprogram/active')
      return [headers.get('cache-control'), json.data.length]
    }
    const [before, shown] = await kept()
    expect(before).toBe('public, max-age=20')
    app.advance(20_500)
    expect(await kept()).toEqual(['public, max-age=19', Number(shown) + 1])
    app.advance(19_500)
    expect(await kept()).toEqual(['public, max-age=60', shown])
  })

  it('are shown to the roles that they are meant for', async () => {
    const idsFor = async (role?: 'guest' | 'personal' | 'dispatch') =>
      (await app.as()('GET /api/banners/miniprogram/active', { query: { role } })).map(({ id }) => id)
    const common = await idsFor()
    const [guests, people] = [await hang({ audience: ['guest'] }), await hang({ audience: ['personal', 'employee'] })]
    expect(await idsFor()).toEqual([...common, guests])
    expect(await idsFor('personal')).toEqual([...common, people])
    expect(await idsFor('dispatch')).toEqual(common)
    const { token } = await app.aPerson()
    const home = await app.as(token)('GET /api/home')
    expect(home.banners.map(({ id }) => id)).toEqual([...common, people])
    const staff = await app.aStaff('employee')
    expect((await app.as(staff.token)('GET /api/today')).banners.map(({ id }) => id)).toEqual([...common, people])
  })

  it('count views and clicks, once an hour for one address', async () => {
    const id = await hang()
    const counted = async (what: 'view' | 'click') => (await count(what, id)).json.data.counted
    expect([await counted('view'), await counted('view'), await counted('click')]).toEqual([true, false, true])
    expect(await countersOf(id)).toEqual([1, 1])
    app.advance(HOUR_MS - 1)
    expect(await counted('view')).toBe(false)
    app.advance(1)
    expect(await counted('view')).toBe(true)
    expect(await countersOf(id)).toEqual([2, 1])
  })

  it('count the many addresses of one IPv6 line as one', async () => {
    const id = await hang()
    const counted = async (address: string) =>
      (await app.raw('POST', `/api/banners/${id}/view`, { headers: { 'x-forwarded-for': address } })).json.data.counted
    const seen = [await counted('2001:db8:1:2::a'), await counted('2001:db8:1:2::b'), await counted('2001:db8:1:3::a')]
    expect(seen).toEqual([true, false, true])
  })

  it('that are not shown count nothing', async () => {
    for (const id of [
      await hang({ status: 'inactive' }),
      await hang({ startsAt: inMs(HOUR_MS) }),
      await hang({ endsAt: inMs(0) }),
    ]) {
      expect((await count('view', id)).json.code).toBe('NOT_FOUND')
      expect(await countersOf(id)).toEqual([0, 0])
    }
    expect((await count('click', 'f'.repeat(24))).status).toBe(404)
  })

  it('lose no count when many views arrive at the same moment', async () => {
    const id = await hang()
    await Promise.all(Array.from({ length: 20 }, (_, i) => countBanner({ ...app.ctx(), caller: `a${i}` }, id, 'views')))
    expect(await countersOf(id)).toEqual([20, 0])
  })
})

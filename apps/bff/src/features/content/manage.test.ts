import sharp from 'sharp'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { BANNERS_MOST, PICTURE_PATH, UNUSED_PICTURE_DAYS } from '@qingpin/contract/content/content.rules'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@qingpin/contract/core/days'
import { aBanner, anArticle } from '@qingpin/testing/content'
import { ENGINES, refusal, type TestApp, useApp } from '@qingpin/testing/harness'
import { aPhotoWithLocation, aPdf } from '@qingpin/testing/odd-files'
import { actionsOf, auditOf, countRows } from '@qingpin/testing/rows'
import { aNewPicture } from '@qingpin/testing/uploads'
import { pictureRetention } from './pictures.job.ts'

const BANNER = {
  title: '九月新班',
  subtitle: '',
  imageUrl: '/media/content/door.svg',
  linkType: 'none',
  linkUrl: '',
  audience: [] as 'guest'[],
  status: 'active',
  startsAt: null,
  endsAt: null,
}
const ARTICLE = {
  title: '换季怎么照顾老人',
  summary: '',
  author: '林晓',
  source: '',
  coverUrl: null,
  status: 'draft',
  blocks: [{ kind: 'text' as const, spans: [{ text: '早晚添衣，' }, { text: '多喝水', strong: true }] }],
}

const makeHelpers = (app: TestApp) => {
  const editor = async (role: 'operator' | 'manager' | 'admin' | 'employee' = 'operator') => {
    const { token, id } = await app.aStaff(role)
    return { api: app.as(token), token, id }
  }
  const sendPicture = async (token: string, bytes: Uint8Array, key?: string) => {
    const form = new FormData()
    form.append('file', new File([new Uint8Array(bytes)], 'photo.jpg'))
    const headers: Record<string, string> = key ? { 'idempotency-key': key } : {}
    return app.raw('POST', '/api/content/pictures', { token, form, headers })
  }
  const articleOf = (id: string) => app.as()('GET /api/articles/miniprogram/{id}', { params: { id } })
  return { editor, sendPicture, articleOf }
}

describe.each(ENGINES)('who manages content, on %s', (engine) => {
  const app = useApp(engine)
  const { editor } = makeHelpers(app)

  it.each(['operator', 'manager', 'admin'] as const)('is the %s', async (role) => {
    const { api } = await editor(role)
    const { id } = await api('POST /api/content/banners', { body: BANNER })
    expect(await api('DELETE /api/content/banners/{id}', { params: { id } })).toEqual({})
  })

  it('is neither an employee nor a person nor a guest', async () => {
    const { api } = await editor('employee')
    const person = app.as((await app.aPerson()).token)
    for (const call of [api, person]) {
      expect((await refusal(call('GET /api/content/banners'))).status).toBe(403)
      expect((await refusal(call('POST /api/content/articles', { body: ARTICLE }))).status).toBe(403)
    }
    expect((await refusal(app.as()('GET /api/content/articles'))).status).toBe(401)
  })
})

describe.each(ENGINES)('the banners of staff, on %s', (engine) => {
  const app = useApp(engine)
  const { editor } = makeHelpers(app)

  it('are hung up once, however often the request is repeated', async () => {
    const { api } = await editor()
    const before = await countRows(app, 'banners')
    const send = () => api('POST /api/content/banners', { body: BANNER, idempotencyKey: 'one-banner-0001' })
    const [first, second] = [await send(), await send()]
    expect([second.id, (await countRows(app, 'banners')) - before]).toEqual([first.id, 1])
    expect(first).toMatchObject({ ...BANNER, shown: true, views: 0, clicks: 0, version: 1, updatedBy: '测试员工' })
  })

  it('show a change at once, and refuse one that is made from a former version', async () => {
    const { api } = await editor()
    const { id, version } = await api('POST /api/content/banners', { body: BANNER })
    const shown = async () =>
      (await app.as()('GET /api/banners/miniprogram/active')).find((one) => one.id === id)?.title
    expect(await shown()).toBe('九月新班')
    app.advance(1)
    const change = (title: string) =>
      api('PUT /api/content/banners/{id}', { params: { id }, body: { ...BANNER, title, version } })
    const both = await Promise.allSettled([change('十月新班'), change('十一月新班')])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const winner = both[0]?.status === 'fulfilled' ? '十月新班' : '十一月新班'
    expect(await shown()).toBe(winner)
    expect((await refusal(change('又一次'))).code).toBe('CONTENT_CHANGED')
    const rows = await auditOf(app, id)
    expect(rows.map(({ action }) => action)).toEqual(['banner.create', 'banner.update'])
    expect(rows[1]?.changes).toEqual({ title: ['…', '…'] })
  })

  it('are put in order, and those that are not named follow', async () => {
    const { api } = await editor()
    const [a, b, c] = [await aBanner(app), await aBanner(app), await aBanner(app)]
    await api('PUT /api/content/banner-order', { body: { ids: [c, a, 'f'.repeat(24), a] } })
    const { items } = await api('GET /api/content/banners')
    const order = items.map(({ id }) => id)
    expect(order.slice(0, 2)).toEqual([c, a])
    expect(order.indexOf(b)).toBeGreaterThan(1)
    expect((await app.as()('GET /api/banners/miniprogram/active'))[0]?.id).toBe(c)
  })

  it('need a target that fits their kind of link, and an end after the beginning', async () => {
    const { api } = await editor()
    const create = (over: object) => refusal(api('POST /api/content/banners', { body: { ...BANNER, ...over } }))
    expect((await create({ linkType: 'external', linkUrl: 'javascript:alert(1)' })).fields).toEqual({
      linkUrl: '网址要以 https:// 开头。',
    })
    expect((await create({ linkType: 'h5', linkUrl: 'http://a.example' })).code).toBe('VALIDATION_ERROR')
    expect((await create({ linkType: 'miniprogram', linkUrl: 'https://a.example' })).fields).toEqual({
      linkUrl: '请选点了以后打开哪一页。',
    })
    const times = { startsAt: '2026-12-02T00:00:00Z', endsAt: '2026-12-02T00:00:00Z' }
    expect((await create(times)).fields).toEqual({ endsAt: '收起的时间要在挂出之后。' })
    expect((await create({ title: ' ' })).fields).toEqual({ title: '请填标题。' })
    for (const imageUrl of ['javascript:alert(1)', 'http://a.example/1.png', '/media/../api/x', '//a.example/x', ''])
      expect((await create({ imageUrl })).fields).toEqual({ imageUrl: '图片要先传上来。' })
    expect((await create({ audience: ['everybody'] })).code).toBe('VALIDATION_ERROR')
  })

  it('leave no trace but in the audit log when they are deleted', async () => {
    const { api } = await editor()
    const { id } = await api('POST /api/content/banners', { body: BANNER })
    await api('DELETE /api/content/banners/{id}', { params: { id } })
    const gone = [
      api('GET /api/content/banners/{id}', { params: { id } }),
      api('DELETE /api/content/banners/{id}', { params: { id } }),
      api('PUT /api/content/banners/{id}', { params: { id }, body: { ...BANNER, version: 1 } }),
    ]
    const codes = (await Promise.all(gone.map((call) => refusal(call)))).map(({ code }) => code)
    expect(codes).toEqual(gone.map(() => 'NOT_FOUND'))
    expect(await actionsOf(app, id)).toEqual(['banner.create', 'banner.remove'])
  })

  it('are refused above the most that can be shown', async () => {
    const { api } = await editor()
    const { items } = await api('GET /api/content/banners')
    for (let n = items.length; n < BANNERS_MOST; n++) await aBanner(app, { status: 'inactive' })
    expect((await refusal(api('POST /api/content/banners', { body: BANNER }))).code).toBe('BANNERS_FULL')
  })
})

describe.each(ENGINES)('the articles of staff, on %s', (engine) => {
  const app = useApp(engine)
  const { editor, articleOf } = makeHelpers(app)

  it('are drafts until they are published, and keep their day when they are published again', async () => {
    const { api } = await editor()
    const draft = await api('POST /api/content/articles', { body: ARTICLE, idempotencyKey: 'one-article-0001' })
    const again = await api('POST /api/content/articles', { body: ARTICLE, idempotencyKey: 'one-article-0001' })
    expect([again.id, draft.status, draft.publishedAt, draft.summary]).toEqual([
      draft.id,
      'draft',
      null,
      '早晚添衣，多喝水',
    ])
    const { id } = draft
    expect((await refusal(articleOf(id))).code).toBe('NOT_FOUND')
    app.advance(MINUTE_MS)
    const put = (version: number, status: 'draft' | 'published') => {
      app.advance(1)
      return api('PUT /api/content/articles/{id}', { params: { id }, body: { ...ARTICLE, status, version } })
    }
    const published = await put(1, 'published')
    expect(await articleOf(id)).toMatchObject({ title: ARTICLE.title, publishedAt: published.publishedAt })
    app.advance(MINUTE_MS)
    await put(2, 'draft')
    expect((await refusal(articleOf(id))).code).toBe('NOT_FOUND')
    expect((await put(3, 'published')).publishedAt).toBe(published.publishedAt)
    expect((await refusal(put(3, 'draft'))).code).toBe('CONTENT_CHANGED')
    const changes = (await auditOf(app, id)).map(({ changes: made }) => made?.['status'])
    expect(changes).toEqual([
      [null, 'draft'],
      ['draft', 'published'],
      ['published', 'draft'],
      ['draft', 'published'],
    ])
  })

  it('are written by one of two who save at once', async () => {
    const { api } = await editor()
    const id = await anArticle(app)
    const put = (title: string) =>
      api('PUT /api/content/articles/{id}', { params: { id }, body: { ...ARTICLE, title, version: 1 } })
    const both = await Promise.allSettled([put('甲'), put('乙')])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  it('come back from the editor as they were', async () => {
    const { api } = await editor()
    const blocks = [
      { kind: 'heading' as const, spans: [{ text: '准备什么 <b>&</b> "引号"' }] },
      { kind: 'text' as const, spans: [{ text: '先看' }, { text: '健康证', strong: true }, { text: '，\n再看这里' }] },
      { kind: 'item' as const, spans: [{ text: '一' }] },
      { kind: 'item' as const, spans: [{ text: '二', href: 'https://a.example/?a=1&b=2' }] },
      { kind: 'quote' as const, spans: [{ text: '慢慢来' }] },
      { kind: 'image' as const, url: '/media/content/aunt.svg', spans: [{ text: '她的一天' }] },
    ]
    const { id, blocks: stored } = await api('POST /api/content/articles', { body: { ...ARTICLE, blocks } })
    const flat = (list: readonly { kind: string; spans: readonly { text: string }[] }[]) =>
      list.map(({ kind, spans }) => [kind, spans.map(({ text }) => text).join('')])
    expect(flat(stored)).toEqual(flat(blocks))
    const version = 1
    const saved = await api('PUT /api/content/articles/{id}', {
      params: { id },
      body: { ...ARTICLE, blocks: stored, version },
    })
    expect(saved.blocks).toEqual(stored)
  })

  it.each([
    { blocks: [{ kind: 'text', spans: [{ text: '<img src=x onerror=alert(1)><script>alert(2)</script>' }] }] },
    { html: '<p>好<script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">点</a></p>' },
    { html: '<svg><style><img src=x onerror=alert(1)></style></svg><p>好</p><iframe srcdoc="<script>x</script>">' },
  ])('hold nothing that acts, whatever way it comes: %j', async (content) => {
    const { api } = await editor()
    const body = { ...ARTICLE, blocks: undefined, ...content, status: 'published' }
    const { id } = await api('POST /api/content/articles', { body: body as never })
    const { contentHtml, blocks } = await articleOf(id)
    expect(contentHtml).not.toMatch(/<(?:script|img|svg|style|iframe)|<[^>]*\son\w+=|href="(?!https:)/i)
    for (const { url, spans } of blocks) expect([url, ...spans.map(({ href }) => href)].join('')).toBe('')
  })

  it('take no link and no picture that could act', async () => {
    const { api } = await editor()
    const create = (block: object) =>
      refusal(api('POST /api/content/articles', { body: { ...ARTICLE, blocks: [block] } as never }))
    for (const href of ['javascript:alert(1)', 'data:text/html,x', 'http://a.example', 'https://a.example/"onx="'])
      expect((await create({ kind: 'text', spans: [{ text: '点', href }] })).code).toBe('VALIDATION_ERROR')
    for (const url of ['javascript:alert(1)', '/api/users', 'data:image/svg+xml,x'])
      expect((await create({ kind: 'image', url, spans: [] })).code).toBe('VALIDATION_ERROR')
  })

  it('are not published without a text', async () => {
    const { api } = await editor()
    const body = { ...ARTICLE, blocks: [], status: 'published' as const }
    expect((await refusal(api('POST /api/content/articles', { body }))).fields).toEqual({
      blocks: '写了正文才能发布。',
    })
    expect((await api('POST /api/content/articles', { body: { ...body, status: 'draft' } })).blocks).toEqual([])
  })

  it('are listed for staff with drafts, by state and by two Chinese characters', async () => {
    const { api } = await editor()
    const [draft, published] = [
      await anArticle(app, { title: '桂花开了', status: 'draft' }),
      await anArticle(app, { title: '桂花落了' }),
    ]
    const find = async (query: object) =>
      (await api('GET /api/content/articles', { query: { keyword: '桂花', ...query } as never })).items
    expect((await find({})).map(({ id }) => id).toSorted()).toEqual([draft, published].toSorted())
    expect((await find({ status: 'draft' })).map(({ id }) => id)).toEqual([draft])
    expect((await find({ status: 'published' })).map(({ id }) => id)).toEqual([published])
  })

  it('count who opened them and who read them to the end, once an hour each', async () => {
    const { api } = await editor()
    const id = await anArticle(app)
    const read = async (progress: number) =>
      (await app.as()('POST /api/articles/{id}/read', { params: { id }, body: { progress } })).counted
    expect([await read(0), await read(50), await read(100), await read(100)]).toEqual([true, false, true, false])
    app.advance(HOUR_MS)
    expect(await read(0)).toBe(true)
    const { views, finished, version } = await api('GET /api/content/articles/{id}', { params: { id } })
    expect([views, finished, version]).toEqual([2, 1, 1])
    const hidden = await anArticle(app, { status: 'draft' })
    const refused = app.as()('POST /api/articles/{id}/read', { params: { id: hidden }, body: { progress: 0 } })
    expect((await refusal(refused)).code).toBe('NOT_FOUND')
  })

  it('are gone when they are deleted', async () => {
    const { api } = await editor()
    const id = await anArticle(app)
    await api('DELETE /api/content/articles/{id}', { params: { id } })
    expect((await refusal(articleOf(id))).code).toBe('NOT_FOUND')
    expect((await refusal(api('DELETE /api/content/articles/{id}', { params: { id } }))).code).toBe('NOT_FOUND')
    const late = api('PUT /api/content/articles/{id}', { params: { id }, body: { ...ARTICLE, version: 1 } })
    expect((await refusal(late)).code).toBe('NOT_FOUND')
  })
})

describe.each(ENGINES)('pictures of articles, on %s', (engine) => {
  const app = useApp(engine)
  const { editor, sendPicture } = makeHelpers(app)
  const open = async (url: string) => {
    const response = await app.fetch(new Request(`http://test.local${url}`))
    return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
  }

  it('are drawn anew, without the location, and everybody may see them for as long as a cache likes', async () => {
    const { token } = await editor()
    const { status, json } = await sendPicture(token, await aPhotoWithLocation())
    expect([status, json.data.url.startsWith(PICTURE_PATH)]).toEqual([201, true])
    const picture = await open(json.data.url)
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect(picture.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    const { exif, width } = await sharp(picture.bytes).metadata()
    expect([exif, width]).toEqual([undefined, json.data.width])
    expect((await open(PICTURE_PATH + 'f'.repeat(24))).status).toBe(404)
  })

  it('are added once under one key, by those who may, and are pictures', async () => {
    const { token } = await editor()
    const photo = await aPhotoWithLocation()
    const [first, second] = [
      await sendPicture(token, photo, 'one-picture-0001'),
      await sendPicture(token, photo, 'one-picture-0001'),
    ]
    expect(second.json.data).toEqual(first.json.data)
    expect((await sendPicture(token, aPdf())).json.code).toBe('FILE_TYPE_NOT_ALLOWED')
    expect((await sendPicture((await editor('employee')).token, photo)).status).toBe(403)
    const none = await app.raw('POST', '/api/content/pictures', { token, form: new FormData() })
    expect(none.json.code).toBe('FILE_MISSING')
  })

  it('go a month after nothing names them any more, and not while anything does', async () => {
    const { token, api } = await editor()
    const photo = await aPhotoWithLocation()
    const [used, shared, left, beside] = await Promise.all(
      [1, 2, 3, 4].map(async () => (await sendPicture(token, photo)).json.data.url as string),
    )
    const url = used ?? ''
    const image = (at = '') => [{ kind: 'image' as const, url: at, spans: [] }]
    const { id } = await api('POST /api/content/articles', {
      body: { ...ARTICLE, blocks: [...image(used), ...image(beside)] },
    })
    const both = [...image(shared), ...image(used)]
    const other = await api('POST /api/content/articles', { body: { ...ARTICLE, blocks: both } })
    await api('DELETE /api/content/articles/{id}', { params: { id: other.id } })
    await aBanner(app, { imageUrl: shared ?? '' })
    const exist = async () => {
      const rows = await app.db.q.select().from(app.db.s.contentPictures)
      return [used, shared, left].map((one) => rows.some((row) => PICTURE_PATH + row.id === one))
    }
    const clean = () => pictureRetention.run(app.ctx(), {}, 1 as never)
    await clean()
    expect(await exist()).toEqual([true, true, true])
    app.advance((UNUSED_PICTURE_DAYS + 1) * DAY_MS)
    await clean()
    expect(await exist()).toEqual([true, true, false])
    // What names one of them again keeps the others that it names.
    const { contentPictures } = app.db.s
    const namers = async () => (await app.db.q.select().from(contentPictures)).map(({ shownIn }) => shownIn)
    await app.db.q
      .update(contentPictures)
      .set({ shownIn: null })
      .where(eq(contentPictures.id, url.slice(PICTURE_PATH.length)))
    await clean()
    expect((await namers()).filter((one) => one === null)).toEqual([])
    expect((await open(url)).status).toBe(200)
    const { articles } = app.db.s
    expect((await app.db.q.select().from(articles).where(eq(articles.id, id)))[0]?.html).toContain(url)
  })
})

describe('pictures of articles while the object store is down', () => {
  const app = useApp('sqlite', { STORE_ASSETS: 'oss' })
  const { editor, sendPicture } = makeHelpers(app)

  it('are neither accepted nor shown, and nothing of them is left', async () => {
    const { token } = await editor()
    const { json } = await sendPicture(token, await aNewPicture())
    const { faults } = app.sandbox.sandbox
    faults.plan({ service: 'oss', times: 100, status: 503 })
    const before = await countRows(app, 'contentPictures')
    for (const down of [await sendPicture(token, await aNewPicture()), await app.raw('GET', json.data.url)]) {
      expect([down.status, down.json.code]).toEqual([503, 'FILES_UNAVAILABLE'])
      expect(Number(down.headers.get('retry-after'))).toBeGreaterThan(0)
    }
    expect(await countRows(app, 'contentPictures')).toBe(before)
    faults.clear()
    expect((await app.fetch(new Request(`http://test.local${json.data.url}`))).status).toBe(200)
  })
})

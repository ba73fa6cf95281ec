import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { MINUTE_MS } from '@qingpin/contract/core/days'
import { refusalSentence } from '@qingpin/contract/reviews/reviews.enums'
import { ENGINES, refusal, type TestApp, useApp } from '@qingpin/testing/harness'
import { listWorker } from '@qingpin/testing/listed'
import { countRows } from '@qingpin/testing/rows'
import { aNewPicture, sendFile } from '@qingpin/testing/uploads'
import { aWorker } from '@qingpin/testing/workers'
import { QUEUES } from '../../background/start.ts'
import { ask } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { Worker } from '../../jobs/index.ts'
import { StoreFailure } from '../../ports/object-store.port.ts'

const codeOf = (call: Promise<unknown>): Promise<string | undefined> =>
  call.then(
    () => undefined,
    async (error: unknown) => (await refusal(Promise.reject(error))).code,
  )
const LATE = 31 * MINUTE_MS

/** Workers who sent pictures of themselves, and what becomes of these. */
function reviewing(app: TestApp) {
  let people = 0
  const wechat = () => app.sandbox.sandbox.wechat
  const work = () => new Worker(app.deps, QUEUES).runDue()
  const asked = () => wechat().mediaChecks.asked()
  const traceId = () => asked()[0]?.traceId ?? ''
  const logIn = async () => {
    const { code } = wechat().issueCode({ person: `有照片的人${people++}` })
    return app.as()('POST /api/auth/miniprogram-login', { body: { code } })
  }
  /** A listed worker with an account, and one picture of her own. */
  const aShown = async (token: string, picture?: Buffer) => {
    const { id } = await app.as(token)('POST /api/resumes/miniprogram/self-register', { body: aWorker() as never })
    await listWorker(app.as((await app.aStaff('manager')).token), id, { photos: true })
    const sent = await sendFile(app, token, id, ['personalPhoto', picture ?? (await aNewPicture())])
    expect(sent.status).toBe(201)
    return id
  }
  return {
    wechat,
    work,
    asked,
    traceId,
    logIn,
    aShown,
    /** A verdict, and what follows from it. */
    decide: async (verdict: 'pass' | 'review' | 'risky', plan: object = {}) => {
      await wechat().mediaChecks.decide(traceId(), verdict, plan)
      await work()
    },
    seen: async (id: string) => {
      const one = await app.as()('GET /api/resumes/public/{id}', { params: { id } })
      const { items } = await app.as()('GET /api/resumes/public/list', { query: { pageSize: '100' } })
      const card = items.find((each) => each.id === id)
      return [one.photoUrls.length, one.avatarUrl !== '', card !== undefined && card.avatarUrl !== '']
    },
    checkOf: async (token: string, id: string) =>
      (await app.as(token)('GET /api/resumes/{id}/files', { params: { id } })).files.map(({ check }) => check),
    stateOf: async (resumeId: string) => {
      const { checkedPictures: p } = app.db.s
      const rows = await app.db.q.select().from(p).where(eq(p.subjectId, resumeId))
      return rows.map(({ state, cause, label }) => [state, cause, label])
    },
    notifications: async (token: string) =>
      (await app.as(token)('GET /api/notifications')).items.filter(({ kind }) => kind === 'content-refused'),
    /** The account gets the id by which WeChat knows a person. */
    knownToWechat: async (accountId: string) => {
      const { code, openid } = wechat().issueCode({ person: `员工${people++}` })
      await app.deps.wechat.identify(code)
      const { accounts } = app.db.s
      await app.db.tx((t) => ask(t.update(accounts).set({ wechatId: openid }).where(eq(accounts.id, accountId))))
    },
  }
}

const HIDDEN = [0, false, false]
const SHOWN = [1, true, true]

describe.each(ENGINES)('pictures that strangers would see, on %s', (engine) => {
  const app = useApp(engine)
  const { wechat, work, asked, decide, seen, checkOf, stateOf, notifications, logIn, aShown, knownToWechat } =
    reviewing(app)

  beforeEach(() => {
    wechat().mediaChecks.settings({ verdicts: 'held' })
    app.sandbox.sandbox.faults.clear()
  })

  it('are fetched by WeChat, hidden until they pass, and then leave no row', async () => {
    const { token } = await logIn()
    const id = await aShown(token)
    expect(await seen(id)).toEqual(HIDDEN)
    await work()
    const [picture] = asked()
    expect(picture?.bytes).toBeGreaterThan(1000)
    expect(picture?.url).toMatch(/^http:\/\/test\.local\/api\/reviews\/pictures\/[0-9a-f]{24}\/[\w-]{43}$/)
    expect([await seen(id), await checkOf(token, id)]).toEqual([HIDDEN, ['waiting']])
    await decide('pass')
    expect([await seen(id), await checkOf(token, id), await stateOf(id)]).toEqual([SHOWN, [null], []])
    // The address ended with the verdict.
    expect((await app.fetch(new Request(picture?.url ?? ''))).status).toBe(404)
  })

  it('lie at an address that cannot be guessed, and that says when the store is away', async () => {
    const { token } = await logIn()
    await aShown(token)
    await work()
    const { url = '' } = asked()[0] ?? {}
    expect((await app.fetch(new Request(`${url.slice(0, -1)}${url.endsWith('A') ? 'B' : 'A'}`))).status).toBe(404)
    const { private: store } = app.deps.stores
    const { read } = store
    Object.assign(store, { read: () => Promise.reject(new StoreFailure('busy')) })
    const down = await app.raw('GET', new URL(url).pathname)
    Object.assign(store, { read })
    expect([down.status, down.json.code]).toEqual([503, 'FILES_UNAVAILABLE'])
  })

  it('are hidden for good when they are risky, marked for staff, and their author reads why', async () => {
    const { token } = await logIn()
    const picture = await aNewPicture()
    const id = await aShown(token, picture)
    await work()
    await decide('risky', { label: 20_002, copies: 3 })
    expect([await seen(id), await stateOf(id)]).toEqual([HIDDEN, [['refused', null, 'porn']]])
    expect(await notifications(token)).toMatchObject([
      { title: '您的一张照片没通过审核', text: refusalSentence('unfit', null) },
    ])
    const staff = await app.aStaff('employee')
    expect(await checkOf(staff.token, id)).toEqual(['refused'])
    // The same content stays refused when another person sends it.
    const other = await logIn()
    expect(await seen(await aShown(other.token, picture))).toEqual(HIDDEN)
    await work()
    expect(asked()[0]?.verdict).toBe('risky')
  })

  it.each([
    ['details as one record', { shape: 'record' }],
    ['no number on top', { shape: 'bare' }],
    ['all numbers as text', { textNumbers: true }],
    ['XML', { format: 'xml' }],
  ])('are judged by each form of the verdict: %s', async (_, plan) => {
    const { token } = await logIn()
    const id = await aShown(token)
    await work()
    await decide('review', { label: 10_001, ...plan })
    expect(await stateOf(id)).toEqual([['review', 'doubtful', 'ad']])
  })

  it('are judged by a verdict that comes before the answer that names it', async () => {
    wechat().mediaChecks.plan({ verdict: 'pass', beforeAnswer: true })
    const { token } = await logIn()
    const id = await aShown(token)
    await work()
    expect([await seen(id), await countRows(app, 'pictureVerdicts')]).toEqual([SHOWN, 0])
  })

  it('wait for a person when no verdict comes in half an hour; a later one counts all the same', async () => {
    const { token } = await logIn()
    const id = await aShown(token)
    await work()
    app.advance(LATE)
    await work()
    expect(await stateOf(id)).toEqual([['review', 'no-verdict', null]])
    await decide('pass')
    expect(await seen(id)).toEqual(SHOWN)
  })

  it('are asked about again when WeChat does not answer', async () => {
    app.sandbox.sandbox.faults.plan({ service: 'wechat', route: 'media_check_async', times: 1, body: { errcode: -1 } })
    const { token } = await logIn()
    const id = await aShown(token)
    await work()
    expect(await stateOf(id)).toEqual([['waiting', null, null]])
    app.advance(MINUTE_MS)
    await work()
    await decide('pass')
    expect(await seen(id)).toEqual(SHOWN)
  })

  it('wait for a person where WeChat could not fetch them, although it reports them as passed', async () => {
    const { token } = await logIn()
    const id = await aShown(token)
    const { private: store } = app.deps.stores
    const { read } = store
    Object.assign(store, { read: async () => undefined })
    await work()
    Object.assign(store, { read })
    await decide('pass')
    expect(await stateOf(id)).toEqual([['review', 'not-fetched', null]])
  })

  it('of people unknown to WeChat wait for a person; those that staff adds are the agency’s own', async () => {
    const person = await app.aPerson()
    const id = await aShown(person.token)
    await work()
    expect(await stateOf(id)).toEqual([['review', 'unknown-author', null]])
    const before = await countRows(app, 'checkedPictures')
    const manager = await app.aStaff('manager')
    const { id: entered } = await app.as(manager.token)('POST /api/resumes/miniprogram/create', {
      body: aWorker() as never,
    })
    await sendFile(app, manager.token, entered, ['personalPhoto', await aNewPicture()])
    await listWorker(app.as(manager.token), entered, { photos: true })
    expect([await countRows(app, 'checkedPictures'), await seen(entered)]).toEqual([before, SHOWN])
  })

  it('of articles are shown at once, and hidden when they are refused', async () => {
    const operator = await app.aStaff('operator')
    await knownToWechat(operator.id)
    const form = new FormData()
    form.append('file', new File([new Uint8Array(await aNewPicture())], 'a.jpg'))
    const { json } = await app.raw('POST', '/api/content/pictures', { token: operator.token, form })
    const status = async () => (await app.raw('GET', json.data.url)).status
    expect(await status()).toBe(200)
    await work()
    await decide('risky')
    expect(await status()).toBe(404)
  })

  it('are decided by one of two reviewers, with a row in the log, and the other one reads that they were', async () => {
    const { token } = await logIn()
    const id = await aShown(token)
    await work()
    await decide('review', { label: 20_012 })
    const [one, two] = [await app.aStaff('operator'), await app.aStaff('manager')]
    const list = await app.as(one.token)('GET /api/reviews')
    const item = list.items.find((waiting) => waiting.author !== null && waiting.label === 'vulgar')
    expect(item).toMatchObject({ subject: 'resume', field: 'personalPhoto', cause: 'doubtful', label: 'vulgar' })
    expect(item?.pictureUrl).toContain('/api/files/')
    const pass = (by: string) =>
      codeOf(app.as(by)('POST /api/reviews/{id}', { params: { id: item?.id ?? '' }, body: { verdict: 'pass' } }))
    const outcomes = await Promise.all([pass(one.token), pass(two.token)])
    expect(outcomes.toSorted()).toEqual([undefined, 'REVIEW_DECIDED'].toSorted())
    expect([await seen(id), await checkOf(token, id)]).toEqual([SHOWN, [null]])
    const log = await app.db.q.select().from(app.db.s.auditLog).where(eq(app.db.s.auditLog.action, 'picture.review'))
    expect(log.filter(({ subjectId }) => subjectId === item?.id)).toHaveLength(1)
  })

  it('that a reviewer refuses stay hidden, and their author reads the reviewer’s own words', async () => {
    const person = await app.aPerson()
    const id = await aShown(person.token)
    await work()
    const operator = app.as((await app.aStaff('operator')).token)
    const { checkedPictures: p } = app.db.s
    const [item] = await app.db.q.select({ id: p.id }).from(p).where(eq(p.subjectId, id))
    expect((await operator('GET /api/reviews')).items.map((one) => one.id)).toContain(item?.id)
    const refuse = (body: { reason?: 'other'; note?: string }) =>
      operator('POST /api/reviews/{id}', { params: { id: item?.id ?? '' }, body: { verdict: 'refuse', ...body } })
    expect(Object.keys((await refusal(refuse({}))).fields)).toEqual(['reason'])
    expect(Object.keys((await refusal(refuse({ reason: 'other', note: ' ' }))).fields)).toEqual(['note'])
    const note = '照片里有别人家的孩子，请换一张。'
    await refuse({ reason: 'other', note })
    expect(await seen(id)).toEqual(HIDDEN)
    expect(await notifications(person.token)).toMatchObject([{ text: note, opens: { page: 'myResume' } }])
    const late = await app.as((await app.aStaff('operator')).token)('GET /api/reviews')
    expect(late.items.map((one) => one.id)).not.toContain(item?.id)
  })

  it('are not found under an id that no review has', async () => {
    const operator = app.as((await app.aStaff('operator')).token)
    const params = { id: newId(app.ctx().now) }
    expect(await codeOf(operator('POST /api/reviews/{id}', { params, body: { verdict: 'pass' } }))).toBe('NOT_FOUND')
  })

  it('are closed to an employee', async () => {
    const employee = app.as((await app.aStaff('employee')).token)
    expect(await codeOf(employee('GET /api/reviews'))).toBe('FORBIDDEN')
    expect((await employee('GET /api/today')).reviewsWaiting).toBe(0)
  })

  it('leave the queue with the file', async () => {
    const person = await app.aPerson()
    const id = await aShown(person.token)
    await work()
    const her = app.as(person.token)
    const { files } = await her('GET /api/resumes/{id}/files', { params: { id } })
    await her('DELETE /api/resumes/miniprogram/{id}/delete-file', {
      params: { id },
      query: { fileId: files[0]?.id ?? '' },
    } as never)
    app.advance(3 * 60 * MINUTE_MS)
    await work()
    expect(await stateOf(id)).toEqual([])
  })
})

describe.each(ENGINES)('articles, on %s', (engine) => {
  const app = useApp(engine)
  const { work, knownToWechat, notifications } = reviewing(app)
  const article = (text: string, status = 'published') => ({
    title: '换季怎么照顾老人',
    summary: '衣食住行',
    author: '林晓',
    status,
    blocks: [{ kind: 'text', spans: [{ text }] }],
  })
  const write = (token: string, body: object) =>
    app.as(token)('POST /api/content/articles', { body: body as never, idempotencyKey: crypto.randomUUID() })

  it('are refused with a bad sentence when they are published, and a draft is not judged', async () => {
    const operator = await app.aStaff('operator')
    await knownToWechat(operator.id)
    const refused = await refusal(write(operator.token, article('来赌博吧')))
    expect([refused.code, Object.keys(refused.fields)]).toEqual(['TEXT_REFUSED', ['blocks']])
    const draft = await write(operator.token, article('来赌博吧', 'draft'))
    expect(draft.status).toBe('draft')
    const body = { ...article('来赌博吧'), version: draft.version } as never
    const later = await refusal(
      app.as(operator.token)('PUT /api/content/articles/{id}', { params: { id: draft.id }, body }),
    )
    expect([later.code, Object.keys(later.fields)]).toEqual(['TEXT_REFUSED', ['blocks']])
    // WeChat does not know this one: what he writes is the agency's own.
    expect((await write((await app.aStaff('operator')).token, article('来赌博吧'))).status).toBe('published')
  })

  it('that are doubtful wait for a person, and go back to a draft when they are refused', async () => {
    const operator = await app.aStaff('operator')
    await knownToWechat(operator.id)
    const { id } = await write(operator.token, article('刷单也能赚'))
    const manager = app.as((await app.aStaff('manager')).token)
    const { items } = await manager('GET /api/reviews')
    expect(items).toMatchObject([{ kind: 'text', subject: 'article', field: 'blocks', cause: 'doubtful' }])
    const params = { id: items[0]?.id ?? '' }
    await manager('POST /api/reviews/{id}', { params, body: { verdict: 'refuse', reason: 'contact' } })
    await work()
    expect((await manager('GET /api/content/articles/{id}', { params: { id } })).status).toBe('draft')
    expect(await codeOf(app.as()('GET /api/articles/miniprogram/{id}', { params: { id } }))).toBe('NOT_FOUND')
    expect(await notifications(operator.token)).toMatchObject([{ title: '您写的文章没通过审核' }])
  })
})

describe.each(ENGINES)('banners, on %s', (engine) => {
  const app = useApp(engine)
  const { work, knownToWechat, notifications } = reviewing(app)
  const BANNER = {
    title: '九月新班',
    subtitle: '月嫂班',
    imageUrl: '/media/content/door.svg',
    linkType: 'none' as const,
    linkUrl: '',
    audience: [],
    status: 'active' as const,
    startsAt: null,
    endsAt: null,
  }
  const hang = (token: string, fields: object = {}) =>
    app.as(token)('POST /api/content/banners', { body: { ...BANNER, ...fields }, idempotencyKey: crypto.randomUUID() })
  const fieldsOf = async (call: Promise<unknown>) => {
    const { code, fields } = await refusal(call)
    return [code, Object.keys(fields)]
  }

  it('are refused with bad words when they are shown, and one that is not shown is not judged', async () => {
    const { id: by, token } = await app.aStaff('operator')
    await knownToWechat(by)
    expect(await fieldsOf(hang(token, { title: '来赌博吧' }))).toEqual(['TEXT_REFUSED', ['title']])
    const { id, version } = await hang(token, { subtitle: '来赌博吧', status: 'inactive' })
    const body = { ...BANNER, subtitle: '来赌博吧', version }
    const shown = app.as(token)('PUT /api/content/banners/{id}', { params: { id }, body })
    expect(await fieldsOf(shown)).toEqual(['TEXT_REFUSED', ['subtitle']])
  })

  it('that are doubtful wait for a person, and are removed from the front page when they are refused', async () => {
    const { id: by, token } = await app.aStaff('operator')
    await knownToWechat(by)
    const { id } = await hang(token, { title: '刷单也能赚' })
    const active = async () => (await app.as()('GET /api/banners/miniprogram/active')).map((banner) => banner.id)
    expect(await active()).toContain(id)
    const manager = app.as((await app.aStaff('manager')).token)
    const { items } = await manager('GET /api/reviews')
    expect(items).toMatchObject([{ kind: 'text', subject: 'banner', field: 'title', cause: 'doubtful' }])
    const params = { id: items[0]?.id ?? '' }
    await manager('POST /api/reviews/{id}', { params, body: { verdict: 'refuse', reason: 'contact' } })
    await work()
    expect(await active()).not.toContain(id)
    expect((await manager('GET /api/content/banners/{id}', { params: { id } })).status).toBe('inactive')
    expect(await notifications(token)).toMatchObject([{ title: '您写的轮播图没通过审核' }])
  })
})

describe('CONTENT_CHECK=off', () => {
  const app = useApp('sqlite', { CONTENT_CHECK: 'off' })
  const { aShown, seen } = reviewing(app)

  it('shows pictures at once', async () => {
    const id = await aShown((await app.aPerson()).token)
    expect([await seen(id), await countRows(app, 'checkedPictures')]).toEqual([SHOWN, 0])
  })
})

import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '@qingpin/contract/core/days'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { aListedWorker, aWorkerWithAccount } from '@qingpin/testing/listed'
import { actionsOf, countRows } from '@qingpin/testing/rows'
import { aNewPicture, sendFile } from '@qingpin/testing/uploads'
import type { PosterSheet } from '../../ports/pdf.port.ts'

describe.each(ENGINES)('a link to a resume on %s', (engine) => {
  const app = useApp(engine, { TRUSTED_PROXIES: 'in-process' })
  type Api = ReturnType<typeof app.as>
  const share = (api: Api, id: string, body: object = {}) =>
    api('POST /api/resumes/{id}/share', { params: { id }, body: body as never })
  const open = (token: string, reader: Api = app.as()) =>
    reader('GET /api/resumes/shared/{token}', { params: { token } })
  const sharesOf = (api: Api, query: object = {}) => api('GET /api/resumes/shares', { query })
  const revoke = (api: Api, id: string) => api('POST /api/resumes/shares/{id}/revoke', { params: { id } })

  it('opens for three days, or as long as requested, and then answers that it has expired', async () => {
    const { id, staff } = await aListedWorker(app)
    const made = await share(staff, id)
    expect(made).toMatchObject({
      token: expect.stringMatching(/^[\w-]{22}$/),
      path: `/features/public-workers/shared/index?t=${made.token}`,
      expireAt: new Date(app.ctx().now + 72 * HOUR_MS).toISOString(),
    })
    const short = await share(staff, id, { expireHours: '1' })
    expect(await open(short.token)).toMatchObject({ id, name: '钱阿姨', expireAt: short.expireAt })
    app.advance(HOUR_MS)
    const error = await refusal(open(short.token))
    expect([error.status, error.code]).toEqual([410, 'SHARE_EXPIRED'])
    expect((await open(made.token)).id).toBe(id)
    for (const expiresInHours of [0, 721, 1.5, 'x'])
      expect((await refusal(share(staff, id, { expiresInHours }))).code).toBe('VALIDATION_ERROR')
  })

  it('is stored as a hash and encrypted, never in clear', async () => {
    const { id, staff } = await aListedWorker(app)
    const { token } = await share(staff, id)
    expect(JSON.stringify(await app.db.q.select().from(app.db.s.resumeShares))).not.toContain(token)
    expect((await refusal(open('made-up-token-of-nobody'))).code).toBe('NOT_FOUND')
  })

  it('is revoked by its creator, by the worker and by managers; for others it is not found', async () => {
    const { id, her, manager, list } = await aWorkerWithAccount(app)
    await list()
    const [maker, colleague, person] = [await app.aStaff('employee'), await app.aStaff('employee'), await app.aPerson()]
    for (const closer of [app.as(maker.token), her, manager]) {
      const made = await share(app.as(maker.token), id)
      for (const other of [colleague, person])
        expect((await refusal(revoke(app.as(other.token), made.id))).code).toBe('NOT_FOUND')
      expect(await revoke(closer, made.id)).toMatchObject({ state: 'revoked', token: null, link: null })
      expect((await refusal(open(made.token))).code).toBe('SHARE_REVOKED')
      const again = await revoke(closer, made.id)
      expect(again.revokedAt).toBe(new Date(app.ctx().now).toISOString())
    }
    const told = (await actionsOf(app, id)).filter((action) => action.includes('share'))
    expect(told.toSorted()).toEqual(
      ['share', 'share', 'share', 'unshare', 'unshare', 'unshare'].map((w) => `resume.${w}`),
    )
  })

  it('is closed as soon as she hides, and opens again when she is back', async () => {
    const { id, her, list } = await aWorkerWithAccount(app)
    expect((await refusal(share(her, id))).code).toBe('RESUME_NOT_LISTED')
    await list()
    const { token } = await share(her, id)
    await her('PATCH /api/resumes/mine/visibility', { body: { hidden: true } })
    const error = await refusal(open(token))
    expect([error.status, error.code]).toEqual([410, 'SHARE_HIDDEN'])
    expect((await refusal(app.as()('GET /api/resumes/shared/{token}/code', { params: { token } }))).code).toBe(
      'SHARE_HIDDEN',
    )
    await her('PATCH /api/resumes/mine/visibility', { body: { hidden: false } })
    expect((await open(token)).id).toBe(id)
  })

  it('counts each visitor once a day, and not its creator', async () => {
    const { id, staff } = await aListedWorker(app)
    const { token } = await share(staff, id)
    const visit = (address: string, session?: string, agent = '') =>
      app.raw('GET', `/api/resumes/shared/${token}`, {
        headers: { 'x-forwarded-for': `2001:db8:1:${address}`, 'user-agent': agent },
        ...(session ? { token: session } : {}),
      })
    const person = await app.aPerson()
    await open(token, staff)
    await Promise.all([
      visit('a::1'),
      visit('a::1'),
      visit('a::2'),
      visit('a::1', undefined, 'another browser, or so it says'),
      visit('b::1'),
      visit('c::1', person.token),
      visit('d::1', person.token),
    ])
    // An invalid session does not close a public page.
    expect((await visit('a::1', 'garbage')).status).toBe(200)
    const [first] = (await sharesOf(staff)).items
    expect([first?.views, first?.lastViewedAt]).toEqual([3, new Date(app.ctx().now).toISOString()])
    app.advance(24 * HOUR_MS)
    await visit('a::1')
    const manager = app.as((await app.aStaff('manager')).token)
    expect((await sharesOf(manager, { resumeId: id })).items[0]?.views).toBe(4)
    expect(JSON.stringify(await app.db.q.select().from(app.db.s.resumeShareViews))).not.toContain(person.id)
  })

  it('is listed for its creator, for the worker that it shows, and for managers by resume', async () => {
    const { id, her, manager, list } = await aWorkerWithAccount(app)
    await list()
    const [maker, colleague] = [await app.aStaff('employee', { name: '林晓' }), await app.aStaff('employee')]
    const theirs = await share(app.as(maker.token), id)
    const hers = await share(her, id)
    const idsOf = async (api: Api, query: object = {}) =>
      (await sharesOf(api, query)).items.map((item) => item.id).toSorted()
    const both = [theirs.id, hers.id].toSorted()
    expect(await idsOf(her)).toEqual(both)
    expect(await idsOf(her, { resumeId: id })).toEqual(both)
    expect(await idsOf(app.as(maker.token))).toEqual([theirs.id])
    expect(await idsOf(app.as(colleague.token), { resumeId: id })).toEqual([])
    expect(await idsOf(manager, { resumeId: id })).toEqual(both)
    expect(await idsOf(manager)).toEqual([])
    const shown = (await sharesOf(her)).items.find((item) => item.id === theirs.id)
    expect(shown).toMatchObject({ createdByName: '林晓', mine: false, state: 'open', name: '钱阿姨' })
    expect((await refusal(sharesOf(app.as((await app.aPerson()).token), { resumeId: id }))).code).toBe('NOT_FOUND')

    const page = await sharesOf(her, { limit: '1' })
    const rest = await sharesOf(her, { limit: '1', cursor: page.nextCursor })
    expect([...page.items, ...rest.items].map((item) => item.id).toSorted()).toEqual(both)
    expect(rest.nextCursor).toBeNull()
  })

  it('is made only by staff and by the worker, once for each key', async () => {
    const { id, staff } = await aListedWorker(app)
    const person = app.as((await app.aPerson()).token)
    expect((await refusal(share(person, id))).code).toBe('NOT_FOUND')
    expect((await refusal(share(staff, 'f'.repeat(24)))).code).toBe('NOT_FOUND')
    const before = await countRows(app, 'resumeShares')
    const call = { params: { id }, body: {}, idempotencyKey: 'one-link' }
    const [first, second] = [
      await staff('POST /api/resumes/{id}/share', call),
      await staff('POST /api/resumes/{id}/share', call),
    ]
    expect([second, await countRows(app, 'resumeShares')]).toEqual([first, before + 1])
  })

  it('has a poster with the texts that it shows', async () => {
    const { id, staff } = await aListedWorker(app, { selfIntroduction: `电话13512341234，${'会做饭'.repeat(60)}` })
    const made = await share(staff, id)
    const ask = () =>
      Promise.resolve(app.fetch(new Request(`http://test.local/api/resumes/shared/${made.token}/poster`)))
    const picture = await ask()
    const bytes = Buffer.from(await picture.arrayBuffer())
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect(bytes.subarray(0, 2).toString('hex')).toBe('ffd8')
  })

  it('has a poster with her picture where she agreed to show it, and none where she did not', async () => {
    const { id, her, list } = await aWorkerWithAccount(app)
    await list()
    await sendFile(app, (await app.aStaff('employee')).token, id, ['personalPhoto', await aNewPicture()])
    const { token } = await share(her, id)
    const sheets: PosterSheet[] = []
    const draw = app.deps.pdf.poster
    app.deps.pdf.poster = (sheet) => {
      sheets.push(sheet)
      return draw(sheet)
    }
    const ask = async () => {
      const picture = await app.fetch(new Request(`http://test.local/api/resumes/shared/${token}/poster`))
      expect(picture.status).toBe(200)
      return Buffer.from(await picture.arrayBuffer())
    }
    const without = await ask()
    await her('PATCH /api/resumes/mine/visibility', { body: { consents: { photos: true } } })
    const withPhoto = await ask()
    await her('PATCH /api/resumes/mine/visibility', { body: { consents: { photos: false } } })
    const again = await ask()
    app.deps.pdf.poster = draw
    expect(sheets.map(({ photo }) => photo?.format)).toEqual([undefined, 'jpg', undefined])
    expect([withPhoto.equals(without), again.equals(without)]).toEqual([false, true])
  })

  it.each(['code', 'poster'])(
    'has no %s once it is revoked or has expired, and the reply says which',
    async (picture) => {
      const { id, staff } = await aListedWorker(app)
      const [closed, short] = [await share(staff, id), await share(staff, id, { expiresInHours: 1 })]
      const ask = async (token: string | null) => {
        const { status, json } = await app.raw('GET', `/api/resumes/shared/${token}/${picture}`)
        return [status, json.code]
      }
      await revoke(staff, closed.id)
      app.advance(HOUR_MS)
      expect(await ask(closed.token)).toEqual([410, 'SHARE_REVOKED'])
      expect(await ask(short.token)).toEqual([410, 'SHARE_EXPIRED'])
    },
  )

  it('has a code that WeChat draws for its page, and reports when WeChat does not', async () => {
    const { id, staff } = await aListedWorker(app)
    const { token } = await share(staff, id)
    const ask = () => Promise.resolve(app.fetch(new Request(`http://test.local/api/resumes/shared/${token}/code`)))
    const picture = await ask()
    const bytes = Buffer.from(await picture.arrayBuffer())
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect(bytes.subarray(1, 4).toString()).toBe('PNG')
    expect(app.sandbox.sandbox.wechat.miniCodes().at(-1)).toEqual({
      page: 'features/public-workers/shared/index',
      scene: token,
      width: 430,
    })
    app.sandbox.sandbox.wechat.busy(2)
    const { status, json } = await app.raw('GET', `/api/resumes/shared/${token}/code`)
    expect([status, json.code]).toEqual([503, 'WECHAT_BUSY'])
    app.sandbox.sandbox.faults.plan({ service: 'wechat', times: 1, body: { errcode: 61004, errmsg: 'ip' } })
    const refused = await app.raw('GET', `/api/resumes/shared/${token}/code`)
    expect([refused.status, refused.json.code]).toEqual([503, 'WECHAT_UNAVAILABLE'])
  })
})

describe('when posters cannot be drawn', () => {
  const broken = useApp('sqlite')

  it('a retry is suggested, and the link stays', async () => {
    const { id, staff } = await aListedWorker(broken)
    const { token } = await staff('POST /api/resumes/{id}/share', { params: { id }, body: {} })
    await broken.deps.pdf.stop()
    const reply = await broken.raw('GET', `/api/resumes/shared/${token}/poster`)
    expect([reply.status, reply.json.code, reply.headers.get('retry-after')]).toEqual([503, 'PDF_FAILED', '3'])
    expect((await broken.raw('GET', `/api/resumes/shared/${token}`)).status).toBe(200)
  })
})

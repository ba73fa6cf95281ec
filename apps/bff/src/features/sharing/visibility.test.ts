import { describe, expect, it } from 'vitest'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { aListedWorker, anEnteredWorker, aWorkerWithAccount } from '@qingpin/testing/listed'
import { actionsOf, auditOf } from '@qingpin/testing/rows'
import { aNewPicture, openAddress, sendFile } from '@qingpin/testing/uploads'

describe.each(ENGINES)('the decision what is shown of a worker on %s', (engine) => {
  const app = useApp(engine)

  it('is her own: staff cannot list her again or show more than she agreed to', async () => {
    const { id, her, manager, list } = await aWorkerWithAccount(app)
    await list()
    const hidden = await her('PATCH /api/resumes/mine/visibility', {
      body: { hidden: true, consents: { phone: false } },
    })
    expect(hidden).toMatchObject({ listed: false, draft: false, hiddenAt: new Date(app.ctx().now).toISOString() })
    expect((await list()).listed).toBe(false)
    const set = (body: object) =>
      manager('PATCH /api/resumes/miniprogram/{id}/visibility', { params: { id }, body: body as never })
    const error = await refusal(set({ consents: { phone: true }, note: '电话里说的' }))
    expect([error.status, error.code]).toEqual([409, 'CONSENT_WITHDRAWN'])
    // Staff may show less than she agreed to.
    await her('PATCH /api/resumes/mine/visibility', { body: { consents: { photos: true } } })
    const { consents } = await set({ consents: { photos: false } })
    expect(consents.find(({ field }) => field === 'photos')).toMatchObject({ agreed: false, by: 'staff' })
  })

  it('may be recorded by staff where she has made none, with a note of how she agreed', async () => {
    const { id, staff } = await aListedWorker(app)
    const set = (body: object) =>
      staff('PATCH /api/resumes/miniprogram/{id}/visibility', { params: { id }, body: body as never })
    const error = await refusal(set({ consents: { name: true, photos: true } }))
    expect([error.code, error.fields.note]).toEqual([
      'VALIDATION_ERROR',
      '请写下她怎么同意公开全名、照片和视频的，比如：当面同意。',
    ])
    const { consents } = await set({ consents: { name: true }, note: '签约时当面同意' })
    expect(consents[1]).toMatchObject({
      field: 'name',
      agreed: true,
      by: 'staff',
      note: '签约时当面同意',
      byName: '测试员工',
    })
    expect((await app.as()('GET /api/resumes/public/{id}', { params: { id } })).name).toBe('钱小燕')
    await set({ consents: { name: true }, note: '再说一遍' })
    const rows = (await auditOf(app, id)).filter((row) => row.action === 'resume.consent')
    expect(rows.map((row) => row.changes).filter((changes) => changes && 'name' in changes)).toEqual([
      { name: [null, true] },
    ])
  })

  it('is asked for before staff lists whom it entered, and recorded with how she gave it', async () => {
    const { id, staff } = await anEnteredWorker(app)
    const params = { id }
    const read = () => staff('GET /api/resumes/miniprogram/{id}/visibility', { params })
    const set = (body: object) =>
      staff('PATCH /api/resumes/miniprogram/{id}/visibility', { params, body: body as never })
    const isPublic = async () => (await app.raw('GET', `/api/resumes/public/${id}`)).status === 200
    expect(await read()).toMatchObject({ listed: false, draft: false, unlistedFor: 'no-consent' })
    expect(await isPublic()).toBe(false)
    const error = await refusal(set({ listed: true }))
    expect([error.code, error.fields.note]).toEqual(['VALIDATION_ERROR', '请写下她怎么同意上架的，比如：当面同意。'])
    const both = await refusal(set({ listed: true, consents: { name: true, phone: true } }))
    expect(both.fields.note).toBe('请写下她怎么同意上架、公开全名、手机号的，比如：当面同意。')
    expect(await isPublic()).toBe(false)

    const listed = await set({ listed: true, note: '签约时当面同意' })
    expect(listed).toMatchObject({ listed: true, unlistedAt: null, unlistedFor: null })
    expect(listed.consents[0]).toMatchObject({ field: 'listed', agreed: true, by: 'staff', note: '签约时当面同意' })
    expect(await isPublic()).toBe(true)
    // What was recorded once is not asked for again, until she takes it back.
    expect(await set({ listed: false })).toMatchObject({ listed: false, unlistedFor: 'staff' })
    expect((await set({ listed: true })).listed).toBe(true)
    expect(await set({ consents: { listed: false } })).toMatchObject({ listed: false, unlistedFor: 'no-consent' })
    expect((await refusal(set({ listed: true }))).code).toBe('VALIDATION_ERROR')
    // Her yes was all that was missing.
    expect((await set({ consents: { listed: true }, note: '电话里说的' })).listed).toBe(true)
  })

  it('is counted where it is missing, and the list of those without it is exactly as long', async () => {
    const counted = async (api: Awaited<ReturnType<typeof anEnteredWorker>>['staff']) => {
      const { items, total } = await api('GET /api/resumes', { query: { listing: 'no-consent', pageSize: 100 } })
      const { resumes } = await api('GET /api/today')
      expect([resumes.withoutConsent, items.length]).toEqual([total, total])
      expect(new Set(items.map((item) => item.listing))).toEqual(new Set(total > 0 ? ['no-consent'] : []))
      return total
    }
    const first = await anEnteredWorker(app)
    const before = await counted(first.staff)
    const second = await anEnteredWorker(app)
    expect(await counted(first.staff)).toBe(before + 1)
    const set = (body: object) =>
      second.staff('PATCH /api/resumes/miniprogram/{id}/visibility', { params: { id: second.id }, body: body as never })
    await set({ listed: true, note: '当面同意' })
    expect(await counted(first.staff)).toBe(before)
    await set({ listed: false })
    expect(await counted(first.staff)).toBe(before)
    const { items } = await first.staff('GET /api/resumes', { query: { listing: 'unlisted', pageSize: 100 } })
    expect(items.map((item) => item.id)).toContain(second.id)
  })

  it('may be given by the worker herself, and lists her at once where nothing else is missing', async () => {
    const { id, her, manager, list } = await aWorkerWithAccount(app)
    const set = (body: object) =>
      manager('PATCH /api/resumes/miniprogram/{id}/visibility', { params: { id }, body: body as never })
    expect(await set({ reviewed: true })).toMatchObject({ draft: false, listed: false, unlistedFor: 'no-consent' })
    expect(await her('PATCH /api/resumes/mine/visibility', { body: { hidden: false } })).toMatchObject({ listed: true })
    await set({ listed: false })
    await her('PATCH /api/resumes/mine/visibility', { body: { hidden: false } })
    expect((await her('GET /api/resumes/mine/visibility')).visibility).toMatchObject({ unlistedFor: 'staff' })
    await her('PATCH /api/resumes/mine/visibility', { body: { hidden: true } })
    expect((await list()).listed).toBe(false)
    const error = await refusal(set({ consents: { listed: true }, note: '她改主意了' }))
    expect([error.status, error.code]).toEqual([409, 'CONSENT_WITHDRAWN'])
    const told = (await actionsOf(app, id)).filter((action) => /list|review/.test(action))
    expect(told.toSorted()).toEqual(['resume.list', 'resume.list', 'resume.review', 'resume.unlist'])
  })

  it('leaves one audit row for each change, and is no new version of the resume', async () => {
    const { id, her, manager, list } = await aWorkerWithAccount(app)
    await list()
    await list()
    const before = await manager('GET /api/resumes/miniprogram/{id}', { params: { id } })
    for (const hidden of [true, true, false]) await her('PATCH /api/resumes/mine/visibility', { body: { hidden } })
    const after = await manager('GET /api/resumes/miniprogram/{id}', { params: { id } })
    expect([after.version, after.status]).toEqual([before.version, 'pending'])
    const told = (await actionsOf(app, id)).filter((action) => !action.endsWith('view-private'))
    const [yes, no, again] = ['resume.consent', 'resume.consent', 'resume.consent']
    expect(told.toSorted()).toEqual([yes, no, again, 'resume.create', 'resume.hide', 'resume.list', 'resume.show'])
  })

  it('cannot be made where there is no resume', async () => {
    const her = app.as((await app.aPerson()).token)
    expect(await her('GET /api/resumes/mine/visibility')).toEqual({ visibility: null })
    expect((await refusal(her('PATCH /api/resumes/mine/visibility', { body: { hidden: true } }))).code).toBe(
      'NOT_FOUND',
    )
    const staff = app.as((await app.aStaff('employee')).token)
    const params = { id: 'f'.repeat(24) }
    expect((await refusal(staff('GET /api/resumes/miniprogram/{id}/visibility', { params }))).code).toBe('NOT_FOUND')
    const set = staff('PATCH /api/resumes/miniprogram/{id}/visibility', { params, body: { listed: true } })
    expect((await refusal(set)).code).toBe('NOT_FOUND')
  })

  it('holds for the addresses of strangers within ten minutes, while those of staff stay', async () => {
    const { id, her, manager, list } = await aWorkerWithAccount(app, { nativePlace: '照片县' })
    await sendFile(app, (await app.aStaff('employee')).token, id, ['personalPhoto', await aNewPicture()])
    await list()
    await her('PATCH /api/resumes/mine/visibility', { body: { consents: { photos: true } } })
    const params = { id }
    const addresses = async () => {
      const { items } = await app.as()('GET /api/resumes/public/list', { query: { nativePlace: '照片县' } })
      const { avatarUrl, photoUrls } = await app.as()('GET /api/resumes/public/{id}', { params })
      return [items[0]?.avatarUrl ?? '', avatarUrl, ...photoUrls]
    }
    const statuses = async (links: string[]) =>
      (await Promise.all(links.map((link) => openAddress(app, link)))).map((one) => one.status)
    app.advance(60_000)
    const strangers = await addresses()
    const staffs = (await manager('GET /api/resumes/miniprogram/{id}', { params })).photoUrls
    expect(await statuses([...strangers, ...staffs])).toEqual([200, 200, 200, 200])
    // A browser may show its cached copy for a while.
    app.advance(60_000)
    expect(await addresses()).toEqual(strangers)
    await her('PATCH /api/resumes/mine/visibility', { body: { hidden: true } })
    app.advance(9 * 60_000)
    expect(await statuses(strangers)).toEqual([404, 404, 404])
    expect(await statuses(staffs)).toEqual([200])
  })
})

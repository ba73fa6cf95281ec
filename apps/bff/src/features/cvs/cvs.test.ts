import { blankEntry, type CvDocument, emptyDocument } from '@qingpin/cv/document'
import { BULLETS_MAX, CVS_MAX, TEXT_MAX } from '@qingpin/cv/limits'
import { describe, expect, it } from 'vitest'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'

const aDocument = (part: Partial<CvDocument> = {}): CvDocument => {
  const empty = emptyDocument()
  return {
    ...empty,
    basics: { ...empty.basics, name: '方舟', phone: '17788990011', email: 'only-here@example.com' },
    intention: { ...empty.intention, role: '产品运营' },
    work: [
      { ...blankEntry('work', 'w1'), company: '青禾智能', role: '运营', bullets: [{ id: 'b1', text: '做了13次实验' }] },
    ],
    ...part,
  }
}

describe.each(ENGINES)('a CV on %s', (engine) => {
  const app = useApp(engine)
  const aCv = async (document = aDocument()) => {
    const person = await app.aPerson()
    const api = app.as(person.token)
    const cv = await api('POST /api/cvs', { body: { document } })
    const save = (body: { version: number; document: CvDocument; title?: string }) =>
      api('PATCH /api/cvs/{id}', { params: { id: cv.id }, body })
    return { person, api, cv, params: { id: cv.id }, save }
  }

  it('is created empty, saved, read back unchanged and listed with its summary', async () => {
    const { token } = await app.aPerson()
    const api = app.as(token)
    const begun = await api('POST /api/cvs', { body: {} })
    expect(begun).toMatchObject({ version: 1, title: '', document: emptyDocument() })

    app.advance(1000)
    const params = { id: begun.id }
    const saved = await api('PATCH /api/cvs/{id}', { params, body: { version: 1, document: aDocument() } })
    expect(saved).toMatchObject({ version: 2, updatedAt: new Date(app.ctx().now).toISOString() })
    expect((await api('GET /api/cvs/{id}', { params })).document).toEqual(aDocument())
    expect((await api('GET /api/cvs')).items).toMatchObject([
      {
        id: begun.id,
        name: '方舟',
        role: '产品运营',
        latest: '青禾智能 运营',
        version: 2,
        filled: ['basics', 'intention', 'work'],
      },
    ])
  })

  it('is created once when the same request comes twice', async () => {
    const { token } = await app.aPerson()
    const once = { body: { document: aDocument() }, idempotencyKey: `once-${engine}` }
    const [first, second] = [await app.as(token)('POST /api/cvs', once), await app.as(token)('POST /api/cvs', once)]
    expect(second.id).toBe(first.id)
    expect((await app.as(token)('GET /api/cvs')).items).toHaveLength(1)
  })

  it('is encrypted in the database: no name, phone, address or line of it is stored in clear', async () => {
    await aCv()
    const rows = JSON.stringify(await app.db.q.select().from(app.db.s.cvs))
    for (const text of ['方舟', '17788990011', 'only-here', '青禾智能', '13次实验']) expect(rows).not.toContain(text)
  })

  it('does not overwrite what another phone has saved, and returns it for comparison', async () => {
    const { save, cv } = await aCv()
    const theirs = aDocument({ selfEvaluation: '另一部手机写的' })
    await save({ version: 1, document: theirs })
    const error = await refusal(save({ version: 1, document: aDocument({ selfEvaluation: '这部手机写的' }) }))
    expect([error.status, error.code, error.details]).toMatchObject([
      409,
      'CV_CONFLICT',
      { sentVersion: 1, currentVersion: 2, current: { id: cv.id, version: 2, document: theirs } },
    ])
  })

  it('accepts the same save again after a lost reply, and counts one version', async () => {
    const { save } = await aCv()
    const body = { version: 1, document: aDocument({ selfEvaluation: '一次' }) }
    expect((await save(body)).version).toBe(2)
    expect((await save(body)).version).toBe(2)
  })

  it('lets one of ten parallel saves of one version win', async () => {
    const { save } = await aCv()
    const saves = Array.from({ length: 10 }, (_, i) =>
      save({ version: 1, document: aDocument({ selfEvaluation: `${i}` }) }),
    )
    const outcomes = await Promise.allSettled(saves)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('drops invisible characters, but not line breaks', async () => {
    const { save } = await aCv()
    const hostile = 'a\u0000b\u200bc\u202ed\ufeff\r\n第二行\u0007 \ud800x 👩‍💻'
    const saved = await save({ version: 1, document: aDocument({ selfEvaluation: hostile }) })
    expect(saved.document.selfEvaluation).toBe('abcd\n第二行 x 👩‍💻')
  })

  it('of another person is not found by any call', async () => {
    const { params } = await aCv()
    const stranger = app.as((await app.aPerson()).token)
    const staff = app.as((await app.aStaff('admin')).token)
    for (const api of [stranger, staff]) {
      const tries = [
        api('GET /api/cvs/{id}', { params }),
        api('PATCH /api/cvs/{id}', { params, body: { version: 1, document: aDocument() } }),
        api('POST /api/cvs/{id}/copy', { params }),
        api('DELETE /api/cvs/{id}', { params }),
        api('GET /api/cvs/{id}/pdf', { params }),
        api('GET /api/cvs/{id}/preview', { params }),
        api('GET /api/cvs/{id}/preview', { params, query: { page: 1 } }),
      ]
      for (const { code } of await Promise.all(tries.map(refusal))) expect(code).toBe('NOT_FOUND')
      expect((await api('GET /api/cvs')).items).toEqual([])
    }
  })

  it.each([
    ['a text that is too long', { selfEvaluation: 'x'.repeat(TEXT_MAX + 1) }, 'document.selfEvaluation'],
    [
      'too many bullets',
      {
        work: [
          {
            ...blankEntry('work', 'w'),
            bullets: Array.from({ length: BULLETS_MAX + 1 }, (_, i) => ({ id: `b${i}`, text: '' })),
          },
        ],
      },
      'document.work.0.bullets',
    ],
    ['two entries of one id', { skills: [blankEntry('skills', 's'), blankEntry('skills', 's')] }, 'document.skills'],
    [
      'more than fits on pages',
      {
        work: Array.from({ length: 12 }, (_, i) => ({
          ...blankEntry('work', `w${i}`),
          bullets: [0, 1].map((n) => ({ id: `b${n}`, text: '字'.repeat(TEXT_MAX - 1) })),
        })),
      },
      'document',
    ],
    ['another version of the format', { version: 2 as 1 }, 'document.version'],
  ])('with %s is refused with the place and a sentence', async (_, part, field) => {
    const { save, api, params } = await aCv()
    const error = await refusal(save({ version: 1, document: aDocument(part) }))
    expect([error.status, Object.keys(error.fields)]).toEqual([400, [field]])
    expect(error.fields[field]).toMatch(/[\u4e00-\u9fff]/)
    expect((await api('GET /api/cvs/{id}', { params })).version).toBe(1)
  })

  it('is copied under a title of its own, and the two are independent', async () => {
    const { api, params, save } = await aCv()
    const twin = await api('POST /api/cvs/{id}/copy', { params })
    expect(twin).toMatchObject({ title: '产品运营简历的副本', version: 1, document: aDocument() })
    await save({ version: 1, document: aDocument({ selfEvaluation: '只改原来的' }) })
    expect((await api('GET /api/cvs/{id}', { params: { id: twin.id } })).document.selfEvaluation).toBe('')
  })

  it('is deleted with its content, and not found the second time', async () => {
    const { api, params, cv } = await aCv()
    expect(await api('DELETE /api/cvs/{id}', { params })).toEqual({ id: cv.id })
    expect((await refusal(api('DELETE /api/cvs/{id}', { params }))).code).toBe('NOT_FOUND')
    const rows = await app.db.q.select().from(app.db.s.cvs)
    expect(rows.find(({ id }) => id === cv.id)).toMatchObject({ documentSealed: '', title: '' })
  })

  it(`is one of at most ${CVS_MAX} of a person`, async () => {
    const { api, params } = await aCv()
    for (let i = 1; i < CVS_MAX; i += 1) await api('POST /api/cvs', { body: {} })
    expect((await refusal(api('POST /api/cvs', { body: {} }))).code).toBe('TOO_MANY_CVS')
    expect((await refusal(api('POST /api/cvs/{id}/copy', { params }))).code).toBe('TOO_MANY_CVS')
    await api('DELETE /api/cvs/{id}', { params })
    await api('POST /api/cvs', { body: {} })
  })

  it('is not one too many when several are created at once', async () => {
    const { api } = await aCv()
    for (let i = 2; i < CVS_MAX; i += 1) await api('POST /api/cvs', { body: {} })
    await Promise.allSettled(Array.from({ length: 8 }, () => api('POST /api/cvs', { body: {} })))
    expect((await api('GET /api/cvs')).items).toHaveLength(CVS_MAX)
  })
})

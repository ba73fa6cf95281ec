import { aListedWorker } from '@qingpin/testing/listed'
import { ENGINES, useApp } from '@qingpin/testing/harness'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { newId } from '../../db/ids.ts'

describe.each(ENGINES)('an introduction that no judge has passed, on %s', (engine) => {
  const app = useApp(engine)
  const TEXT = '会做鸢尾花馒头，懂一点推拿'

  const wait = (resumeId: string, text: string) =>
    app.db.tx(function* (t) {
      yield t.insert(app.db.s.moderatedFields).values({
        id: newId(app.ctx().now),
        subject: 'resume',
        subjectId: resumeId,
        field: 'selfIntroduction',
        textSealed: app.deps.cipher.seal('checkedText', text),
        scene: 'profile',
        authorId: null,
        state: 'waiting',
        createdAt: app.ctx().now,
      })
    })
  const settle = (resumeId: string, state: 'review' | 'removed') =>
    app.db.tx(function* (t) {
      const { moderatedFields: m } = app.db.s
      if (state === 'removed') yield t.delete(m).where(eq(m.subjectId, resumeId))
      else yield t.update(m).set({ state }).where(eq(m.subjectId, resumeId))
    })
  const found = async (query: Record<string, string>) =>
    (await app.as()('GET /api/resumes/public/list', { query: query as never })).items.map(({ id }) => id)

  it('is not read by strangers, and none of its words finds her until it has passed', async () => {
    const { id, staff } = await aListedWorker(app, { selfIntroduction: TEXT, nativePlace: '四川仪陇' })
    expect([await found({ keyword: '鸢尾' }), await found({ keyword: '推拿' })]).toEqual([[id], [id]])

    await wait(id, TEXT)
    expect((await app.as()('GET /api/resumes/public/{id}', { params: { id } })).selfIntroduction).toBeNull()
    for (const state of ['waiting', 'review'] as const) {
      if (state === 'review') await settle(id, state)
      expect([await found({ keyword: '鸢尾' }), await found({ keyword: '推拿' })]).toEqual([[], []])
      // She herself is on the list, and staff finds her by it.
      expect([await found({}), await found({ nativePlace: '仪陇' })]).toEqual([[id], [id]])
      const { items } = await staff('GET /api/resumes', { query: { search: '鸢尾' } as never })
      expect(items.map((one) => one.id)).toEqual([id])
    }
    // WeChat's later verdict removes the row of a text that it lets pass.
    await settle(id, 'removed')
    expect(await found({ keyword: '鸢尾' })).toEqual([id])
  })

  it('is read by strangers and finds her once a person has let it pass', async () => {
    const { id } = await aListedWorker(app, { selfIntroduction: TEXT })
    await wait(id, TEXT)
    await settle(id, 'review')
    const operator = app.as((await app.aStaff('operator')).token)
    const { items } = await operator('GET /api/reviews')
    const [review] = items.filter(({ text }) => text === TEXT)
    await operator('POST /api/reviews/{id}', { params: { id: review?.id ?? '' }, body: { verdict: 'pass' } })
    expect(await found({ keyword: '鸢尾' })).toContain(id)
    expect((await app.as()('GET /api/resumes/public/{id}', { params: { id } })).selfIntroduction).toBe(TEXT)
  })

  it('shows another worker whose words are the same', async () => {
    const [one, other] = [
      await aListedWorker(app, { selfIntroduction: '擅长做青团' }),
      await aListedWorker(app, { selfIntroduction: '也擅长做青团' }),
    ]
    await wait(one.id, '擅长做青团')
    expect(await found({ keyword: '青团' })).toEqual([other.id])
  })
})

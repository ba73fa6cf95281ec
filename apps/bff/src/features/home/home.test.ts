import { describe, expect, it } from 'vitest'
import { startOfDay } from '@qingpin/contract/core/days'
import { eq } from 'drizzle-orm'
import { ENGINES, aPhone, START, type TestApp, useApp } from '@qingpin/testing/harness'
import { aListedWorker } from '@qingpin/testing/listed'
import { ask } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { indexResume } from '../resumes/search-index.repo.ts'
import { MANY } from '../resumes/count-cache.rules.ts'
import { searchTermsOf } from '../resumes/search-terms.rules.ts'

describe('the day', () => {
  it('begins at midnight in Beijing, in any time zone of the machine', () => {
    expect(new Date(startOfDay(START)).toISOString()).toBe('2026-11-19T16:00:00.000Z')
    expect(startOfDay(Date.parse('2026-11-19T16:00:00Z'))).toBe(Date.parse('2026-11-19T16:00:00Z'))
    expect(startOfDay(Date.parse('2026-11-19T15:59:59Z'))).toBe(Date.parse('2026-11-18T16:00:00Z'))
  })
})

describe.each(ENGINES)('the first paint of the home tab on %s', (engine) => {
  const app = useApp(engine)
  const worker = (name: string) => ({ name, gender: 'female', age: 40, jobType: 'yuesao', phone: aPhone() }) as const

  it('shows a guest the agency, and a worker the state of her registration', async () => {
    const guest = await app.as()('GET /api/home')
    expect(guest).toMatchObject({ agency: { name: expect.any(String) }, myResume: null })

    const person = await app.aPerson()
    await app.as(person.token)('POST /api/resumes/miniprogram/self-register', { body: worker('钱小燕') })
    const hers = await app.as(person.token)('GET /api/home')
    expect(hers.myResume).toMatchObject({ name: '钱小燕', status: 'draft' })
    // Her record is not reviewed yet: she is not advertised.
    expect(hers.workers.accepting).toBe(guest.workers.accepting)
    await aListedWorker(app)
    expect((await app.as()('GET /api/home')).workers.accepting).toBe(guest.workers.accepting + 1)
  })

  it('counts for staff the resumes since midnight, and shows the newest', async () => {
    const { token } = await app.aStaff('employee')
    const before = await app.as(token)('GET /api/today')
    app.advance(1000)
    await app.as(token)('POST /api/resumes/miniprogram/create', { body: worker('郭秀英') })
    const after = await app.as(token)('GET /api/today')
    expect(after.resumes).toMatchObject({ newToday: before.resumes.newToday + 1, total: before.resumes.total + 1 })
    expect(after.newest[0]?.name).toBe('郭秀英')
    app.advance(24 * 3_600_000)
    const { token: later } = await app.aStaff('employee')
    expect((await app.as(later)('GET /api/today')).resumes.newToday).toBe(0)
  })
})

/** Enters a worker as often again. */
async function copy({ db }: TestApp, id: string, times: number) {
  const { resumes } = db.s
  await db.tx(function* (t) {
    const [row] = yield* ask(t.select().from(resumes).where(eq(resumes.id, id)))
    if (!row) throw new Error('there is no such resume')
    for (let i = 1; i <= times; i++) {
      const one = { ...row, id: newId(1), createdAt: row.createdAt - i, phoneHash: null, idNumberHash: null }
      yield* ask(t.insert(resumes).values(one))
      yield* indexResume(t, db, one, searchTermsOf(one))
    }
  })
}

describe.each(ENGINES)('the counts of thousands of resumes on %s', (engine) => {
  const app = useApp(engine)

  it('are cached for a minute, but for a resume just created', async () => {
    app.advance(3_600_000)
    const many = MANY[app.db.dialect]
    const { id, staff } = await aListedWorker(app)
    await copy(app, id, many)
    const numbers = async () => {
      const [{ workers }, { resumes }] = [await app.as()('GET /api/home'), await staff('GET /api/today')]
      const { totalResumes } = await staff('GET /api/resumes/miniprogram/stats')
      return [workers.accepting, workers.byJobType[0]?.count, totalResumes, resumes.total]
    }
    expect(await numbers()).toEqual(Array.from({ length: 4 }, () => many + 1))
    const before = await staff('GET /api/today')

    await aListedWorker(app, { name: '刚刚来的' })
    await app.as()('POST /api/resumes/miniprogram/self-register', {
      body: { name: '刚登记的', gender: 'female', age: 40, jobType: 'yuesao', phone: aPhone() },
    })
    const after = await staff('GET /api/today')
    expect([after.resumes.newToday, after.resumes.draft]).toEqual([
      before.resumes.newToday + 2,
      before.resumes.draft + 1,
    ])
    expect(after.newest.map(({ name }) => name)).toContain('刚刚来的')
    expect(await numbers()).toEqual(Array.from({ length: 4 }, () => many + 1))

    app.advance(61_000)
    expect(await numbers()).toEqual([many + 2, many + 2, many + 3, many + 3])
  })
})

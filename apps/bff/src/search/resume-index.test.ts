import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { ENGINES, type TestApp, useApp } from '../../test/harness.ts'
import { aWorker } from '../../test/workers.ts'
import { ask } from '../db/db.ts'
import { fillResumeIndex } from '../features/resumes/index.ts'

/** The same texts each run, of few characters, so that many hold each other: cases, wide forms, signs and emoji. */
const ALPHABET = [
  '月',
  '子',
  '餐',
  'a',
  'A',
  'É',
  'é',
  'Ａ',
  '1',
  '１',
  ' ',
  '%',
  '"',
  "'",
  '🌸',
  '𠮷',
  '，',
  '_',
  'ß',
  'x',
]
function texts(count: number, length: number): string[] {
  let state = 11
  const next = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
  const one = () => Array.from({ length }, () => ALPHABET[Math.floor(next() * ALPHABET.length)]).join('')
  return Array.from({ length: count }, () => `字${one()}字`)
}

const part = (text: string, from: number, to: number) => [...text].slice(from, to).join('')

async function enter(app: TestApp, ...workers: Record<string, unknown>[]) {
  const { token } = await app.aStaff('manager')
  const ids: string[] = []
  for (const over of workers) {
    ids.push((await app.as(token)('POST /api/resumes/miniprogram/create', { body: aWorker(over) as never })).id)
  }
  const search = async (query: object) => {
    const { items, total } = await app.as(token)('GET /api/resumes', { query: { pageSize: 100, ...query } as never })
    return { ids: items.map((item) => item.id).toSorted(), total }
  }
  return { token, ids, search }
}

const docs = async ({ db }: TestApp) => (await db.q.select().from(db.s.searchDocs)).length

describe.each(ENGINES)('the index of resumes on %s', (engine) => {
  const app = useApp(engine)

  it('finds what the rows hold and nothing else, whatever the text and the order', async () => {
    const said = texts(60, 12)
    const { search } = await enter(
      app,
      ...said.map((text) => ({ selfIntroduction: text, nativePlace: part(text, 0, 6) })),
    )
    const { resumes } = app.db.s
    for (const text of said.flatMap((one) => [part(one, 2, 4), part(one, 3, 6), part(one, 5, 9)])) {
      const wanted = text.trim()
      if ([...wanted].length < 2) continue
      const holds = [resumes.name, resumes.nativePlace, resumes.selfIntroduction].map((c) => app.db.contains(c, wanted))
      const rows = await app.db.q
        .select({ id: resumes.id })
        .from(resumes)
        .where(sql.join(holds, sql` or `))
      const expected = rows.map((row) => row.id).toSorted()
      for (const sortBy of ['createdAt', 'age']) {
        expect([wanted, await search({ search: wanted, sortBy })]).toEqual([
          wanted,
          { ids: expected, total: expected.length },
        ])
      }
    }
  })

  it('follows each change of a text or of a field that is filtered by', async () => {
    const { token, ids, search } = await enter(app, { name: '欧阳海棠', jobType: 'yuesao' })
    const [id = ''] = ids
    const change = async (body: object) => {
      const { version } = await app.as(token)('GET /api/resumes/miniprogram/{id}', { params: { id } })
      await app.as(token)('PATCH /api/resumes/miniprogram/{id}', {
        params: { id },
        body: { version, ...body } as never,
      })
    }
    await change({ name: '司马牡丹' })
    expect(await search({ search: '海棠' })).toEqual({ ids: [], total: 0 })
    expect(await search({ search: '牡丹', jobType: 'yuesao' })).toEqual({ ids: [id], total: 1 })
    await change({ jobType: 'baojie' })
    expect(await search({ search: '牡丹', jobType: 'yuesao' })).toEqual({ ids: [], total: 0 })
    expect(await search({ search: '牡丹', jobType: 'baojie' })).toEqual({ ids: [id], total: 1 })
  })

  it('forgets a resume together with its row', async () => {
    const { ids, search } = await enter(app, { name: '诸葛芙蓉' }, { name: '诸葛芙蓉' })
    const [gone = '', stays = ''] = ids
    const before = await docs(app)
    const { resumes } = app.db.s
    await app.db.tx(function* (t) {
      yield* ask(t.delete(resumes).where(eq(resumes.id, gone)))
    })
    expect([await docs(app), await search({ search: '芙蓉' })]).toEqual([before - 1, { ids: [stays], total: 1 }])
  })

  it('keeps nothing of a resume whose transaction failed', async () => {
    const before = await docs(app)
    const { token } = await enter(app)
    const body = aWorker({ phone: '13900001111', name: '慕容丁香' }) as never
    await app.as(token)('POST /api/resumes/miniprogram/create', { body })
    await app
      .as(token)('POST /api/resumes/miniprogram/create', { body })
      .catch(() => undefined)
    expect(await docs(app)).toBe(before + 1)
  })

  it('numbers many resumes of one moment and pages through them without a gap', async () => {
    const { token, ids } = await enter(app, ...Array.from({ length: 70 }, () => ({ name: '同时来的' })))
    const seen: string[] = []
    let cursor: string | null | undefined
    do {
      const query = { search: '同时来的', pageSize: 9, ...(cursor ? { cursor } : {}) }
      const reply = await app.as(token)('GET /api/resumes', { query })
      seen.push(...reply.items.map((item) => item.id))
      cursor = reply.nextCursor
    } while (cursor)
    expect(seen.toSorted()).toEqual(ids.toSorted())
  })

  it('takes in what an older release left, and goes on where it was broken off', async () => {
    const { ids, search } = await enter(app, ...Array.from({ length: 5 }, () => ({ name: '赫连玉兰' })))
    const { resumes, searchDocs } = app.db.s
    const [row] = await app.db.q
      .select()
      .from(resumes)
      .where(eq(resumes.id, ids[0] ?? ''))
    await app.db.tx(function* (t) {
      yield* ask(t.delete(resumes).where(eq(resumes.id, ids[0] ?? '')))
      if (row) yield* ask(t.insert(resumes).values(row))
    })
    expect((await search({ search: '玉兰' })).total).toBe(4)
    const all = (await app.db.q.select().from(resumes)).length
    await fillResumeIndex(app.deps)
    expect([await docs(app), await search({ search: '玉兰' })]).toEqual([all, { ids: ids.toSorted(), total: 5 }])
    await fillResumeIndex(app.deps)
    expect((await app.db.q.select().from(searchDocs)).length).toBe(all)
  })
})
